"""What was typed into a form that could not be saved now: shown, and ready to be sent again."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

#: Read from the body of a form of ours, and by nothing else: such a form holds no password.
SUBMISSION = "_key"


@dataclass(frozen=True)
class KeptInput:
    """A posted form: what a person typed as (label, text), and all of it as (name, value).

    Sending it again to `path` is safe: it carries the key under which it is saved once.
    """

    path: str
    texts: list[tuple[str, str]]
    fields: list[tuple[str, str]]


def kept_input(request: HttpRequest) -> KeptInput | None:
    """Return what was posted with one of our forms; None for anything else.

    Asks nothing of the database, which may be the reason why it could not be saved.
    """
    if request.method != "POST" or SUBMISSION not in request.POST:
        return None
    data = request.POST
    fields = [(name, value) for name, values in data.lists() for value in values]
    texts = list(_labelled(request.sheet_form, data) if hasattr(request, "sheet_form") else ())
    return KeptInput(request.get_full_path(), texts or _unlabelled(data), fields)


def _labelled(form, data: QueryDict) -> Iterator[tuple[str, str]]:
    """Yield the label and the text of every field into which a person types."""
    for part in (form, *(row for rows in form.formsets.values() for row in rows.forms)):
        for bound in part:
            # Naming a choice would ask the database; the hidden fields hold it.
            is_typed = not hasattr(bound.field, "choices") and not bound.is_hidden
            text = "\n".join(data.getlist(bound.html_name)).strip() if is_typed else ""
            if text:
                yield str(bound.label), text


def _unlabelled(data: QueryDict) -> list[tuple[str, str]]:
    """Return the texts where the request failed before its form was known."""
    return [
        ("", text)
        for name, values in data.lists()
        if not name.startswith(("_", "csrf")) and not name.endswith("_FORMS")
        for text in values
        if text.strip()
    ]

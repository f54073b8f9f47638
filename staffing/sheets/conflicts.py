"""Two people saved one record: merge what only one changed, show what both changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

MINE, THEIRS, BOTH = "mine", "theirs", "both"

#: A form as text: field name → the list of strings that a browser would post.
Texts = dict[str, list[str]]


@dataclass(frozen=True)
class Conflict:
    """One field that both changed."""

    name: str
    label: str
    mine: str
    theirs: str
    theirs_by: str
    theirs_at: datetime | None
    is_long: bool


def texts_of(form: forms.BaseForm) -> Texts:
    """Return what the form would post if nobody touched it, rows included."""
    texts: Texts = {}
    for part in (form, *(row for rows in form.formsets.values() for row in rows.forms)):
        for bound in part:
            value = part.get_initial_for_field(bound.field, bound.name)
            # A tick box writes its state as an attribute, not as its value.
            if not isinstance(bound.field.widget, forms.CheckboxInput):
                value = bound.field.widget.format_value(value)
            texts[bound.html_name] = _as_list(value)
    for rows in form.formsets.values():
        management = rows.management_form
        for bound in management:
            texts[bound.html_name] = _as_list(management.initial.get(bound.name))
    return texts


def _as_list(value) -> list[str]:
    if value is None or value is False or value == "":
        return []
    if value is True:
        return ["on"]
    if isinstance(value, list | tuple):
        return [str(item) for item in value if item not in ("", None)]
    return [str(value)]


def posted_texts(data: QueryDict, form: forms.BaseForm) -> Texts:
    """Return what was posted for the form's fields and rows; anything else is no text of it."""
    rows = tuple(f"{prefix}-" for prefix in form.formsets)
    return {
        name: [text for text in values if text != ""]
        for name, values in data.lists()
        if name in form.fields or name.startswith(rows)
    }


def merge(*, base: Texts, mine: Texts, theirs: Texts, rows: Iterable[str]) -> tuple[Texts, set]:
    """Return the merged texts and the names (or row prefixes) that both changed differently.

    Rows are merged as a whole: a half-mixed table would be nobody's.
    """
    prefixes = tuple(f"{prefix}-" for prefix in rows)
    merged, both = dict(mine), set()
    for name in {*theirs, *mine}:
        if name.startswith(prefixes):
            continue
        _merge_one(name, [name], base, mine, theirs, merged, both)
    for prefix in prefixes:
        names = [n for n in {*mine, *theirs, *base} if n.startswith(prefix)]
        _merge_one(prefix.rstrip("-"), names, base, mine, theirs, merged, both)
    return merged, both


def _merge_one(key, names, base, mine, theirs, merged, both) -> None:
    def part(texts: Texts) -> dict:
        return {n: _folded(texts[n]) for n in names if texts.get(n)}

    old, own, other = part(base), part(mine), part(theirs)
    if other in (own, old):
        return
    if own == old:
        for name in names:
            merged.pop(name, None)
        merged.update({n: theirs[n] for n in names if n in theirs})
        return
    both.add(key)


def _folded(values: list[str]) -> list[str]:
    # Browsers post CRLF; what came from the table has LF.
    return [value.replace("\r\n", "\n").strip() for value in values]


def join_both(mine: list[str], theirs: list[str]) -> list[str]:
    """Both texts, one after the other."""
    return ["\n".join([*mine, *theirs])]


def readable(form: forms.BaseForm, name: str, texts: Texts) -> str:
    """Return a field's (or a table's) text as a person reads it."""
    if name in form.formsets:
        lines = [
            " / ".join(values)
            for key, values in sorted(texts.items())
            if key.startswith(f"{name}-") and values and not key.endswith("_FORMS")
        ]
        return "\n".join(lines)
    choices = dict(_flat_choices(form.fields[name]))
    values = [str(choices.get(value, value)) for value in texts.get(name, [])]
    return "、".join(values) or _("(empty)")


def _flat_choices(field: forms.Field):
    for value, label in getattr(field, "choices", ()) or ():
        if isinstance(label, list | tuple):
            yield from ((str(v), text) for v, text in label)
        else:
            yield str(value), label

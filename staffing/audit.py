"""Write the audit trail: every act is one append-only row in the same transaction.

Free text and sensitive values are named, not copied; short facts (dates, numbers, choices)
are kept as they were before and after.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import OperationalError, models

from config.common.bulk import insert_row, insert_rows
from config.common.logs import current_request_id
from config.common.storing import has_no_room
from staffing.hidden import person_of

logger = logging.getLogger("tsunagi.trail")
#: How the verb of an act ends that only reads, or of what reading finds.
READ = (".viewed", ".listed", ".damaged")
#: The columns of an entry that say what was acted on.
CONCERNED = ("object_type", "object_id", "office_id", "client_id")

_verbs: dict[str, str] = {}


def register(verbs: Mapping[str, str]) -> None:
    """Add an app's verbs, each with one sentence that a person can read."""
    _verbs.update(verbs)


def label(verb: str) -> str:
    """Return the sentence of a verb in the language of the reader."""
    return str(_verbs.get(verb, verb))


def verb_choices() -> list[tuple[str, str]]:
    """All verbs with their sentences, for the filter of the history page."""
    return sorted(_verbs.items())


def record(
    by, verb: str, obj: models.Model, *, office_id: int | None = None, **details: Any
) -> None:
    """Write that `by` did `verb` to `obj`.

    The office and the person concerned come from the object (`office_id`, `client_id`, or its
    own key for a client) unless given. An unknown verb is a programming error.

    A full disk keeps nobody from reading a file: what was only read (`….viewed`, `….listed`)
    then stands in the server's log, by its numbers. Any other act fails with its entry.
    """
    entry = _entry(by, verb, obj, details)
    entry.office_id = office_id or entry.office_id
    try:
        insert_row(entry)
    except OperationalError as problem:
        if not verb.endswith(READ) or not has_no_room(problem):
            raise
        numbers = (getattr(by, "pk", None), entry.object_type, entry.object_id, entry.client_id)
        logger.error("no room for the trail: %s by %s: %s %s, client %s", verb, *numbers)


def record_many(by, verb: str, objects: Iterable[models.Model], **details: Any) -> None:
    """Write that `by` did `verb` to each of many objects, in one statement per few thousand."""
    entries, act = apps.get_model("staffing", "AuditEntry"), _act(by, verb, details)
    insert_rows(entries, CONCERNED, map(_concerned, objects), same=act)


def _entry(by, verb: str, obj: models.Model, details: Mapping[str, Any]) -> models.Model:
    concerned = dict(zip(CONCERNED, _concerned(obj), strict=True))
    return apps.get_model("staffing", "AuditEntry")(**_act(by, verb, details), **concerned)


def _act(by, verb: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that say who did what."""
    if verb not in _verbs:
        raise LookupError(f"audit verb {verb!r} has no sentence")
    return {
        "user_id": by and by.pk,
        "verb": verb,
        "details": {name: plain(value) for name, value in details.items()},
        "request_id": current_request_id.get(),
    }


def _concerned(obj: models.Model) -> tuple:
    """Return the columns that say to what, in the order of CONCERNED."""
    return obj._meta.label_lower, obj.pk, _office_id(obj), person_of(obj)


def _office_id(obj: models.Model) -> int | None:
    if obj._meta.label == "staffing.Office":
        return obj.pk
    return getattr(obj, "office_id", None)


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    match value:
        case None | bool() | int() | str():
            return value
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case models.Model():
            return value.pk
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
    return str(value)


SHORT_FIELDS = (
    models.DateField,
    models.IntegerField,
    models.DecimalField,
    models.BooleanField,
    models.ForeignKey,
)


def difference(model: type[models.Model], before: Mapping, after: Mapping) -> dict[str, Any]:
    """Name the fields that changed; dates, numbers and choices also with both values."""
    changed: dict[str, Any] = {}
    for name, value in after.items():
        if plain(before.get(name)) == plain(value):
            continue
        field = model._meta.get_field(name)
        is_short = isinstance(field, SHORT_FIELDS) or bool(getattr(field, "choices", None))
        changed[name] = [plain(before.get(name)), plain(value)] if is_short else None
    return changed

"""Write the audit trail: every act is one append-only row in the same transaction.

Free text and sensitive values are named, not copied; short facts (dates, numbers, choices)
are kept as they were before and after.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

from config.common.logs import current_request_id

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
    """
    entry = _entry(by, verb, obj, details)
    entry.office_id = office_id or entry.office_id
    entry.save(force_insert=True)


def record_many(by, verb: str, objects: Iterable[models.Model], **details: Any) -> None:
    """Write that `by` did `verb` to each of many objects, in one query per few hundred."""
    entries = [_entry(by, verb, obj, details) for obj in objects]
    apps.get_model("staffing", "AuditEntry").objects.bulk_create(entries, batch_size=500)


def _entry(by, verb: str, obj: models.Model, details: Mapping[str, Any]) -> models.Model:
    if verb not in _verbs:
        raise LookupError(f"audit verb {verb!r} has no sentence")
    is_client = obj._meta.label == "cases.Client"
    return apps.get_model("staffing", "AuditEntry")(
        user=by,
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        office_id=_office_id(obj),
        client_id=obj.pk if is_client else getattr(obj, "client_id", None),
        details={name: plain(value) for name, value in details.items()},
        request_id=current_request_id.get(),
    )


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

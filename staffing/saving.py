"""The few ways in which a record is written: insert, change, remove, restore.

Each writes its audit entry in the caller's transaction. A change names the version it started
from; when somebody was faster it raises `StaleState` and writes nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models.functions import Now

from config.common.problems import Problem
from staffing import audit
from staffing.models import User

T = TypeVar("T", bound=models.Model)


class StaleState(Exception):
    """Somebody changed the record since this form was opened."""

    def __init__(self, record: models.Model) -> None:
        super().__init__(f"{record._meta.label} {record.pk}")
        self.record = record


class Refused(Exception):
    """A rule does not allow the act; the problems say why and at which field."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems = problems


@transaction.atomic(savepoint=False)
def insert(record: T, *, by: User | None, verb: str, **details: Any) -> T:
    """Save a new record with its writer and audit entry, and return it."""
    record.created_by = record.updated_by = by
    record.save(force_insert=True)
    audit.record(by, verb, record, **details)
    return record


@transaction.atomic
def change(
    record: T,
    values: Mapping[str, Any],
    *,
    by: User | None,
    version: int | None,
    verb: str,
    **details: Any,
) -> T:
    """Write `values` if the record still has `version` (None: whatever it has now).

    Returns the record as it is now; raises StaleState when the version moved on.
    """
    model = type(record)
    rows = model._base_manager.filter(pk=record.pk, deleted_at=None)
    before = rows.values("version", *values).first()
    expected = before["version"] if before and version is None else version
    stamps = {"version": models.F("version") + 1, "updated_by": by, "updated_at": Now()}
    if before is None or not rows.filter(version=expected).update(**values, **stamps):
        raise StaleState(record)
    changed = audit.difference(model, before, values)
    audit.record(by, verb, record, changed=changed, **details)
    record.refresh_from_db()
    return record


def before_of(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """Return what a record holds in these fields, of another record its key: no query."""
    fields = {name: record._meta.get_field(name) for name in names}
    return {name: getattr(record, field.attname) for name, field in fields.items()}


def rewrite(
    record: T, values: Mapping[str, Any], *, by: User | None, verb: str, **details: Any
) -> T:
    """Write `values` over a record that was read in full and is trusted to be what it was.

    The statement itself proves it: it writes only over the version that was read, else it raises
    StaleState. So neither the old values nor the new ones are asked for again, as in `change`.
    """
    model = type(record)
    rows = model._base_manager.filter(pk=record.pk, deleted_at=None, version=record.version)
    stamps = {"version": models.F("version") + 1, "updated_by": by, "updated_at": Now()}
    if not rows.update(**values, **stamps):
        raise StaleState(record)
    changed = audit.difference(model, before_of(record, values), values)
    audit.record(by, verb, record, changed=changed, **details)
    for name, value in values.items():
        setattr(record, name, value)
    record.version, record.updated_by = record.version + 1, by
    return record


@transaction.atomic
def remove(record: models.Model, *, by: User, reason: str) -> None:
    """Delete a record with a reason; it can be restored."""
    rows = type(record)._base_manager.filter(pk=record.pk, deleted_at=None)
    stamps = {"deleted_at": Now(), "deleted_by": by, "delete_reason": reason}
    if not rows.update(version=models.F("version") + 1, **stamps):
        raise StaleState(record)
    audit.record(by, "record.deleted", record, reason=reason)


@transaction.atomic
def restore(record: models.Model, *, by: User) -> None:
    """Bring a deleted record back."""
    rows = type(record)._base_manager.filter(pk=record.pk, deleted_at__isnull=False)
    stamps = {"deleted_at": None, "deleted_by": None, "delete_reason": ""}
    if not rows.update(version=models.F("version") + 1, **stamps):
        raise StaleState(record)
    audit.record(by, "record.restored", record)

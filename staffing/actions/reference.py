"""Verbs on reference tables that the administrator keeps: municipalities and corporations."""

from typing import Any

from django.db import transaction
from django.db.models import F

from staffing import audit
from staffing.models import Corporation, Municipality, User
from staffing.saving import StaleState

ReferenceRow = Municipality | Corporation


@transaction.atomic
def add_reference(row: ReferenceRow, *, by: User) -> ReferenceRow:
    """Add a row to a reference table, and return it."""
    row.save(force_insert=True)
    audit.record(by, "reference.created", row)
    return row


@transaction.atomic
def change_reference(
    row: ReferenceRow, *, by: User, version: int | None, **values: Any
) -> ReferenceRow:
    """Change a row of a reference table; raises StaleState when somebody was faster."""
    model = type(row)
    rows = model.objects.filter(pk=row.pk, version=version)
    before = rows.values(*values).first()
    if before is None or not rows.update(version=F("version") + 1, **values):
        raise StaleState(row)
    audit.record(by, "reference.changed", row, changed=audit.difference(model, before, values))
    row.refresh_from_db()
    return row

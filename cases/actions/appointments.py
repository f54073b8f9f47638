"""Verbs on appointments."""

from typing import Any

from django.db import transaction

from cases.models import Appointment
from staffing.models import User
from staffing.saving import change, insert, remove, restore


def make_appointment(*, by: User | None, **fields: Any) -> Appointment:
    """Plan something for a day."""
    return insert(Appointment(**fields), by=by, verb="appointment.created")


def change_appointment(
    appointment: Appointment, *, by: User, version: int | None, **values: Any
) -> Appointment:
    """Move or correct an appointment; raises StaleState when somebody was faster."""
    return change(appointment, values, by=by, version=version, verb="appointment.changed")


@transaction.atomic
def cancel_appointment(appointment: Appointment, *, by: User, reason: str) -> None:
    """Take an appointment back, with a reason; it can be restored."""
    remove(appointment, by=by, reason=reason)


@transaction.atomic
def restore_appointment(appointment: Appointment, *, by: User) -> None:
    """Put a cancelled appointment back."""
    restore(appointment, by=by)

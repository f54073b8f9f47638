"""Verbs on contacts and promises."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Appointment, Client, Consultation, ConsultationContent, Promise
from staffing.actions import notify
from staffing.models import Office, User
from staffing.permissions import Permission, holders
from staffing.saving import StaleState, change, insert, remove, restore


@transaction.atomic
def log_consultation(
    *,
    office: Office,
    by: User | None,
    occurred_at: datetime,
    text: str,
    client: Client | None = None,
    worker: User | None = None,
    contents: Iterable[str] = (),
    next_step: str = "",
    next_due_on: date | None = None,
    next_owner: User | None = None,
    appointment: Appointment | None = None,
    **fields: Any,
) -> Consultation:
    """Record a contact with its contents, and what was promised next; return the record.

    `client` None is somebody who is not registered: `caller_name` or `is_anonymous`. An
    `appointment` becomes this record; StaleState when it already became another one.
    """
    if client is not None:
        fields |= {"caller_name": "", "is_anonymous": False}
    record = Consultation(
        office=office,
        client=client,
        occurred_at=occurred_at,
        text=text,
        worker=worker or by,
        **fields,
    )
    insert(record, by=by, verb="consultation.created")
    _add_contents(record, contents)
    if next_step:
        make_promise(
            office=office,
            by=by,
            text=next_step,
            owner=next_owner or record.worker,
            due_on=next_due_on,
            client=client,
            consultation=record,
        )
    if appointment is not None:
        _keep_appointment(appointment, record, by)
    if record.is_abuse_suspected:
        _warn_of_abuse(record, by)
    return record


def _keep_appointment(appointment: Appointment, record: Consultation, by: User | None) -> None:
    if appointment.consultation_id:
        raise StaleState(appointment)
    values = {"consultation": record}
    change(appointment, values, by=by, version=appointment.version, verb="appointment.changed")


def _warn_of_abuse(record: Consultation, by: User | None) -> None:
    day = timezone.localtime(record.occurred_at).date()
    for person in holders(Permission.RECORD_APPROVE, record.office_id, on=day):
        if person != by:
            notify(
                person,
                key=f"abuse:{record.pk}",
                kind="abuse",
                text=_("Abuse is feared in a new contact record. Please read it at once."),
                url=reverse("cases:consultation-detail", args=[record.pk]),
            )


@transaction.atomic
def change_consultation(
    record: Consultation,
    *,
    by: User,
    version: int | None,
    contents: Iterable[str] | None = None,
    **values: Any,
) -> Consultation:
    """Correct a record; raises StaleState when somebody was faster."""
    if values.get("client") is not None:
        values |= {"caller_name": "", "is_anonymous": False}
    is_new_fear = values.get("is_abuse_suspected") and not record.is_abuse_suspected
    record = change(record, values, by=by, version=version, verb="consultation.changed")
    if contents is not None:
        _set_contents(record, contents)
    if is_new_fear:
        _warn_of_abuse(record, by)
    return record


@transaction.atomic
def remove_consultation(record: Consultation, *, by: User, reason: str) -> None:
    """Delete a record with a reason; it leaves every list and count, and can be restored."""
    remove(record, by=by, reason=reason)


@transaction.atomic
def restore_consultation(record: Consultation, *, by: User) -> None:
    """Bring a deleted record back."""
    restore(record, by=by)


def _set_contents(record: Consultation, contents: Iterable[str]) -> None:
    wanted = set(contents)
    held = set(record.contents.values_list("content", flat=True))
    record.contents.filter(content__in=held - wanted).delete()
    _add_contents(record, wanted - held)


def _add_contents(record: Consultation, contents: Iterable[str]) -> None:
    ConsultationContent.objects.bulk_create(
        ConsultationContent(consultation=record, content=content)
        for content in sorted(set(contents))
    )


def make_promise(*, by: User | None, **fields: Any) -> Promise:
    """Note what somebody promised to do next."""
    return insert(Promise(**fields), by=by, verb="promise.created")


def close_promise(promise: Promise, *, by: User, now: datetime, note: str = "") -> Promise:
    """Close a promise with a word on what came of it; StaleState when it is closed already."""
    if promise.closed_at:
        raise StaleState(promise)
    values = {"closed_at": now, "closing_note": note}
    return change(promise, values, by=by, version=promise.version, verb="promise.closed")


def reopen_promise(promise: Promise, *, by: User) -> Promise:
    """Take the closing of a promise back."""
    values = {"closed_at": None, "closing_note": ""}
    return change(promise, values, by=by, version=promise.version, verb="promise.reopened")

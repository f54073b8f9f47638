"""Verbs on contacts and promises."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.closing import (
    closings,
    differences,
    hold_log,
    mark_late,
    month_at,
    needed_reason,
    note_correction,
)
from cases.choices_closing import CorrectionKind
from cases.counted import FACTS, counted
from cases.models import Appointment, Client, Consultation, ConsultationContent, Promise
from staffing.actions import notify
from staffing.models import Office, Question, User
from staffing.permissions import Permission, holders
from staffing.saving import StaleState, change, insert, remove, restore


@transaction.atomic(savepoint=False)
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
    `appointment` becomes this record; StaleState when it already became another one. In a month
    that is closed it is marked as a late entry.
    """
    if client is not None:
        fields |= {"caller_name": "", "is_anonymous": False}
    fields = _with_facts(client, occurred_at, fields)
    record = Consultation(
        office=office,
        client=client,
        occurred_at=occurred_at,
        text=text,
        worker=worker or by,
        **fields,
    )
    insert(record, by=by, verb="consultation.created")
    mark_late([record])
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


def _with_facts(
    client: Client | None, at: datetime, fields: dict[str, Any], *, but: int | None = None
) -> dict[str, Any]:
    """Fill in what the counts need and the writer left open."""
    missing = [name for name in FACTS if fields.get(name) in (None, ())]
    if not missing:
        return fields
    facts = counted(client, at, but=but)
    return fields | {name: facts[name] for name in missing}


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
                client_id=record.client_id,
            )


@transaction.atomic
def change_consultation(
    record: Consultation,
    *,
    by: User,
    version: int | None,
    contents: Iterable[str] | None = None,
    reason: str = "",
    **values: Any,
) -> Consultation:
    """Correct a record; raises StaleState when somebody was faster.

    In a closed month it is a marked correction: the old text is kept, and without a `reason`
    it is Refused.
    """
    if values.get("client") is not None:
        values |= {"caller_name": "", "is_anonymous": False}
    values = _recounted(record, values)
    is_new_fear = values.get("is_abuse_suspected") and not record.is_abuse_suspected
    contents = None if contents is None else sorted(set(contents))
    moments = [record.occurred_at, values.get("occurred_at", record.occurred_at)]
    changed, closed = _touched(record, values, contents, moments)
    if closed and changed:
        needed_reason(reason)
    if record.checked_at:  # what was confirmed was another text
        values |= {"checked_at": None, "checked_by": None}
    record = change(record, values, by=by, version=version, verb="consultation.changed")
    if "client" in values:
        record.attachments.update(client=record.client)
        Question.objects.of(record).order_by().update(client_id=record.client_id)
    if contents is not None:
        _set_contents(record, contents)
    if closed and changed:
        came_later = month_at(moments[0]) not in closed
        if came_later:
            Consultation.objects.filter(pk=record.pk).update(is_late_entry=True)
        closing = closed.get(month_at(moments[0])) or closed[month_at(moments[1])]
        kind = CorrectionKind.CHANGED
        note_correction(record, closing, kind, by=by, reason=reason.strip(), texts=changed)
        record.refresh_from_db()
    if is_new_fear:
        _warn_of_abuse(record, by)
    return record


def _touched(record, values, contents, moments) -> tuple[dict[str, Any], dict]:
    """Return what differs, and the closed months in which it does; the months stay as they are."""
    hold_log(record.office_id)
    closed = closings(record.office_id, {month_at(moment) for moment in moments})
    if not closed:
        return {}, {}
    before = Consultation.objects.filter(pk=record.pk).values(*values).first() or {}
    after = dict(values)
    if contents is not None:
        held = record.contents.order_by("content").values_list("content", flat=True)
        before, after = before | {"contents": list(held)}, after | {"contents": contents}
    return differences(before, after), closed


def _recounted(record: Consultation, values: dict[str, Any]) -> dict[str, Any]:
    """Count anew where a stranger turned out to be a client, or where it was asked for."""
    client = values.get("client", record.client)
    if (client and client.pk) != record.client_id:
        held = {name: getattr(record, name) for name in FACTS}
        values |= {name: None for name in FACTS if values.get(name, held[name]) == held[name]}
    elif values.get("is_new", False) is not None:
        return values
    at = values.get("occurred_at", record.occurred_at)
    return _with_facts(client, at, values, but=record.pk)


@transaction.atomic
def remove_consultation(record: Consultation, *, by: User, reason: str) -> None:
    """Delete a record with a reason; it leaves every list and count, and can be restored."""
    hold_log(record.office_id)
    remove(record, by=by, reason=reason)
    _note_after_closing(record, CorrectionKind.DELETED, by, reason)


@transaction.atomic
def restore_consultation(record: Consultation, *, by: User) -> None:
    """Bring a deleted record back; into a closed month as a marked late entry."""
    hold_log(record.office_id)
    restore(record, by=by)
    if _note_after_closing(record, CorrectionKind.RESTORED, by, ""):
        deleted_before = record.corrections.filter(kind=CorrectionKind.DELETED)
        if not deleted_before.exists():
            Consultation.objects.filter(pk=record.pk).update(is_late_entry=True)


def _note_after_closing(record, kind: CorrectionKind, by: User, reason: str) -> bool:
    """Keep that a record of a closed month went or came back; return whether it is closed."""
    month = month_at(record.occurred_at)
    closing = closings(record.office_id, {month}).get(month)
    if closing is None:
        return False
    reason = needed_reason(reason) if kind == CorrectionKind.DELETED else reason
    note_correction(record, closing, kind, by=by, reason=reason, texts={})
    return True


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

"""Verbs on requests (相談受付票): receive, correct, add an interview, move on, register."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.clients import register_client
from cases.actions.log import change_consultation, log_consultation
from cases.choices import Counterpart, IntakeMethod, IntakeState, Method, Relation
from cases.models import Client, Consultation, Intake, IntakeInterview
from cases.rules import course_after, intake_problems, outcome_of, state_for
from config.common.fiscal import fiscal_year
from staffing.models import Office, User
from staffing.saving import Refused, StaleState, change, insert

#: The person's entry that the sheet takes over where it says nothing itself.
OF_CLIENT = ("name", "name_kana", "birth_on", "gender", "postal_code", "address", "phone")
_METHODS = {IntakeMethod.FAX: Method.OTHER}
_COUNTERPARTS = {Relation.AGENCY: Counterpart.OTHER}
#: What the contact and the sheet have in common, by the same name.
SHARED = ("urgency", "is_abuse_suspected", "route", "referred_to", "caller_phone", "is_anonymous")


@transaction.atomic
def receive_request(
    *,
    office: Office,
    by: User,
    received_at: datetime,
    complaint: str,
    today: date,
    course: str = "",
    client: Client | None = None,
    receiver: User | None = None,
    is_logged: bool = False,
    **fields: Any,
) -> Intake:
    """Confirm the sheet of a request (受付を確定): it gets its number, and return it.

    `is_logged` also writes the request into the log. Raises Refused when the chosen course lacks
    what it needs (O-08).
    """
    received_on = timezone.localtime(received_at).date()
    state = state_for(course)
    if state == IntakeState.REFERRED:
        _refuse(
            to=state,
            state=IntakeState.OPEN,
            today=today,
            on=fields.get("referred_on"),
            received_on=received_on,
            target=fields.get("referred_to", ""),
            consent=fields.get("referral_consent", ""),
        )
    year = fiscal_year(received_on)
    intake = Intake(
        office=office,
        fiscal_year=year,
        number=_next_number(office, year),
        received_at=received_at,
        receiver=receiver or by,
        complaint=complaint,
        course=course,
        state=state,
        closed_on=received_on if state == IntakeState.CLOSED else None,
        client=client,
        **(fields | _of_client(client, fields)),
    )
    insert(intake, by=by, verb="intake.created")
    return log_intake(intake, by=by) if is_logged else intake


def _next_number(office: Office, year: int) -> int:
    # Whoever comes second waits here until the first one's sheet is written.
    Office.objects.select_for_update(no_key=True).values_list("pk").get(pk=office.pk)
    taken = Intake.objects.filter(office=office, fiscal_year=year)
    return (taken.aggregate(last=Max("number"))["last"] or 0) + 1


def _of_client(client: Client | None, fields: Mapping[str, Any]) -> dict[str, Any]:
    if client is None:
        return {}
    filled = {name: fields.get(name) or getattr(client, name) for name in OF_CLIENT}
    if not fields.get("disabilities"):
        filled["disabilities"] = tuple(client.disabilities.values_list("kind", flat=True))
    return filled


@transaction.atomic
def change_intake(intake: Intake, *, by: User, version: int | None, **values: Any) -> Intake:
    """Correct a sheet; raises StaleState when somebody was faster."""
    # The number stays, also when the day moves into another year: it stands on paper already.
    client = values.get("client")
    values |= _of_client(client, values)
    intake = change(intake, values, by=by, version=version, verb="intake.changed")
    if client and intake.consultation and intake.consultation.client_id != client.pk:
        change_consultation(
            intake.consultation,
            by=by,
            version=None,
            reason=_("Named on the intake sheet."),
            client=client,
        )
    return intake


@transaction.atomic
def add_interview(
    intake: Intake, *, by: User, held_on: date, texts: Mapping[str, str], next_on: date | None
) -> int:
    """Add a later interview to the parts of the sheet, and return its number (第n回).

    Nothing is overwritten; two people at once get two numbers.
    """
    current = Intake.objects.alive().select_for_update().get(pk=intake.pk)
    last = current.interviews.aggregate(last=Max("number"))["last"] or 1
    IntakeInterview.objects.bulk_create(
        IntakeInterview(
            intake=current, number=last + 1, held_on=held_on, group=group, text=text, writer=by
        )
        for group, text in texts.items()
    )
    values = {"next_on": next_on} if next_on else {}
    change(
        current,
        values,
        by=by,
        version=current.version,
        verb="intake.extended",
        number=last + 1,
        groups=list(texts),
    )
    return last + 1


@transaction.atomic
def advance_intake(
    intake: Intake, *, to: str, on: date | None, by: User, today: date, note: str = ""
) -> Intake:
    """Move a request on, or end it, on a day; StaleState when a colleague was faster."""
    current = _current(intake)
    _refuse(to=to, state=current.state, today=today, on=on, received_on=_received_on(current))
    values = {
        "state": to,
        "course": course_after(current.course, to),
        "closed_on": on if to == IntakeState.CLOSED else None,
        "closing_note": note,
    }
    return _move(current, values, by, "intake.advanced", on)


@transaction.atomic
def refer_intake(
    intake: Intake,
    *,
    referred_to: str,
    referred_on: date | None,
    referral_consent: str,
    by: User,
    today: date,
    note: str = "",
) -> Intake:
    """Pass a request on to another body with the person's consent (O-08)."""
    current = _current(intake)
    to = IntakeState.REFERRED
    _refuse(
        to=to,
        state=current.state,
        today=today,
        on=referred_on,
        received_on=_received_on(current),
        target=referred_to,
        consent=referral_consent,
    )
    values = {
        "state": to,
        "course": course_after(current.course, to),
        "referred_to": referred_to,
        "referred_on": referred_on,
        "referral_consent": referral_consent,
        "closing_note": note,
    }
    return _move(current, values, by, "intake.referred", referred_on)


def _received_on(intake: Intake) -> date:
    return timezone.localtime(intake.received_at).date()


def _current(intake: Intake) -> Intake:
    current = Intake.objects.alive().select_for_update().get(pk=intake.pk)
    if current.state != intake.state:
        raise StaleState(intake)
    return current


def _refuse(**known: Any) -> None:
    if problems := intake_problems(**known):
        raise Refused(*problems)


def _move(
    current: Intake, values: Mapping[str, Any], by: User, verb: str, on: date | None
) -> Intake:
    intake = change(current, values, by=by, version=current.version, verb=verb, on=on)
    if intake.consultation:
        _tell_log(intake, by)
    return intake


def _tell_log(intake: Intake, by: User) -> None:
    """Write into the contact what became of the request."""
    values = {"outcome": outcome_of(intake.state), "referred_to": intake.referred_to}
    record = intake.consultation
    if any(getattr(record, name) != value for name, value in values.items()):
        reason = _("Outcome of the intake sheet.")
        change_consultation(record, by=by, version=None, reason=reason, **values)


@transaction.atomic
def register_from_intake(intake: Intake, *, by: User, version: int | None, **fields: Any) -> Client:
    """Register the person of a sheet and open the case; sheet and contact belong to the file."""
    current = Intake.objects.alive().select_for_update().get(pk=intake.pk)
    if current.client_id:
        raise StaleState(intake)
    client = register_client(office=current.office, by=by, **fields)
    change(current, {"client": client}, by=by, version=version, verb="intake.changed")
    if current.consultation:
        change_consultation(
            current.consultation,
            by=by,
            version=None,
            reason=_("Registered as a client."),
            client=client,
        )
    return client


@transaction.atomic
def log_intake(intake: Intake, *, by: User) -> Intake:
    """Write the request into the log as a contact, once; return the sheet as it is now."""
    current = Intake.objects.alive().select_for_update().get(pk=intake.pk)
    if current.consultation_id:
        return current
    caller = current.caller_name or current.name
    record = log_consultation(
        office=current.office,
        by=by,
        worker=current.receiver,
        client=current.client,
        caller_name="" if current.client_id else caller,
        occurred_at=current.received_at,
        method=_METHODS.get(current.method, current.method),
        counterpart=_COUNTERPARTS.get(current.relation, current.relation),
        text=current.complaint,
        outcome=outcome_of(current.state),
        disabilities=current.disabilities,
        **{name: getattr(current, name) for name in SHARED},
    )
    values = {"consultation": record}
    return change(current, values, by=by, version=current.version, verb="intake.changed")


@transaction.atomic
def receive_contact(record: Consultation, *, by: User, today: date) -> Intake:
    """Make the sheet of a request from a contact of the log, once; return the sheet."""
    locked = Consultation.objects.alive().select_for_update(of=("self",)).get(pk=record.pk)
    known = Intake.objects.filter(consultation=locked).first()
    if known is not None:
        return known
    is_self = locked.counterpart == Counterpart.SELF
    relations = {Counterpart.SELF: Relation.SELF, Counterpart.FAMILY: Relation.FAMILY}
    return receive_request(
        office=locked.office,
        by=by,
        received_at=locked.occurred_at,
        complaint=locked.text,
        today=today,
        client=locked.client,
        receiver=locked.worker,
        method=locked.method if locked.method in IntakeMethod.values else IntakeMethod.OTHER,
        relation=relations.get(locked.counterpart, Relation.OTHER),
        name=locked.caller_name if is_self and not locked.is_anonymous else "",
        caller_name="" if is_self else locked.caller_name,
        disabilities=locked.disabilities,
        consultation=locked,
        **{name: getattr(locked, name) for name in SHARED},
    )

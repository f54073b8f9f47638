"""Verbs on transfers: offer, take the offer back, accept, decline."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from cases.actions.clients import register_client
from cases.actions.ending import close_case
from cases.actions.papers import record_consent
from cases.actions.restrictions import restrict_client
from cases.choices import CloseReason, Route
from cases.choices_access import RestrictionGround, TransferState
from cases.models import EMPTIED, Case, Client, Consent, Restriction, Transfer
from cases.rules import offer_problems
from config.common.problems import Problem
from staffing.actions import notify
from staffing.models import Office, User
from staffing.permissions import Permission, holders
from staffing.saving import Refused, StaleState, change, insert

#: What the other office gets of the person's entry.
COPIED = (
    "name",
    "name_kana",
    "also_called",
    "gender",
    "phone",
    "postal_code",
    "address",
    "municipality_id",
    "certificate_number",
)


@transaction.atomic
def offer_transfer(
    client: Client,
    *,
    receiver: Office,
    consent: Consent | None,
    handed_on: date,
    reason: str,
    by: User,
    today: date,
    summary: str = "",
    documents: str = "",
) -> Transfer:
    """Offer a person to another office; it sees only what the offer contains."""
    case = Case.objects.alive().open().filter(client=client).first()
    given = client.consents.for_other_offices(today)
    is_own = consent is not None and given.filter(pk=consent.pk).exists()
    problems = offer_problems(
        consent_on=consent.given_on if is_own else None,
        handed_on=handed_on,
        opened_on=case and case.opened_on,
        is_offered=Transfer.objects.alive().open().filter(client=client).exists(),
        is_own_office=receiver.pk == client.office_id,
    )
    if problems:
        raise Refused(*problems)
    offered = {name: getattr(client, name) for name in COPIED}
    offered["birth_on"] = client.birth_on.isoformat() if client.birth_on else ""
    offered["disabilities"] = list(client.disabilities.values_list("kind", flat=True))
    transfer = Transfer(
        office_id=client.office_id,
        client=client,
        receiver=receiver,
        consent=consent,
        handed_on=handed_on,
        reason=reason,
        summary=summary,
        documents=documents,
        offered=offered,
    )
    insert(transfer, by=by, verb="transfer.offered", receiver=receiver.pk)
    for person in holders(Permission.CASE_ASSIGN, receiver, on=today):
        _tell(transfer, person, _("Another office offers to hand a person over to you."))
    return transfer


def _tell(transfer: Transfer, person: User | None, text: str) -> None:
    if person is None:
        return
    key = f"transfer:{transfer.pk}:{transfer.version}"
    url = transfer.get_absolute_url()
    notify(person, key=key, kind="transfer", text=text, url=url)


def _decide(
    transfer: Transfer, state: str, *, by: User, now: datetime, verb: str, version, **values
) -> Transfer:
    current = Transfer.objects.alive().select_for_update().filter(pk=transfer.pk).first()
    if current is None or current.state != TransferState.OFFERED:
        raise StaleState(transfer)
    values |= {"state": state, "decided_at": now, "decided_by": by}
    return change(current, values, by=by, version=version, verb=verb)


@transaction.atomic
def revoke_transfer(transfer: Transfer, *, by: User, now: datetime) -> Transfer:
    """Take an offer back; the other office no longer sees what it contained."""
    state, verb = TransferState.REVOKED, "transfer.revoked"
    return _decide(transfer, state, by=by, now=now, verb=verb, version=None, **EMPTIED)


@transaction.atomic
def decline_transfer(transfer: Transfer, *, reason: str, by: User, now: datetime) -> Transfer:
    """Decline an offer with a reason, which the sender is told; the person stays where he is."""
    if not reason.strip():
        raise Refused(Problem("no-reason", _("Enter why you decline."), "reason"))
    state, verb = TransferState.DECLINED, "transfer.declined"
    values = {"decline_reason": reason, **EMPTIED}
    transfer = _decide(transfer, state, by=by, now=now, verb=verb, version=None, **values)
    _tell(transfer, transfer.created_by, _("The other office declined an offered person."))
    return transfer


@transaction.atomic
def accept_transfer(
    transfer: Transfer, *, on: date, worker: User | None, by: User, today: date, now: datetime
) -> Client:
    """Accept: the person is registered here, and the sender's case ends with the hand-over.

    A file that was restricted stays so: here for who accepts and who is put in charge.
    """
    case = Case.objects.alive().open().filter(client=transfer.client).first()
    if case is None:
        raise StaleState(transfer)
    given = transfer.client.consents.for_other_offices(today)
    if not given.filter(pk=transfer.consent_id).exists():
        message = _("The person has withdrawn the consent since. Ask the other office.")
        raise Refused(Problem("withdrawn", message))
    if on < max(case.opened_on, transfer.consent.given_on) or on > today:
        message = _("Choose a day between the consent and today.")
        raise Refused(Problem("day", message, "on"))
    entry = dict(transfer.offered)
    birth, kinds = parse_date(entry.pop("birth_on") or ""), entry.pop("disabilities")
    person = register_client(
        office=transfer.receiver,
        by=by,
        opened_on=on,
        worker=worker,
        route=Route.PROVIDER,
        disabilities=kinds,
        birth_on=birth,
        **entry,
    )
    record_consent(
        person,
        given_on=transfer.consent.given_on,
        method=transfer.consent.method,
        by=by,
        given_by=transfer.consent.given_by,
        note=_("Given to %(office)s for the hand-over") % {"office": transfer.office.label},
    )
    if Restriction.objects.in_force(today).filter(client=transfer.client).exists():
        readers = _readers(by, worker)
        ground = RestrictionGround.OTHER
        restrict_client(person, by=by, today=today, now=now, ground=ground, readers=readers)
    state, verb = TransferState.ACCEPTED, "transfer.accepted"
    values = {"received_client": person}
    transfer = _decide(transfer, state, by=by, now=now, verb=verb, version=None, **values)
    close_case(
        case,
        on=on,
        reason=CloseReason.OTHER_OFFICE,
        by=by,
        today=today,
        went_to=transfer.receiver.label,
        continued_by=transfer.receiver.label,
    )
    _tell(transfer, transfer.created_by, _("The other office accepted an offered person."))
    return person


def _readers(by: User, worker: User | None) -> list[User]:
    return [by] if worker in (None, by) else [by, worker]


@transaction.atomic
def offer_return(
    cases: Iterable[Case], *, receiver: Office, handed_on: date, by: User, today: date, reason: str
) -> list[Transfer]:
    """Offer the cases of a seconded person who returns to the home office: all or nothing."""
    return [
        offer_transfer(
            case.client,
            receiver=receiver,
            consent=case.client.consents.for_other_offices(today).first(),
            handed_on=handed_on,
            reason=reason,
            by=by,
            today=today,
        )
        for case in cases
    ]

"""Register a stay, start, change and end the support to leave and to stay outside."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Client
from config.common.problems import Problem
from plans.actions.locking import open_case
from plans.choices_community import StayEnd, SupportKind
from plans.models import CommunitySupport, CrisisLine, FacilityStay
from plans.rules import stay_problems, support_problems
from staffing.models import User
from staffing.saving import Refused, change, insert

SHEET = ("signs", "triggers", "own_ways", "wanted_help", "unwanted", "medicine", "sheet_agreed_on")


@transaction.atomic
def register_stay(client: Client, *, by: User | None, today: date, **values: Any) -> FacilityStay:
    """Register that the person is in a hospital or facility and could leave."""
    open_case(client)
    _refuse_stay(values, today=today)
    if values.get("ended_on") is None:
        _refuse_second(FacilityStay.objects.going_on().filter(client=client), "place")
    stay = FacilityStay(client=client, office_id=client.office_id, **values)
    return insert(stay, by=by, verb="stay.created")


@transaction.atomic
def change_stay(
    stay: FacilityStay, *, by: User, version: int | None, today: date, **values: Any
) -> FacilityStay:
    """Change the entry: what the person says now, or how the stay ended."""
    _hold(stay.client_id)
    _refuse_stay(values, today=today)
    if values.get("ended_on") is None:
        others = FacilityStay.objects.going_on().filter(client=stay.client_id).exclude(pk=stay.pk)
        _refuse_second(others, "ended_on")
    return change(stay, values, by=by, version=version, verb="stay.changed")


@transaction.atomic
def start_support(
    client: Client, *, kind: str, by: User | None, today: date, **values: Any
) -> CommunitySupport:
    """Start a transition or settlement case; one of each kind runs at a time."""
    open_case(client)
    _refuse_support(kind, values, today=today)
    if values.get("ended_on") is None:
        running = CommunitySupport.objects.running().filter(client=client, kind=kind)
        _refuse_second(running, "starts_on")
    support = CommunitySupport(client=client, office_id=client.office_id, kind=kind, **values)
    support = insert(support, by=by, verb="support.created")
    _end_stay(support, by=by)
    return support


@transaction.atomic
def change_support(
    support: CommunitySupport, *, by: User, version: int | None, today: date, **values: Any
) -> CommunitySupport:
    """Change a support: period, line of contact, the day of leaving, its end."""
    _hold(support.client_id)
    _refuse_support(support.kind, values, today=today)
    if values.get("ended_on") is None:
        others = CommunitySupport.objects.running().filter(
            client=support.client_id, kind=support.kind
        )
        _refuse_second(others.exclude(pk=support.pk), "ended_on")
    support = change(support, values, by=by, version=version, verb="support.changed")
    _end_stay(support, by=by)
    return support


@transaction.atomic
def write_crisis_sheet(
    support: CommunitySupport,
    *,
    by: User,
    version: int | None,
    lines: Sequence[dict[str, Any]],
    **values: Any,
) -> CommunitySupport:
    """Write the crisis plan of a settlement case with whom to call, in the order of the rows."""
    if support.is_transition:
        words = _("A crisis plan belongs to the settlement in the community.")
        raise Refused(Problem("kind", words))
    is_new = not any(getattr(support, name) for name in SHEET)
    verb = "crisis_sheet.created" if is_new else "crisis_sheet.changed"
    support = change(support, values, by=by, version=version, verb=verb)
    support.lines.all().delete()
    CrisisLine.objects.bulk_create(
        CrisisLine(support=support, position=position, **line)
        for position, line in enumerate(lines, start=1)
    )
    return support


def _end_stay(support: CommunitySupport, *, by: User | None) -> None:
    """Whoever has left no longer stands in the register of those who could leave."""
    if support.moved_on is None or support.stay_id is None:
        return
    stay = FacilityStay.objects.alive().going_on().filter(pk=support.stay_id).first()
    if stay and stay.since_on <= support.moved_on:
        values = {"ended_on": support.moved_on, "end": StayEnd.COMMUNITY}
        change(stay, values, by=by, version=None, verb="stay.changed")


def _hold(client_id: int) -> None:
    Client.objects.select_for_update().filter(pk=client_id).values_list("pk").first()


def _refuse_stay(values: dict[str, Any], *, today: date) -> None:
    names = ("since_on", "ended_on", "asked_on")
    days = {name: values.get(name) for name in names}
    if problems := stay_problems(**days, end=values.get("end", ""), today=today):
        raise Refused(*problems)


def _refuse_support(kind: str, values: dict[str, Any], *, today: date) -> None:
    days = ("starts_on", "ends_on", "moved_on", "ended_on")
    facts = {name: values.get(name) for name in days}
    facts |= {name: values.get(name, "") for name in ("ground", "end_reason")}
    if problems := support_problems(kind=kind, **facts, today=today):
        raise Refused(*problems)
    if kind == SupportKind.SETTLEMENT and values.get("stay"):
        words = _("A stay to leave belongs to the transition to the community.")
        raise Refused(Problem("kind", words))


def _refuse_second(others, field: str) -> None:
    found = others.alive().first()
    if found is not None:
        words = _("Another entry that has not ended stands there already: %(entry)s. End it first.")
        raise Refused(Problem("second", words % {"entry": str(found)}, field))

"""What the schedules of a batch should hold by the rule, and what they do hold.

Everything is read as values, in the same few queries however many schedules there are; the rule
itself is the one of the screens. Nothing here locks or writes.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils import translation

from cases.models import Case
from monitoring.facts import DECISION_COLUMNS, decision_facts, later_than
from monitoring.models import MonitoringMonth, MonitoringSchedule
from monitoring.rules import (
    DecisionFacts,
    DueMonth,
    ExistingMonth,
    LaterDecision,
    changes,
    decision_months,
    segment_problems,
    segments,
)
from plans.models import BenefitDecision

#: How many different inputs of the rule are remembered, about 3 kB each.
REMEMBERED = 8_192

log = logging.getLogger("tsunagi.monitoring")

#: The stored months of a schedule: {month: (is it due, why)}.
Stored = dict[date, tuple[bool, str]]


class Schedule(Protocol):
    """A stored schedule, or a row of values with its keys."""

    pk: int
    client_id: int
    decision_id: int


def wanted_months(schedules: Collection[Schedule]) -> dict[int, tuple[DueMonth, ...]]:
    """Return the months of each schedule by the rule, as {key: months}.

    A deleted decision has none. A decision that cannot be counted is logged and left out.
    """
    clients = {schedule.client_id for schedule in schedules}
    decisions = defaultdict(list)
    alive = BenefitDecision.objects.alive().filter(client_id__in=clients)
    for row in alive.values_list(*DECISION_COLUMNS, named=True):
        decisions[row.client_id].append(row)
    closed_on = _closings(clients)
    wanted = {}
    for schedule in schedules:
        of_person = decisions[schedule.client_id]
        own = next((row for row in of_person if row.pk == schedule.decision_id), None)
        if own is None:
            wanted[schedule.pk] = ()
            continue
        later = tuple(later_than(own, of_person))
        months = _counted(decision_facts(own), later, closed_on.get(schedule.client_id))
        if months is None:
            log.error("The months of decision %s cannot be counted.", own.pk)
        else:
            wanted[schedule.pk] = months
    return wanted


@lru_cache(maxsize=REMEMBERED)
def _counted(
    facts: DecisionFacts, later: tuple[LaterDecision, ...], closed_on: date | None
) -> tuple[DueMonth, ...] | None:
    """Return what the rule says, remembered by all that it reads; None where nothing is counted.

    People differ, their months hardly: a hundred thousand decisions share some hundred patterns of
    period and interval, and the reasons are words that take longer to write than to compare.
    """
    if any(segment_problems(segment) for segment in segments(facts)):
        return None
    # Reasons are stored as the office reads them, whoever or whatever started the run.
    with translation.override(settings.LANGUAGE_CODE):
        return tuple(decision_months(facts, later=later, closed_on=closed_on))


def drifted(keys: Collection[int], *, today: date) -> list[int]:
    """Return which of some schedules wait, or do not hold what the rule says.

    Nobody's work is looked at here: a month that somebody switched off is reported as well, and
    `recompute`, which locks the schedule, leaves it as it is.
    """
    rows = MonitoringSchedule.objects.filter(pk__in=keys).order_by("pk")
    schedules = list(rows.values_list("pk", "client_id", "decision_id", "stale_since", named=True))
    wanted = wanted_months(schedules)
    stored = _stored(keys)
    return [
        schedule.pk
        for schedule in schedules
        if schedule.stale_since
        or _differs(stored[schedule.pk], wanted.get(schedule.pk), this_month=today)
    ]


def _stored(keys: Collection[int]) -> dict[int, Stored]:
    stored: dict[int, Stored] = defaultdict(dict)
    months = MonitoringMonth.objects.filter(schedule_id__in=keys)
    for key, month, is_due, reason in months.values_list(
        "schedule_id", "due_month", "is_due", "reason"
    ):
        stored[key][month] = is_due, reason
    return stored


def _differs(stored: Stored, wanted: tuple[DueMonth, ...] | None, *, this_month: date) -> bool:
    if wanted is None or stored == {due.month: (due.is_due, due.reason) for due in wanted}:
        return False
    existing = [ExistingMonth(month, *what, is_untouched=True) for month, what in stored.items()]
    return any(changes(existing, wanted, this_month=this_month))


def existing_months(keys: Collection[int]) -> dict[int, list[ExistingMonth]]:
    """Return the stored months of each schedule with what somebody did about them."""
    existing = defaultdict(list)
    months = MonitoringMonth.objects.filter(schedule_id__in=keys).with_touch()
    for key, schedule, month, is_due, reason, is_kept in months.values_list(
        "pk", "schedule_id", "due_month", "is_due", "reason", "is_kept"
    ):
        existing[schedule].append(ExistingMonth(month, is_due, reason, not is_kept, key))
    return existing


def _closings(clients: Iterable[int]) -> dict[int, date | None]:
    """Return the day each person's last case was closed; None while one is open."""
    closed: dict[int, date | None] = {}
    cases = Case.objects.alive().filter(client_id__in=clients).order_by("client_id", "opened_on")
    for client, closed_on in cases.values_list("client_id", "closed_on"):
        earlier = closed.get(client, date.min)
        is_open = closed_on is None or earlier is None
        closed[client] = None if is_open else max(earlier, closed_on)
    return closed

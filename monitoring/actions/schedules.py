"""Keep the stored months in step with the decisions, in batches.

A change only marks schedules as stale; `recompute` does the work from the rows, so a lost message
or a killed worker delays it and loses nothing. Nothing here enqueues.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation

from cases.models import Case
from config.common.fiscal import month_of
from monitoring.facts import decision_facts, later_than
from monitoring.models import MonitoringMonth, MonitoringSchedule
from monitoring.rules import (
    DueMonth,
    ExistingMonth,
    changes,
    decision_months,
    segment_problems,
    segments,
)
from plans.models import BenefitDecision
from staffing import audit

#: Schedules per transaction: a handful of queries each, and no lock is held for long.
BATCH = 200

log = logging.getLogger("tsunagi.monitoring")


@transaction.atomic
def mark_decision_stale(decision: BenefitDecision, *, now: datetime) -> list[int]:
    """Mark the months of a decision as to be computed; return the keys of the schedules."""
    MonitoringSchedule.objects.get_or_create(
        decision=decision,
        defaults={"office_id": decision.office_id, "client_id": decision.client_id},
    )
    return mark_person_stale(decision.client_id, now=now)


def mark_person_stale(client_id: int, *, now: datetime) -> list[int]:
    """Mark all schedules of a person; a later decision takes months over from an earlier one."""
    schedules = MonitoringSchedule.objects.filter(client_id=client_id)
    keys = list(schedules.order_by("pk").values_list("pk", flat=True))
    if keys:
        schedules.update(stale_since=now)
    return keys


def stale_schedules() -> Iterator[list[int]]:
    """Yield the keys of the schedules that wait to be computed, in batches."""
    yield from _batches(MonitoringSchedule.objects.stale())


def running_schedules(*, today: date) -> Iterator[list[int]]:
    """Yield the keys of the schedules of all running decisions; missing ones are made first."""
    running = BenefitDecision.objects.alive().filter(ends_on__gte=month_of(today))
    missing = running.filter(schedule=None).values_list("pk", "office_id", "client_id")
    MonitoringSchedule.objects.bulk_create(
        [
            MonitoringSchedule(decision_id=decision, office_id=office, client_id=client)
            for decision, office, client in missing
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    yield from _batches(MonitoringSchedule.objects.filter(decision__ends_on__gte=month_of(today)))


def _batches(schedules) -> Iterator[list[int]]:
    """Go through a queryset by key: each batch costs the same, and none is read twice."""
    last = 0
    while True:
        keys = schedules.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
        batch = list(keys[:BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1]


@transaction.atomic
def recompute(schedule_ids: Iterable[int], *, today: date, now: datetime) -> int:
    """Bring the months of some schedules in line with their decisions; return how many changed.

    Touched, past and reported months stay as they are; running it twice changes nothing. The
    rows are locked, so a mark set meanwhile is never cleared by this run.
    """
    locked = MonitoringSchedule.objects.select_for_update().filter(pk__in=list(schedule_ids))
    schedules = list(locked.order_by("pk"))
    facts = _gather(schedules)
    insert: list[MonitoringMonth] = []
    delete: list[int] = []
    changed: list[MonitoringSchedule] = []
    # Reasons are stored as the office reads them, whoever or whatever started the run.
    with translation.override(settings.LANGUAGE_CODE):
        for schedule in schedules:
            wanted = facts.wanted(schedule)
            if wanted is None:
                continue
            existing = facts.months[schedule.pk]
            new, gone = changes(existing, wanted, this_month=today)
            insert += [_row(schedule, due) for due in new]
            delete += [row.key for row in gone if row.key]
            if new or gone:
                changed.append(schedule)
    MonitoringMonth.objects.filter(pk__in=delete).delete()
    MonitoringMonth.objects.bulk_create(insert, batch_size=BATCH)
    audit.record_many(None, "schedule.computed", changed)
    keys = [schedule.pk for schedule in schedules]
    MonitoringSchedule.objects.filter(pk__in=keys).update(stale_since=None, computed_at=now)
    return len(changed)


def _row(schedule: MonitoringSchedule, due: DueMonth) -> MonitoringMonth:
    return MonitoringMonth(
        schedule=schedule,
        office_id=schedule.office_id,
        client_id=schedule.client_id,
        due_month=due.month,
        is_due=due.is_due,
        reason=due.reason,
    )


@dataclass
class _Facts:
    """What a batch needs to know: decisions and closings by person, months by schedule."""

    decisions: dict[int, list[BenefitDecision]]
    closed_on: dict[int, date | None]
    months: dict[int, list[ExistingMonth]]

    def wanted(self, schedule: MonitoringSchedule) -> list[DueMonth] | None:
        """Return the months a schedule should have; None where the decision cannot be counted."""
        decisions = self.decisions[schedule.client_id]
        own = next((one for one in decisions if one.pk == schedule.decision_id), None)
        if own is None:
            return []
        facts = decision_facts(own)
        if any(segment_problems(segment) for segment in segments(facts)):
            log.error("The months of decision %s cannot be counted.", own.pk)
            return None
        return decision_months(
            facts,
            later=later_than(own, decisions),
            closed_on=self.closed_on.get(schedule.client_id),
        )


def _gather(schedules: list[MonitoringSchedule]) -> _Facts:
    clients = {schedule.client_id for schedule in schedules}
    decisions = defaultdict(list)
    for decision in BenefitDecision.objects.alive().filter(client_id__in=clients):
        decisions[decision.client_id].append(decision)
    months = defaultdict(list)
    stored = MonitoringMonth.objects.filter(schedule__in=schedules).with_touch()
    for key, schedule, month, is_due, reason, is_kept in stored.values_list(
        "pk", "schedule_id", "due_month", "is_due", "reason", "is_kept"
    ):
        months[schedule].append(ExistingMonth(month, is_due, reason, not is_kept, key))
    return _Facts(decisions, _closings(clients), months)


def _closings(clients: set[int]) -> dict[int, date | None]:
    """Return the day each person's last case was closed; None while one is open."""
    closed: dict[int, date | None] = {}
    cases = Case.objects.alive().filter(client_id__in=clients).order_by("client_id", "opened_on")
    for client, closed_on in cases.values_list("client_id", "closed_on"):
        earlier = closed.get(client, date.min)
        is_open = closed_on is None or earlier is None
        closed[client] = None if is_open else max(earlier, closed_on)
    return closed

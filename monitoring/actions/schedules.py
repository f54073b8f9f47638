"""Keep the stored months in step with the decisions, in batches.

A change only marks schedules as stale; `recompute` does the work from the rows, so a lost message
or a killed worker delays it and loses nothing. Nothing here enqueues.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import transaction

from config.common.bulk import insert_rows
from config.common.fiscal import month_of
from monitoring.actions.comparing import between, drifted, existing_months, of_people, wanted_months
from monitoring.models import MonitoringMonth, MonitoringSchedule
from monitoring.rules import changes
from plans.models import BenefitDecision
from staffing import audit

#: Schedules that are read and compared together.
COMPARED = 1_000
#: Schedules that are written in one transaction, of one or two seconds: with fewer, the same pages
#: of the indexes are written again and again, since an office's months lie all over them.
WRITTEN = 10_000
#: Months that are removed by one statement: a database takes only so many keys.
REMOVED = 5_000
#: The columns of a month that the computation writes; the others are for people.
COLUMNS = ("schedule_id", "office_id", "client_id", "due_month", "is_due", "reason")


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
    """Yield the keys of the schedules that wait to be computed, in batches of whole people."""
    stale = MonitoringSchedule.objects.stale()
    for span in _spans(stale, "client_id", WRITTEN):
        yield list(stale.filter(between(*span)).values_list("pk", flat=True))


def drifted_schedules(*, today: date) -> Iterator[list[int]]:
    """Yield the keys of the schedules of running decisions whose months are not those of the rule.

    Missing schedules are made first. The months of all are read and compared without a lock, a
    batch at a time: a night in which nothing is to be repaired costs the reading.
    """
    _make_missing(BenefitDecision.objects.alive().filter(ends_on__gte=month_of(today)))
    for span in _spans(MonitoringSchedule.objects.all(), "client_id", COMPARED):
        if found := drifted(*span, today=today):
            yield found


def _make_missing(decisions) -> None:
    """Make the schedules of decisions that have none, for months still to be computed."""
    missing = decisions.filter(schedule=None)
    for span in _spans(missing, "pk", COMPARED):
        rows = missing.filter(pk__range=span).values_list("pk", "office_id", "client_id")
        MonitoringSchedule.objects.bulk_create(
            [
                MonitoringSchedule(decision_id=decision, office_id=office, client_id=client)
                for decision, office, client in rows
            ],
            ignore_conflicts=True,
        )


def _spans(rows, key: str, number: int) -> Iterator[tuple[int, int]]:
    """Go through a queryset by a key: yield the first and the last key of each so many rows.

    Each batch costs the same, and no row is met twice.
    """
    last = 0
    while found := list(
        rows.filter(**{f"{key}__gt": last}).order_by(key).values_list(key, flat=True)[:number]
    ):
        first, last = found[0], found[-1]
        yield first, last


@transaction.atomic
def recompute(schedule_ids: Iterable[int], *, today: date, now: datetime) -> int:
    """Bring the months of some schedules in line with their decisions; return how many changed.

    Touched, past and reported months stay as they are; running it twice changes nothing. The
    rows are locked, so a mark set meanwhile is never cleared by this run.
    """
    locked = MonitoringSchedule.objects.select_for_update().filter(pk__in=list(schedule_ids))
    schedules = list(locked.order_by("pk"))
    if not schedules:
        return 0
    keys = [schedule.pk for schedule in schedules]
    people = of_people({schedule.client_id for schedule in schedules})
    wanted, existing = wanted_months(schedules, people), existing_months(people)
    insert: list[tuple] = []
    delete: list[int] = []
    changed: list[MonitoringSchedule] = []
    for schedule in schedules:
        if schedule.pk not in wanted:
            continue
        months = wanted[schedule.pk].months
        new, gone = changes(existing[schedule.pk], months, this_month=today)
        owner = schedule.pk, schedule.office_id, schedule.client_id
        insert += [(*owner, due.month, due.is_due, due.reason) for due in new]
        delete += [row.key for row in gone if row.key]
        if new or gone:
            changed.append(schedule)
    for start in range(0, len(delete), REMOVED):
        MonitoringMonth.objects.filter(pk__in=delete[start : start + REMOVED]).delete()
    insert_rows(MonitoringMonth, COLUMNS, insert)
    audit.record_many(None, "schedule.computed", changed)
    MonitoringSchedule.objects.filter(pk__in=keys).update(stale_since=None, computed_at=now)
    return len(changed)

"""Contracts in charge (契約中) and monitoring months, by the person in charge."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import BigAutoField, Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.models import Case, CaseAssignment
from config.common.fiscal import add_months, month_of
from config.common.prepared import prepared
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth

DONE = (MonthState.DONE, MonthState.SUBMITTED)
UNFINISHED = (MonthState.OPEN, MonthState.REPORTED)


def contracts_on(cases: QuerySet, day: date) -> QuerySet:
    """Narrow cases to those under contract on a day, with `holder_id`: who was in charge then."""
    held = CaseAssignment.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=day),
        case=OuterRef("pk"),
        is_deputy=False,
        started_on__lte=day,
    ).order_by("-started_on", "-pk")
    return cases.filter(
        Q(closed_on=None) | Q(closed_on__gt=day), contracted_on__lte=day, client__deleted_at=None
    ).annotate(
        holder_id=Coalesce(
            Subquery(held.values("worker")[:1]), "worker_id", output_field=BigAutoField()
        )
    )


def contracts_by_worker(offices: Collection[int], day: date) -> dict[int | None, int]:
    """Count the clients under contract on a day: {worker or None: clients}."""
    rows = _contracts(offices=tuple(offices), day=day)
    return {row["holder_id"]: row["number"] for row in rows}


@prepared
def _contracts(*, offices: tuple[int, ...], day: date) -> QuerySet:
    cases = contracts_on(Case.objects.alive().filter(office_id__in=offices), day)
    return cases.order_by().values("holder_id").annotate(number=Count("client", distinct=True))


@dataclass(frozen=True, slots=True)
class MonitoringCounts:
    """Monitoring of one month: due, done of these, and what was left behind in months before."""

    due: int = 0
    done: int = 0
    overdue: int = 0

    def __add__(self, other: "MonitoringCounts") -> "MonitoringCounts":
        return MonitoringCounts(
            self.due + other.due, self.done + other.done, self.overdue + other.overdue
        )


def due_months(months: QuerySet, month: date) -> QuerySet:
    """Narrow monitoring months to those of one month that count as due (対象)."""
    return months.due_in(month).exclude(state=MonthState.SKIPPED)


def done_months(months: QuerySet, month: date) -> QuerySet:
    """Narrow monitoring months to those of one month whose report is finished (済)."""
    return months.due_in(month).filter(state__in=DONE)


def overdue_months(months: QuerySet, month: date, today: date) -> QuerySet:
    """Narrow monitoring months to the unfinished ones of the past, up to `month` (超過)."""
    return months.overdue(today).filter(due_month__lte=month)


def _by_worker(months: QuerySet) -> QuerySet:
    """Count months and their clients by the person in charge and the month."""
    rows = months.with_worker().order_by().values("worker_id", "due_month")
    return rows.annotate(
        due=Count("pk", filter=~Q(state=MonthState.SKIPPED)),
        done=Count("pk", filter=Q(state__in=DONE)),
        unfinished=Count("pk", filter=Q(state__in=UNFINISHED)),
        clients=Count("client", distinct=True, filter=~Q(state=MonthState.SKIPPED)),
    )


@prepared
def _months(*, offices: tuple[int, ...], first: date, last: date, left_before: date) -> QuerySet:
    months = MonitoringMonth.objects.due().filter(office_id__in=offices)
    ahead = months.filter(due_month__gte=first, due_month__lte=last)
    left = months.filter(open_month__lt=left_before)
    # Each part by its own index: for an "or" SQLite reads all past months.
    return _by_worker(ahead).union(_by_worker(left), all=True)


def monitoring_by_worker(
    offices: Collection[int], month: date, today: date, last: date
) -> tuple[dict[int | None, MonitoringCounts], dict[int | None, dict[date, int]]]:
    """Count monitoring by the person in charge, and the clients due in each month up to `last`.

    Returns {worker or None: counts} and {worker or None: {coming month: clients}}, in one query.
    The outlook reaches as far as the decisions of today; a decision that is not renewed yet adds
    nothing.
    """
    passed = min(month_of(today), add_months(month, 1))
    rows = _months(offices=tuple(offices), first=month, last=last, left_before=min(passed, month))
    counts: dict[int | None, MonitoringCounts] = {}
    coming: dict[int | None, dict[date, int]] = {}
    for row in rows:
        worker, due_month = row["worker_id"], row["due_month"]
        if due_month > month:
            coming.setdefault(worker, {})[due_month] = row["clients"]
            continue
        is_present, is_passed = due_month == month, due_month < passed
        counts[worker] = counts.get(worker, MonitoringCounts()) + MonitoringCounts(
            due=row["due"] if is_present else 0,
            done=row["done"] if is_present else 0,
            overdue=row["unfinished"] if is_passed else 0,
        )
    return counts, coming

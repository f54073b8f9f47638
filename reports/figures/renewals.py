"""更新の見通し: decisions that end in the months ahead and are not renewed yet (S28, S-01)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from cases.models import Case
from config.common.fiscal import add_months, month_end, month_of
from plans.models import BenefitDecision
from reports.rules.small_cells import shown_row
from staffing.models import Office

__all__ = [
    "RenewalRow",
    "ending_decisions",
    "renewal_months",
    "renewals_by_worker",
    "renewals_in_region",
]

#: A decision runs a year at most for most services, three for a few: a year ahead is planned.
MONTHS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """Counts of one worker or month; a cell that must not be seen is None."""

    key: int | None
    name: str
    cells: tuple[int | None, ...]
    total: int | None


def renewal_months(today: date) -> list[date]:
    """Return this month and the eleven that follow."""
    first = month_of(today)
    return [add_months(first, step) for step in range(MONTHS_AHEAD)]


def ending_decisions(offices: Collection[int], first: date, last: date) -> QuerySet:
    """Return the last decision of each person that ends from day to day; `worker_id` has the case.

    People whose case has ended need no renewal.
    """
    cases = Case.objects.alive().open().filter(client=OuterRef("client"))
    rows = BenefitDecision.objects.alive().not_renewed().ending_between(first, last)
    return rows.filter(
        office_id__in=offices,
        client__deleted_at=None,
        client__cases__closed_on=None,
        client__cases__deleted_at=None,
    ).annotate(
        worker_id=Subquery(cases.values("worker_id")[:1]),
        worker_name=Subquery(cases.values("worker__name")[:1]),
    )


def renewals_by_worker(office_id: int, today: date) -> list[RenewalRow]:
    """Return one office's renewals ahead by person in charge and month; nobody's last."""
    months = renewal_months(today)
    rows = ending_decisions([office_id], months[0], month_end(months[-1])).order_by()
    counted = rows.annotate(month=TruncMonth("ends_on")).values_list(
        "worker_id", "worker_name", "month"
    )
    found: dict[tuple[int | None, str], dict[date, int]] = {}
    for worker, name, month, number in counted.annotate(number=Count("client_id", distinct=True)):
        found.setdefault((worker, name or ""), {})[month] = number
    ordered = sorted(found, key=lambda key: (key[0] is None, key[1]))
    return [
        _row(worker, name, [found[worker, name].get(month, 0) for month in months])
        for worker, name in ordered
    ]


def renewals_in_region(offices: Sequence[Office], today: date, *, hides: bool) -> list[RenewalRow]:
    """Return the region's renewals: a row a month, a cell an office; `hides` small numbers."""
    months, keys = renewal_months(today), [office.pk for office in offices]
    rows = ending_decisions(keys, months[0], month_end(months[-1])).order_by()
    counted = rows.annotate(month=TruncMonth("ends_on")).values_list("office_id", "month")
    found = {
        (office, month): number
        for office, month, number in counted.annotate(number=Count("client_id", distinct=True))
    }
    lines = []
    for month in months:
        counts = [found.get((key, month), 0) for key in keys]
        lines.append(RenewalRow(None, f"{month:%Y-%m}", *shown_row(counts, hides=hides)))
    return lines


def _row(key: int | None, name: str, counts: Sequence[int]) -> RenewalRow:
    return RenewalRow(key, name, tuple(counts), sum(counts))

"""Who was served in a month: the one count behind 担当件数, the average and the quotient.

Source: 「利用者の数」 of the standard of 35 (`domain.md` 4.1, 4.2): persons who got plan making or
monitoring in the month. Plan making is the plan after the decision, by the day of consent: the
draft belongs to it and does not count a second time (`domain.md` 5.3). Monitoring is a finished
report, by the day of the visit. With both in one month the plan counts, as it does for the fee.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from cases.rules import is_child
from config.common.fiscal import month_end, month_of
from monitoring.models import MonitoringReport
from plans.choices import PlanKind, Stage
from plans.models import ServiceUsePlan
from reports.choices import ServedBy


@dataclass(frozen=True, slots=True)
class Served:
    """One client counted once in one month, for the author of the plan or the report."""

    office_id: int
    client_id: int
    worker_id: int
    day: date
    served_by: ServedBy
    record_id: int
    is_child: bool

    @property
    def month(self) -> date:
        """The month it counts in."""
        return month_of(self.day)


def served_clients(
    offices: Collection[int], first: date, last: date, *, worker: int | None = None
) -> list[Served]:
    """Return everyone served from month `first` to month `last`, in two queries.

    `worker` keeps the clients of one author. A client stands once a month, whoever else wrote
    about the same person in it.
    """
    found: dict[tuple[int, int, date], Served] = {}
    days = (first, month_end(last))
    for served in [*_plans(offices, days), *_reports(offices, days)]:
        found.setdefault((served.office_id, served.client_id, served.month), served)
    rows = found.values()
    return [row for row in rows if worker is None or row.worker_id == worker]


def _plans(offices: Collection[int], days: tuple[date, date]) -> Iterator[Served]:
    rows = (
        ServiceUsePlan.objects.alive()
        .consented_between(*days)
        .filter(office_id__in=offices, stage=Stage.FINAL, client__deleted_at=None)
        .order_by("consented_on", "pk")
        .values_list("office_id", "client_id", "author_id", "consented_on", "pk", "kind")
    )
    for office, client, author, day, pk, kind in rows:
        yield Served(office, client, author, day, ServedBy.PLAN, pk, kind == PlanKind.CHILD)


def _reports(offices: Collection[int], days: tuple[date, date]) -> Iterator[Served]:
    rows = (
        MonitoringReport.objects.visited_between(*days)
        .filter(office_id__in=offices, client__deleted_at=None)
        .order_by("visited_on", "pk")
        .values_list(
            "office_id",
            "client_id",
            "author_id",
            "visited_on",
            "pk",
            "plan__kind",
            "client__birth_on",
        )
    )
    for office, client, author, day, pk, kind, birth_on in rows:
        child = kind == PlanKind.CHILD if kind else bool(is_child(birth_on, day))
        yield Served(office, client, author, day, ServedBy.REPORT, pk, child)

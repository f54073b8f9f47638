"""Who was served in a month: the one count behind 担当件数, the average and the quotient.

Source: 「利用者の数」 of the standard of 35 (`domain.md` 4.1, 4.2): persons who got plan making or
monitoring in the month. Plan making is the plan after the decision, by the day of consent: the
draft belongs to it and does not count a second time (`domain.md` 5.3). Monitoring is a finished
report, by the day of the visit. With both in one month the plan counts, as it does for the fee.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import DateField, QuerySet, Value

from cases.rules import is_child
from config.common.fiscal import month_end, month_of
from monitoring.models import MonitoringReport
from plans.choices import PlanKind, Stage
from plans.models import ServiceUsePlan
from reports.choices import ServedBy

BY = {str(by): by for by in ServedBy}


class Served(NamedTuple):
    """One client counted once in one month, for the author of the plan or the report."""

    office_id: int
    client_id: int
    worker_id: int
    day: date
    served_by: ServedBy
    record_id: int
    is_child: bool
    worker_name: str
    worker_kana: str
    #: The month it counts in.
    month: date


def served_clients(
    offices: Collection[int], first: date, last: date, *, worker: int | None = None
) -> list[Served]:
    """Return everyone served from month `first` to month `last`, in one query.

    `worker` keeps the clients of one author. A client stands once a month, whoever else wrote
    about the same person in it.
    """
    days = (first, month_end(last))
    found: dict[tuple[int, int, date], Served] = {}
    written = _reports(offices, days).union(_plans(offices, days), all=True)
    for served in sorted(map(_served, written), key=_plans_first):
        found.setdefault((served.office_id, served.client_id, served.month), served)
    rows = found.values()
    return [row for row in rows if worker is None or row.worker_id == worker]


def _plans(offices: Collection[int], days: tuple[date, date]) -> QuerySet:
    plans = ServiceUsePlan.objects.alive().consented_between(*days)
    rows = plans.filter(office_id__in=offices, stage=Stage.FINAL, client__deleted_at=None)
    return rows.order_by().values_list(
        "office_id",
        "client_id",
        "author_id",
        "consented_on",
        Value(str(ServedBy.PLAN)),
        "pk",
        "kind",
        Value(None, DateField()),
        "author__name",
        "author__name_kana",
    )


def _reports(offices: Collection[int], days: tuple[date, date]) -> QuerySet:
    reports = MonitoringReport.objects.visited_between(*days)
    rows = reports.filter(office_id__in=offices, client__deleted_at=None)
    return rows.order_by().values_list(
        "office_id",
        "client_id",
        "author_id",
        "visited_on",
        Value(str(ServedBy.REPORT)),
        "pk",
        "plan__kind",
        "client__birth_on",
        "author__name",
        "author__name_kana",
    )


def _served(row: tuple) -> Served:
    office, client, author, day, by, pk, kind, birth_on, *names = row
    child = kind == PlanKind.CHILD if kind else bool(is_child(birth_on, day))
    return Served(office, client, author, day, BY[by], pk, child, *names, month_of(day))


def _plans_first(served: Served) -> tuple:
    return served.served_by != ServedBy.PLAN, served.day, served.record_id

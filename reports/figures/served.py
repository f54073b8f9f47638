"""Who was served in a month: the one count behind 担当件数, the average and the quotient.

Source: 「利用者の数」 of the standard of 35 (`domain.md` 4.1, 4.2): persons who got plan making or
monitoring in the month. Plan making is the plan after the decision, by the day of consent: the
draft belongs to it and does not count a second time (`domain.md` 5.3). Monitoring is a finished
report, by the day of the visit. With both in one month the plan counts, as it does for the fee.
"""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import Case, DateField, OuterRef, QuerySet, Subquery, Value, When

from cases.models import Client
from cases.rules import is_child
from config.common.fiscal import month_end, month_of
from config.common.prepared import prepared
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
    found: dict[tuple[int, int, date], tuple] = {}
    month = cache(month_of)
    # A plan comes before a report, then the earlier day.
    for row in sorted(_written(offices=tuple(offices), first=first, last=month_end(last))):
        _by, day, _record, office, client, *_more = row
        found.setdefault((office, client, month(day)), row)
    rows = [_served(row, in_month) for (_office, _client, in_month), row in found.items()]
    return [row for row in rows if worker is None or row.worker_id == worker]


@prepared
def _written(*, offices: tuple[int, ...], first: date, last: date) -> QuerySet:
    return _reports(offices, first, last).union(_plans(offices, first, last), all=True)


def _plans(offices: tuple[int, ...], first: date, last: date) -> QuerySet:
    plans = ServiceUsePlan.objects.alive().consented_between(first, last)
    rows = plans.filter(office_id__in=offices, stage=Stage.FINAL).exclude(client__in=_gone())
    return rows.order_by().values_list(
        Value(str(ServedBy.PLAN)),
        "consented_on",
        "pk",
        "office_id",
        "client_id",
        "author_id",
        "kind",
        Value(None, DateField()),
        "author__name",
        "author__name_kana",
    )


def _reports(offices: tuple[int, ...], first: date, last: date) -> QuerySet:
    reports = MonitoringReport.objects.visited_between(first, last)
    rows = reports.filter(office_id__in=offices).exclude(client__in=_gone())
    born = Client.objects.filter(pk=OuterRef("client")).values("birth_on")
    return rows.order_by().values_list(
        Value(str(ServedBy.REPORT)),
        "visited_on",
        "pk",
        "office_id",
        "client_id",
        "author_id",
        "plan__kind",
        Case(When(plan=None, then=Subquery(born))),
        "author__name",
        "author__name_kana",
    )


def _gone() -> QuerySet:
    """People whose files were deleted: a few, where a join reads everybody there ever was."""
    return Client.objects.filter(deleted_at__isnull=False).values("pk")


def _served(row: tuple, month: date) -> Served:
    by, day, pk, office, client, author, kind, birth_on, name, kana = row
    child = kind == PlanKind.CHILD if kind else bool(is_child(birth_on, day))
    return Served(office, client, author, day, BY[by], pk, child, name, kana, month)

"""The records behind one number of 担当件数: as many rows as the number says.

A restricted file counts like any other; for whoever may not know of it the page says how many
records it does not show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case, Client
from config.common.fiscal import add_months, month_end
from config.common.tags import day as day_words
from config.common.tags import month as month_words
from monitoring.models import MonitoringMonth
from reports.choices import CaseloadPart, ServedBy
from reports.figures import (
    Served,
    contracts_on,
    done_months,
    due_months,
    overdue_months,
    served_clients,
)
from reports.rules.caseload import MONTHS
from staffing.models import User


@dataclass(frozen=True, slots=True)
class Asked:
    """Which number: the part of the page, its month, and whose it is.

    `worker` None is the whole office; `is_nobodys` asks for the work nobody is in charge of.
    """

    office_id: int
    month: date
    today: date
    part: CaseloadPart = CaseloadPart.SERVED
    worker: User | None = None
    is_nobodys: bool = False
    kind: str = ""

    @property
    def day(self) -> date:
        """The day on which contracts are looked at."""
        return min(month_end(self.month), max(self.today, self.month))


def records(asked: Asked, user: User) -> tuple[list[dict[str, Any]], int]:
    """Return the rows behind a number, each with where it leads, and how many are not shown."""
    if asked.part in (CaseloadPart.SERVED, CaseloadPart.HALF_YEAR):
        return _served_rows(_served(asked), user)
    if asked.part == CaseloadPart.CONTRACTS:
        return _contract_rows(asked, user)
    return _monitoring_rows(asked, user)


def _served(asked: Asked) -> list[Served]:
    first = last = asked.month
    if asked.part == CaseloadPart.HALF_YEAR:
        first, last = add_months(last, -MONTHS), add_months(last, -1)
    if asked.is_nobodys:
        return []
    worker = asked.worker.pk if asked.worker else None
    rows = served_clients([asked.office_id], first, last, worker=worker)
    if asked.kind:
        rows = [row for row in rows if row.is_child == (asked.kind == "child")]
    return sorted(rows, key=lambda row: (row.day, row.record_id))


def _served_rows(rows: Sequence[Served], user: User) -> tuple[list[dict[str, Any]], int]:
    names = _client_names({row.client_id for row in rows}, user)
    shown = [row for row in rows if row.client_id in names]
    workers = dict(
        User.objects.filter(pk__in={row.worker_id for row in shown}).values_list("pk", "name")
    )
    pages = {ServedBy.PLAN: "plans:plan-detail", ServedBy.REPORT: "monitoring:report-detail"}
    found = [
        {
            "client": names[row.client_id],
            "client_url": reverse("cases:client-detail", args=[row.client_id]),
            "day": day_words(row.day),
            "what": row.served_by.label,
            "note": _("Child") if row.is_child else _("Adult"),
            "url": reverse(pages[row.served_by], args=[row.record_id]),
            "worker": workers.get(row.worker_id, ""),
        }
        for row in shown
    ]
    return found, len(rows) - len(shown)


def _client_names(keys: set[int], user: User) -> dict[int, str]:
    rows = Client.objects.visible_to(user).filter(pk__in=keys)
    return dict(rows.values_list("pk", "name"))


def _whose(queryset: QuerySet, field: str, asked: Asked) -> QuerySet:
    if asked.is_nobodys:
        return queryset.filter(**{field: None})
    return queryset.filter(**{field: asked.worker.pk}) if asked.worker else queryset


def _contract_rows(asked: Asked, user: User) -> tuple[list[dict[str, Any]], int]:
    def held(cases: QuerySet) -> QuerySet:
        of_office = cases.filter(office_id=asked.office_id)
        return _whose(contracts_on(of_office, asked.day), "holder_id", asked)

    found = held(Case.objects.visible_to(user))
    rows = found.order_by("contracted_on", "pk").values(
        "client_id", "client__name", "contracted_on", "holder_id"
    )
    rows = list(rows)
    hidden = held(Case.objects.alive()).count() - len(rows)
    workers = dict(
        User.objects.filter(pk__in={row["holder_id"] for row in rows}).values_list("pk", "name")
    )
    shown = [
        {
            "client": row["client__name"],
            "client_url": reverse("cases:client-detail", args=[row["client_id"]]),
            "day": day_words(row["contracted_on"]),
            "what": _("Contract"),
            "note": "",
            "url": reverse("cases:client-detail", args=[row["client_id"]]),
            "worker": workers.get(row["holder_id"], ""),
        }
        for row in rows
    ]
    return shown, hidden


def _months(asked: Asked, months: QuerySet) -> QuerySet:
    months = months.filter(office_id=asked.office_id)
    found = {
        CaseloadPart.DUE: lambda: due_months(months, asked.month),
        CaseloadPart.DONE: lambda: done_months(months, asked.month),
        CaseloadPart.OVERDUE: lambda: overdue_months(months, asked.month, asked.today),
    }[asked.part]()
    return _whose(found.with_worker(), "worker_id", asked)


def _monitoring_rows(asked: Asked, user: User) -> tuple[list[dict[str, Any]], int]:
    found = _months(asked, MonitoringMonth.objects.visible_to(user)).select_related("client")
    found = list(found.order_by("due_month", "client__kana_sort", "pk"))
    hidden = _months(asked, MonitoringMonth.objects.alive()).count()
    hidden -= len(found)
    workers = dict(
        User.objects.filter(pk__in={month.worker_id for month in found}).values_list("pk", "name")
    )
    rows = [
        {
            "client": month.client.name,
            "client_url": month.client.get_absolute_url(),
            "day": month_words(month.due_month),
            "what": month.get_state_display(),
            "note": month.reason,
            "url": month.get_absolute_url(),
            "worker": workers.get(month.worker_id, ""),
        }
        for month in found
    ]
    return rows, hidden

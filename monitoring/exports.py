"""The months of one month's page as an Excel file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.common.fiscal import month_end
from config.common.xlsx import Column
from monitoring.filters import MONTH_ORDER, MonthFilter
from monitoring.labels import state_badge

ROWS_AT_ONCE = 2_000
FIELDS = (
    "client_id",
    "client__name",
    "client__name_kana",
    "due_month",
    "state",
    "schedule__decision__interval_months",
    "reason",
    "note",
    "appointment__starts_at",
    "has_visit",
    "report__visited_on",
    "report__submitted_on",
    "last_visit_on",
    "worker_name",
)


def month_columns() -> list[Column]:
    """Return the columns of the list; what shows who a person is needs a reason."""
    return [
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Reading"), 18, is_personal=True),
        Column(_("Due by"), 12),
        Column(pgettext("column", "State"), 16),
        Column(_("Interval (months)"), 10),
        Column(_("Why this month"), 44),
        Column(_("Remarks"), 24, is_personal=True),
        Column(_("Planned visit"), 16),
        Column(_("Visited on"), 12),
        Column(_("Submitted on"), 12),
        Column(_("Last visit"), 12),
        Column(_("Person in charge"), 14),
    ]


def month_rows(listed: MonthFilter) -> Iterator[list[Any]]:
    """Yield the cells of each month in the order of the page, in flat memory."""
    months = listed.qs.with_rank().with_plan().with_last_visit()
    ordered = listed.in_order(months, *MONTH_ORDER)
    for row in ordered.values(*FIELDS).iterator(chunk_size=ROWS_AT_ONCE):
        yield _cells(row, listed.today)


def _cells(row: dict[str, Any], today: date) -> list[Any]:
    badge = state_badge(row["state"], is_due=True, due_month=row["due_month"], today=today)
    return [
        row["client_id"],
        row["client__name"],
        row["client__name_kana"],
        month_end(row["due_month"]),
        badge.words,
        row["schedule__decision__interval_months"],
        row["reason"],
        row["note"],
        row["appointment__starts_at"] if row["has_visit"] else None,
        row["report__visited_on"],
        row["report__submitted_on"],
        row["last_visit_on"],
        row["worker_name"],
    ]

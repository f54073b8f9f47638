"""The year's actual figures as a file: a row per row of the plan's table (O-12)."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.common.fiscal import fiscal_year
from config.common.wareki import fiscal_label
from config.common.xlsx import Column
from reports.actual_page import ActualTable, actual_table
from reports.filters_actuals import ActualFilter
from staffing.models import Posting
from staffing.outputs import Output, add_output
from staffing.permissions import Permission


def connect() -> None:
    """Register the table; called once when the app is ready."""
    add_output(
        Output(
            key="actuals",
            title=gettext_lazy("Plan against actual"),
            about=gettext_lazy("The year's actual figures by month beside the targets."),
            list_url="reports:actuals",
            permission=Permission.FIGURES_OFFICE,
            listed=_listed,
            columns=_columns,
            rows=_rows,
            more=lambda listed: [(_("Fiscal year"), _year(listed))],
            count=lambda listed: len(_table(listed).lines) + 1,
            order=85,
        )
    )


def _listed(request: HttpRequest) -> ActualFilter:
    rows = Posting.objects.visible_to(request.user)
    return ActualFilter(request.GET, queryset=rows, request=request, today=timezone.localdate())


def _year(listed: ActualFilter) -> str:
    return fiscal_label(fiscal_year(listed.chosen_month))


def _table(listed: ActualFilter) -> ActualTable:
    year = fiscal_year(listed.chosen_month)
    return actual_table(listed.request.office, year, today=listed.today)


def _columns(listed: ActualFilter) -> list[Column]:
    return [
        Column(_("Programme"), 20),
        Column(_("kind of support"), 12),
        Column(_("Persons: target"), 10),
        Column(_("Persons"), 10),
        Column(_("Uses: target"), 10),
        *(Column(month, 7) for month in _table(listed).months),
        Column(_("Total"), 8),
        Column(_("Reached (%)"), 8),
        Column(_("A month"), 8),
        Column(_("Each of the staff"), 10),
    ]


def _rows(listed: ActualFilter) -> Iterator[list[Any]]:
    table = _table(listed)
    for line in (*table.lines, table.total):
        cut = (line.rate, line.monthly, line.per_staff)
        yield [
            line.programme or _("Total"),
            line.kind,
            line.covered,
            line.persons,
            line.target,
            *line.cells,
            line.total,
            *(None if value is None else float(value) for value in cut),
        ]

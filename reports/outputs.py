"""Deadlines and the caseload as files: what the two pages show."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from config.common.tags import month as month_words
from config.common.xlsx import Column
from reports.caseload_page import office_page
from reports.deadline_rows import FACTS, ORDER, day_and_text, with_facts
from reports.figures import office_caseload
from reports.figures.gaps import with_gap_facts
from reports.filters import (
    CaseloadFilter,
    DeadlineFilter,
    GapFilter,
    asked_deadline,
    asked_gap,
)
from reports.rules.caseload import tenths
from staffing.models import Posting
from staffing.outputs import Output, add_output
from staffing.permissions import Permission

ROWS_AT_ONCE = 2_000


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    add_output(
        Output(
            key="deadline-list",
            title=gettext_lazy("Deadlines to watch"),
            about=gettext_lazy("Decisions, consents, copies, submissions and promises."),
            list_url="reports:deadline-list",
            permission=Permission.LOG_WRITE,
            listed=_deadlines,
            columns=_deadline_columns,
            rows=_deadline_cells,
            more=lambda listed: [(_("Deadline"), str(listed.deadline.label))],
            order=70,
        )
    )
    add_output(
        Output(
            key="gap-list",
            title=gettext_lazy("To be filled in"),
            about=gettext_lazy("What is missing in files and records, and who fills it in."),
            list_url="reports:gap-list",
            permission=Permission.LOG_WRITE,
            listed=lambda request: asked_gap(request, today=timezone.localdate()),
            columns=_gap_columns,
            rows=_gap_cells,
            more=lambda listed: [(_("What is missing"), str(listed.gap.label))],
            order=75,
        )
    )
    add_output(
        Output(
            key="caseload",
            title=gettext_lazy("Caseload"),
            about=gettext_lazy("A row per specialist: clients of the month, average, contracts."),
            list_url="reports:caseload",
            permission=Permission.CASELOAD_STAFF,
            listed=_caseload,
            columns=_caseload_columns,
            rows=_caseload_cells,
            more=lambda listed: [(_("Month"), month_words(listed.chosen_month))],
            count=lambda listed: len(list(_caseload_cells(listed))),
            order=80,
        )
    )


def _gap_columns(_listed: GapFilter) -> list[Column]:
    return [
        Column(_("What is missing"), 24),
        Column(_("Client No."), 10),
        Column(_("Client or meeting"), 20, is_personal=True),
        Column(pgettext("gap", "Since"), 12),
        Column(_("Who fills it in"), 14),
    ]


def _gap_cells(listed: GapFilter) -> Iterator[list[Any]]:
    rows = listed.in_order(with_gap_facts(listed.gap, listed.qs), "gap_day", "pk")
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [
            str(listed.gap.label),
            row["gap_client"],
            row["gap_name"],
            row["gap_day"],
            row["gap_worker"],
        ]


def _deadlines(request: HttpRequest) -> DeadlineFilter:
    return asked_deadline(request, today=timezone.localdate())


def _deadline_columns(_listed: DeadlineFilter) -> list[Column]:
    return [
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Day"), 12),
        Column(_("Person in charge"), 14),
        Column(_("Remarks"), 40, is_personal=True),
    ]


def _deadline_cells(listed: DeadlineFilter) -> Iterator[list[Any]]:
    deadline, worker = listed.deadline, FACTS[listed.deadline][1]
    rows = listed.in_order(with_facts(deadline, listed.qs), *ORDER[deadline])
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        day, text = day_and_text(deadline, row, listed.today)
        yield [row["of_pk"], row["of_name"], day, row[worker], text]


def _caseload(request: HttpRequest) -> CaseloadFilter:
    return CaseloadFilter(
        request.GET,
        queryset=Posting.objects.visible_to(request.user),
        request=request,
        today=timezone.localdate(),
    )


def _caseload_columns(_listed: CaseloadFilter) -> list[Column]:
    return [
        Column(_("Staff member"), 16),
        Column(_("Clients of the month"), 10),
        Column(_("Adult"), 8),
        Column(_("Child"), 8),
        Column(_("6-month average"), 10),
        Column(_("Difference from the standard"), 12),
        Column(_("Contracts in charge"), 10),
        Column(_("Monitoring of the month"), 10),
        Column(_("Monitoring done in the month"), 10),
        Column(_("Overdue monitoring"), 10),
    ]


def _caseload_cells(listed: CaseloadFilter) -> Iterator[list[Any]]:
    request = listed.request
    found = office_caseload(request.office.pk, listed.chosen_month, today=listed.today)
    sort = listed.chosen.get("sort") or "over"
    page = office_page(found, viewer_id=request.user.pk, may_see_all=True, sort=sort)
    for row in page["rows"]:
        person, load = row["person"], row["load"]
        yield [
            person.name,
            load.served,
            load.adults,
            load.children,
            float(tenths(load.average)),
            float(tenths(load.average) - found.standard) if found.standard else None,
            person.contracts,
            person.monitoring.due,
            person.monitoring.done,
            person.monitoring.overdue,
        ]

"""What goes to the municipality, as a file: the rows of the office's list, in their order."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from config.common.xlsx import Column
from monitoring.filters_submissions import SubmissionFilter
from monitoring.models import Submission
from staffing.outputs import Output, add_output, taken_offices, usual_state
from staffing.permissions import Permission

ROWS_AT_ONCE = 2_000


def connect() -> None:
    """Register the list; called once when the app is ready."""
    add_output(
        Output(
            key="submission-list",
            title=gettext_lazy("Submissions to the municipality"),
            about=gettext_lazy("A row per document: deadline, submitted, answered, its state."),
            list_url="monitoring:submission-list",
            permission=Permission.PLAN_VIEW,
            listed=_submissions,
            columns=_columns,
            rows=_rows,
            more=usual_state,
            order=62,
            office_path="office",
        )
    )


def _submissions(request: HttpRequest) -> SubmissionFilter:
    offices = taken_offices(request.user, Permission.PLAN_VIEW)
    rows = Submission.objects.visible_to(request.user).filter(office_id__in=offices)
    return SubmissionFilter(request.GET, queryset=rows, request=request, today=timezone.localdate())


def _columns(_listed: SubmissionFilter) -> list[Column]:
    return [
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Reading"), 18, is_personal=True),
        Column(_("document"), 24),
        Column(_("Version"), 6),
        Column(_("agreed or visited on"), 12),
        Column(_("municipality"), 14),
        Column(_("to be submitted by"), 12),
        Column(_("submitted on"), 12),
        Column(_("answered on"), 12),
        Column(pgettext("filter", "State"), 14),
        Column(_("why it was returned"), 36, is_personal=True),
        Column(pgettext("filter", "Author"), 14),
    ]


def _rows(listed: SubmissionFilter) -> Iterator[list[Any]]:
    rows = listed.in_order(listed.qs.for_list(), "due_on", "pk")
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        written = row.plan or row.report
        yield [
            row.client_id,
            row.client.name,
            row.client.name_kana,
            row.title,
            row.plan.number if row.plan else None,
            row.done_on,
            row.municipality.name if row.municipality else "",
            row.due_on,
            row.submitted_on,
            row.answered_on,
            row.get_state_display(),
            row.reason,
            written.author.name,
        ]

"""Absences and questions to the lead as files: the rows of their lists, in their order."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from config.common.filtering import ListFilter
from config.common.xlsx import Column
from staffing.askable import ask_kind
from staffing.filters import AbsenceFilter, QuestionFilter
from staffing.history import client_names
from staffing.models import Absence, Question
from staffing.outputs import Output, add_output, taken_offices
from staffing.permissions import Permission

ROWS_AT_ONCE = 2_000


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    write = Permission.LOG_WRITE
    add_output(
        Output(
            key="absence-list",
            title=gettext_lazy("Absences"),
            about=gettext_lazy("A row per absence: who, when, what kind, who stands in."),
            list_url="staffing:absence-list",
            permission=write,
            listed=_absences,
            columns=_absence_columns,
            rows=_absence_rows,
            order=80,
            office_path="office",
        )
    )
    add_output(
        Output(
            key="question-list",
            title=gettext_lazy("Questions to the lead"),
            about=gettext_lazy("A row per question: on which record, by whom, what came of it."),
            list_url="staffing:question-list",
            permission=write,
            listed=_questions,
            columns=_question_columns,
            rows=_question_rows,
            order=81,
            office_path="office",
        )
    )


def _absences(request: HttpRequest) -> ListFilter:
    taken = taken_offices(request.user, Permission.LOG_WRITE)
    rows = Absence.objects.visible_to(request.user).filter(office_id__in=taken)
    return AbsenceFilter(request.GET, queryset=rows, request=request)


def _absence_columns(_listed: ListFilter) -> list[Column]:
    return [
        Column(pgettext("absence", "From"), 12),
        Column(pgettext("absence", "Until"), 12),
        Column(_("part of the day"), 10),
        Column(_("Who is away"), 16),
        Column(_("Kind of absence"), 14),
        Column(_("Who stands in"), 16),
        Column(_("To be passed on"), 40, is_personal=True),
    ]


def _absence_rows(listed: ListFilter) -> Iterator[list[Any]]:
    rows = listed.in_order(listed.qs.select_related("user", "substitute"), "started_on", "pk")
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [
            row.started_on,
            row.ended_on,
            row.get_part_display(),
            row.user.name,
            row.get_kind_display(),
            row.substitute.name if row.substitute else "",
            row.note,
        ]


def _questions(request: HttpRequest) -> ListFilter:
    taken = taken_offices(request.user, Permission.LOG_WRITE)
    rows = Question.objects.visible_to(request.user).filter(office_id__in=taken)
    return QuestionFilter(request.GET, queryset=rows, request=request)


def _question_columns(_listed: ListFilter) -> list[Column]:
    return [
        Column(_("Asked"), 18),
        Column(pgettext("question", "Asked by"), 16),
        Column(pgettext("question", "Record"), 16),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Question"), 60, is_personal=True),
        Column(_("State"), 12),
    ]


def _question_rows(listed: ListFilter) -> Iterator[list[Any]]:
    # Few are kept at an office; their names are asked for together.
    rows = list(listed.in_order(listed.qs.select_related("created_by"), "-pk"))
    names = client_names(rows, listed.request.user)
    for row in rows:
        yield [
            row.created_at,
            row.created_by.name,
            str(ask_kind(row.object_type).label),
            names.get(row.client_id, ("", ""))[0],
            row.text,
            row.get_state_display(),
        ]

"""The log as an Excel file: a row per contact, in the order of the page."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.choices import (
    Content,
    Counterpart,
    DisabilityKind,
    InterviewMethod,
    Method,
    Outcome,
    PlaceKind,
    Present,
    Route,
    Urgency,
)
from cases.filters import ConsultationFilter
from cases.models import ConsultationContent
from cases.rows import words_of
from config.common.sql import Joined
from config.common.xlsx import Column

ROWS_AT_ONCE = 2_000
LOG_FIELDS = (
    "occurred_at",
    "client_id",
    "client__name",
    "client__name_kana",
    "caller_name",
    "method",
    "counterpart",
    "text",
    "codes",
    "minutes",
    "outcome",
    "urgency",
    "is_abuse_suspected",
    "worker__name",
    "office__name",
    "route",
    "place_kind",
    "present",
    "interview_method",
    "is_evidence",
    "disabilities",
    "is_child",
    "is_new",
    "work_category__code",
)


def log_columns() -> list[Column]:
    """Return the columns of the log; what may show who a person is needs a reason."""
    return [
        Column(_("Date and time"), 16),
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Reading"), 18, is_personal=True),
        Column(_("Name of the caller"), 16, is_personal=True),
        Column(pgettext("log", "Method"), 12),
        Column(_("Counterpart"), 12),
        Column(_("What was said and done"), 60, is_personal=True),
        Column(_("Content of support"), 24),
        Column(_("Minutes"), 8),
        Column(_("Outcome"), 16),
        Column(_("Urgency"), 10),
        Column(_("Abuse is feared"), 12),
        Column(_("Recorded by"), 14),
        Column(_("Office"), 20),
        Column(_("Came by way of"), 16),
        Column(_("Place"), 12),
        Column(_("Who was present"), 14),
        Column(_("Way of the interview"), 10),
        Column(_("Evidence for an add-on"), 10),
        Column(_("Kind of disability"), 18),
        Column(_("Adult or child"), 8),
        Column(_("New or continued"), 8),
        Column(_("Work category"), 10),
    ]


def log_rows(listed: ConsultationFilter) -> Iterator[list[Any]]:
    """Yield the cells of each contact in the order of the page, in flat memory."""
    contents = ConsultationContent.objects.filter(consultation=OuterRef("pk")).order_by()
    codes = contents.values("consultation").annotate(codes=Joined("content")).values("codes")
    contacts = listed.qs.annotate(codes=Subquery(codes))
    values = listed.in_order(contacts, "-occurred_at", "-pk")
    labels = [_labels(each) for each in (Method, Counterpart, Outcome, Urgency, Content)]
    for row in values.values_list(*LOG_FIELDS).iterator(chunk_size=ROWS_AT_ONCE):
        yield _cells(row, *labels)


def _labels(choices: Iterable) -> dict[str, str]:
    return {str(code): str(code.label) for code in choices}


def _cells(row: tuple, methods, counterparts, outcomes, urgencies, contents) -> list[Any]:
    at: datetime = row[0]
    held = set((row[8] or "").split(","))
    return [
        at,
        *row[1:5],
        methods.get(row[5], ""),
        counterparts.get(row[6], ""),
        row[7],
        "、".join(label for code, label in contents.items() if code in held),
        row[9],
        outcomes.get(row[10], ""),
        urgencies.get(row[11], "") if row[11] != Urgency.NORMAL else "",
        _("Yes") if row[12] else "",
        *row[13:15],
        *_counted(row[15:]),
    ]


def _counted(row: tuple) -> list[Any]:
    route, place, present, interview, is_evidence, kinds, is_child, is_new, category = row
    age = {True: pgettext("count", "Child"), False: pgettext("count", "Adult")}.get(is_child, "")
    return [
        words_of(Route, (route,)),
        words_of(PlaceKind, (place,)),
        words_of(Present, present),
        words_of(InterviewMethod, (interview,)),
        _("Yes") if is_evidence else "",
        words_of(DisabilityKind, kinds),
        age,
        pgettext("count", "New") if is_new else pgettext("count", "Continued"),
        category or "",
    ]

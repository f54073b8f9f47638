"""今月のモニタリング: how many stand where, and the few that are most urgent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from django.db.models import Case as Choice
from django.db.models import OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.choices import Method
from cases.models import Case
from cases.rows import cut, family_name
from config.common.fiscal import add_months, month_end
from config.common.tags import clock, short_day
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth
from reports.home.scope import Scope, narrowed
from staffing.asking import prepared_for_user
from staffing.models import User

UNFINISHED = (MonthState.OPEN, MonthState.REPORTED)
FINISHED = (MonthState.DONE, MonthState.SUBMITTED)
SETTLED = (MonthState.SUBMITTED, MonthState.SKIPPED)
#: A report on a month longer ago than this is so late that its next month is on the list anyway.
MONTHS_BACK = 2
EXCERPT = 40
FIELDS = (
    "pk",
    "client_id",
    "client__name",
    "due_month",
    "state",
    "note",
    "worker_name",
    "report__pk",
    "report__finished_at",
    "appointment__starts_at",
    "appointment__method",
    "appointment__deleted_at",
    "schedule__decision__interval_months",
)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A monitoring month that somebody must do something about, and what."""

    client: str
    client_url: str
    due_on: date
    state: str
    is_overdue: bool
    planned_at: datetime | None
    note: str
    worker: str
    url: str
    action: str

    @property
    def rank(self) -> tuple:
        """What is overdue first, then what was begun, what has no visit yet, then by visit."""
        if self.is_overdue:
            return (0, self.due_on)
        if self.state == MonthState.REPORTED:
            return (1, self.due_on)
        if self.state == MonthState.OPEN:
            return (3, self.planned_at) if self.planned_at else (2, self.due_on)
        return (4, self.due_on)


@dataclass(frozen=True, slots=True)
class NextMonth:
    """Whose report was finished this month, and when the same person is due again."""

    client: str
    client_url: str
    due_month: date


@dataclass(frozen=True, slots=True)
class MonthBoard:
    """The counts of the present month and the rows that wait, the most urgent first.

    `due` is the sum of the tallies and what the list shows: what was left behind counts in it.
    `following` names the next month of everybody reported on this month, the latest report first.
    """

    due: int
    coming: int
    next_month: date
    tallies: Sequence[tuple[str, str, int]]
    rows: Sequence[MonthRow]
    following: Sequence[NextMonth]
    #: States that are left out while nobody is in them.
    rare = ("reported", "skipped")


def month_board(scope: Scope) -> MonthBoard:
    """Return the monitoring of the month in one query: left behind, due, coming, what follows."""
    rows = _months(scope.user, scope.is_own, scope.month, office_key=scope.office_id)
    return _board(rows, scope)


@prepared_for_user
def _months(
    user: User,
    is_own: bool,  # noqa: FBT001
    month: date,
    *,
    office_key: int | None,
) -> QuerySet:
    """The month is of the shape: the database counts how many are due around it."""
    first, coming = add_months(month, -MONTHS_BACK), add_months(month, 1)
    cases = Case.objects.alive().open().filter(client=OuterRef("client"))
    months = MonitoringMonth.objects.due().with_worker()
    wanted = Q(due_month__gte=first, due_month__lte=coming) | Q(open_month__lt=month)
    later = (
        MonitoringMonth.objects.unfinished()
        .filter(client=OuterRef("client"), due_month__gt=OuterRef("due_month"))
        .order_by("due_month")
    )
    own = "worker_id" if is_own else None
    return (
        narrowed(months.filter(wanted), user, office_key, own=own)
        .annotate(
            worker_name=Subquery(cases.values("worker__name")[:1]),
            next_month=Choice(
                When(state__in=FINISHED, then=Subquery(later.values("due_month")[:1]))
            ),
        )
        .values(*FIELDS, "next_month")
    )


def _board(found: list[dict[str, Any]], scope: Scope) -> MonthBoard:
    found = sorted(found, key=itemgetter("pk"))
    late = [row for row in found if row["due_month"] < scope.month and row["state"] in UNFINISHED]
    now = [row for row in found if row["due_month"] == scope.month]
    waiting = [row for row in [*late, *now] if row["state"] not in SETTLED]
    return MonthBoard(
        due=len(late) + len(now),
        coming=sum(row["due_month"] > scope.month for row in found),
        next_month=add_months(scope.month, 1),
        tallies=_tallies(late, now),
        rows=sorted((_row(row, scope) for row in waiting), key=lambda row: row.rank),
        following=_following(found, scope),
    )


def _following(found: list[dict[str, Any]], scope: Scope) -> list[NextMonth]:
    """Name when the people whose reports were finished this month are due again."""
    reported = [
        row
        for row in found
        if row["next_month"]
        and row["report__finished_at"]
        and timezone.localdate(row["report__finished_at"]) >= scope.month
    ]
    reported.sort(key=lambda row: row["report__finished_at"], reverse=True)
    return [
        NextMonth(
            client=row["client__name"],
            client_url=reverse("cases:client-detail", args=[row["client_id"]]),
            due_month=row["next_month"],
        )
        for row in reported
    ]


def _tallies(late: list[dict], now: list[dict]) -> list[tuple[str, str, int]]:
    """Return (state of the month list, words, number); what is left behind comes first."""
    states = [row["state"] for row in now]
    planned = sum(row["state"] == MonthState.OPEN and _planned_at(row) is not None for row in now)
    return [
        ("overdue", pgettext("monitoring month", "Overdue"), len(late)),
        (
            "open",
            pgettext("monitoring month", "Nothing planned"),
            states.count(MonthState.OPEN) - planned,
        ),
        ("planned", pgettext("monitoring month", "Visit planned"), planned),
        ("reported", MonthState.REPORTED.label, states.count(MonthState.REPORTED)),
        ("done", _("Done, not yet submitted"), states.count(MonthState.DONE)),
        ("submitted", MonthState.SUBMITTED.label, states.count(MonthState.SUBMITTED)),
        ("skipped", MonthState.SKIPPED.label, states.count(MonthState.SKIPPED)),
    ]


def _planned_at(row: dict[str, Any]) -> datetime | None:
    """Return when the visit is planned; a cancelled one is none."""
    return None if row["appointment__deleted_at"] else row["appointment__starts_at"]


def _row(row: dict[str, Any], scope: Scope) -> MonthRow:
    is_overdue, planned_at = row["due_month"] < scope.month, _planned_at(row)
    url, action = _action(row, is_overdue=is_overdue, is_planned=planned_at is not None)
    return MonthRow(
        client=row["client__name"],
        client_url=reverse("cases:client-detail", args=[row["client_id"]]),
        due_on=month_end(row["due_month"]),
        state=row["state"],
        is_overdue=is_overdue,
        planned_at=planned_at,
        note=_note(row, planned_at),
        worker=family_name(row["worker_name"] or ""),
        url=url,
        action=action,
    )


def _action(row: dict[str, Any], *, is_overdue: bool, is_planned: bool) -> tuple[str, str]:
    if row["state"] == MonthState.DONE:
        return reverse("monitoring:report-detail", args=[row["report__pk"]]), _("Submit")
    if row["state"] == MonthState.REPORTED and row["report__pk"]:
        return reverse("monitoring:report-edit", args=[row["report__pk"]]), _("Go on writing")
    if is_overdue or is_planned:
        return reverse("monitoring:report-create", args=[row["pk"]]), _("Write the report")
    return reverse("monitoring:month-visit", args=[row["pk"]]), _("Plan the visit")


def _note(row: dict[str, Any], planned_at: datetime | None) -> str:
    """Say the interval, then what is known of the visit: 「3か月ごと・11/26（木）13:30 訪問」."""
    interval = row["schedule__decision__interval_months"]
    words = _("every month") if interval == 1 else _("every %(months)d months")
    words = words % {"months": interval}
    if row["state"] == MonthState.DONE:
        more = _("Done, not yet submitted")
    elif row["state"] == MonthState.REPORTED:
        more = _("the report is being written")
    elif planned_at:
        moment = f"{short_day(planned_at)} {clock(planned_at)}"
        more = f"{moment} {Method(row['appointment__method']).label}"
    else:
        more = cut(row["note"], EXCERPT) or _("no visit planned yet")
    return _("%(first)s · %(second)s") % {"first": words, "second": more}

"""The page of a month: who has what to do (担当 × 状態), and one row per person."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.common.fiscal import add_months, month_end
from monitoring.choices import MonthState
from monitoring.filters import NOBODY, STATE_CHOICES
from monitoring.labels import StateBadge, state_badge
from monitoring.rules.reasons import in_words

#: Columns of the table in their order; the keys are those of the filter.
STATES = tuple(key for key, _label in STATE_CHOICES)
LATE, HEATED = {"overdue"}, {"open", "planned", "reported", "done"}
HEATS = ((8, "heat-3"), (4, "heat-2"), (1, "heat-1"))

ROW_FIELDS = (
    "pk",
    "client_id",
    "client__name",
    "client__municipality__name",
    "due_month",
    "is_due",
    "state",
    "reason",
    "note",
    "schedule__decision__interval_months",
    "appointment__starts_at",
    "has_visit",
    "last_visit_on",
    "report__pk",
    "report__visited_on",
    "report__submitted_on",
    "worker_id",
    "worker_name",
)


@dataclass(frozen=True)
class Cell:
    """A number of the table, the list it opens, how it looks."""

    state: str
    count: int
    url: str
    css: str


@dataclass(frozen=True)
class StaffRow:
    """The numbers of one person in charge; `worker_id` is None where nobody is."""

    worker_id: int | None
    name: str
    total: int
    total_url: str
    cells: list[Cell]
    next_count: int
    next_url: str


@dataclass(frozen=True)
class Matrix:
    """Everybody's numbers, the sums, and the two figures of the answer."""

    rows: list[StaffRow]
    sums: dict[str, int]
    total: int
    next_total: int
    late: list[tuple[str, int]]
    left: int


@dataclass(frozen=True)
class MonthRow:
    """One line of the list, every text ready."""

    pk: int
    url: str
    client_id: int
    client_name: str
    due_on: date
    badge: StateBadge
    is_late: bool
    interval: str
    reason: str
    planned_at: datetime | None
    visited_on: date | None
    last_visit_on: date | None
    municipality: str
    worker_name: str
    action: str
    action_url: str
    is_primary: bool = False


def heads() -> list[tuple[str, str]]:
    """Return key and head of every column of states."""
    return [(key, str(label)) for key, label in STATE_CHOICES]


def matrix(visible: QuerySet, *, month: date, today: date) -> Matrix:
    """Count the months of a page, and of the next, by person in charge and state, in one query."""
    this_month, next_month = today.replace(day=1), add_months(month, 1)
    counted: Counter = Counter()
    coming: Counter = Counter()
    names: dict[int | None, str] = {}
    shown = visible.due().filter(visible.q_shown(month, today) | Q(due_month=next_month))
    keys = ("worker_id", "worker_name", "state", "due_month", "has_visit")
    found = shown.with_worker().with_plan().order_by().values(*keys)
    for row in found.annotate(number=Count("pk")):
        worker = row["worker_id"]
        names[worker] = row["worker_name"] or _("Nobody yet")
        if row["due_month"] == next_month:
            coming[worker] += row["number"]
        else:
            state = _state(row["state"], row["due_month"], row["has_visit"], this_month)
            counted[worker, state] += row["number"]
    workers = sorted(names, key=lambda key: (key is None, -_total(counted, key), names[key]))
    listed = reverse("monitoring:month-list")
    rows = [_staff_row(key, names[key], counted, coming, month, listed) for key in workers]
    sums = {state: sum(counted[key, state] for key in workers) for state in STATES}
    return Matrix(
        rows=rows,
        sums=sums,
        total=sum(sums.values()),
        next_total=sum(coming.values()),
        late=[(names[key], counted[key, "overdue"]) for key in workers if counted[key, "overdue"]],
        left=sums["open"] + sums["planned"] + sums["reported"],
    )


def _state(state: str, due_month: date, has_visit: bool, this_month: date) -> str:  # noqa: FBT001
    """Return the column of a month: overdue wins over what has been begun."""
    if state in {MonthState.OPEN, MonthState.REPORTED} and due_month < this_month:
        return "overdue"
    if state == MonthState.OPEN:
        return "planned" if has_visit else "open"
    return state


def _total(counted: Counter, worker: int | None) -> int:
    return sum(counted[worker, state] for state in STATES)


def _staff_row(
    worker: int | None, name: str, counted: Counter, coming: Counter, month: date, listed: str
) -> StaffRow:
    whole = _url(listed, month, worker)
    cells = [
        Cell(
            state,
            count := counted[worker, state],
            f"{whole}&state={state}#list",
            _css(state, count),
        )
        for state in STATES
    ]
    return StaffRow(
        worker_id=worker,
        name=name,
        total=_total(counted, worker),
        total_url=f"{whole}#list",
        cells=cells,
        next_count=coming[worker],
        next_url=f"{_url(listed, add_months(month, 1), worker)}#list",
    )


def _url(listed: str, month: date, worker: int | None) -> str:
    return f"{listed}?month={month:%Y-%m}&worker={worker or NOBODY}"


def _css(state: str, count: int) -> str:
    if not count or state not in HEATED:
        return ""
    return next(css for least, css in HEATS if count >= least)


def list_rows(values: list[dict[str, Any]], *, today: date) -> list[MonthRow]:
    """Turn values (ROW_FIELDS) into lines with their one action."""
    rows = [_list_row(row, today) for row in values]
    # One primary action per page: the most urgent one.
    return [replace(row, is_primary=row.is_late and not place) for place, row in enumerate(rows)]


def _list_row(row: dict[str, Any], today: date) -> MonthRow:
    badge = state_badge(
        row["state"],
        is_due=row["is_due"],
        due_month=row["due_month"],
        today=today,
        submitted_on=row["report__submitted_on"],
    )
    action, url = _action(row, today)
    return MonthRow(
        pk=row["pk"],
        url=reverse("monitoring:month-detail", args=[row["pk"]]),
        client_id=row["client_id"],
        client_name=row["client__name"],
        municipality=row["client__municipality__name"] or "",
        due_on=month_end(row["due_month"]),
        badge=badge,
        is_late=badge.tone.startswith("late"),
        interval=interval_label(row["schedule__decision__interval_months"]),
        reason=in_words(row["note"] or row["reason"]),
        planned_at=row["appointment__starts_at"] if row["has_visit"] else None,
        visited_on=row["report__visited_on"],
        last_visit_on=row["last_visit_on"],
        worker_name=(row["worker_name"] or _("Nobody yet")).split()[0],
        action=action,
        action_url=url,
    )


def _action(row: dict[str, Any], today: date) -> tuple[str, str]:
    report = row["report__pk"]
    match row["state"]:
        case MonthState.OPEN if row["due_month"] > today:
            return _to_come(row)
        case MonthState.OPEN:
            return _("Write the report"), reverse("monitoring:report-create", args=[row["pk"]])
        case MonthState.REPORTED:
            return _("Go on writing"), reverse("monitoring:report-edit", args=[report])
        case MonthState.DONE:
            return _("Submit"), reverse("monitoring:report-submit", args=[report])
        case MonthState.SUBMITTED:
            return _("Read the report"), reverse("monitoring:report-detail", args=[report])
    return _("Open the month"), reverse("monitoring:month-detail", args=[row["pk"]])


def _to_come(row: dict[str, Any]) -> tuple[str, str]:
    """Before the month has begun there is nothing to report, only a visit to plan."""
    if row["has_visit"]:
        return _("Open the month"), reverse("monitoring:month-detail", args=[row["pk"]])
    return _("Plan the visit"), reverse("monitoring:month-visit", args=[row["pk"]])


def interval_label(months: int) -> str:
    """Say how often: 「毎月」, 「3か月ごと」."""
    if months == 1:
        return _("Every month")
    return ngettext("Every %(months)s month", "Every %(months)s months", months) % {
        "months": months
    }


def answer(found: Matrix, *, month: date, today: date) -> str:
    """Answer in a sentence or two what the page is opened for."""
    words = {
        "month": month.month,
        "left": found.left,
        "late": found.sums["overdue"],
        "next": add_months(month, 1).month,
        "coming": found.next_total,
    }
    if not found.total:
        return (
            _("Nobody is due in month %(month)s. In month %(next)s there are %(coming)s.") % words
        )
    if not words["late"]:
        return _("Nothing is overdue. %(left)s are left for month %(month)s.") % words
    words["who"] = "・".join(f"{name} {count}" for name, count in found.late)
    return _("%(late)s are overdue (%(who)s). %(left)s are left for month %(month)s.") % words

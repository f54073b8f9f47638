"""Which months are monitoring months (モニタリング月), and why.

Source: Q&A of 2012-03-06: the last month of the period is always a monitoring month, and the
others are counted back from it. Counting forward would miss the last month.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from config.common.fiscal import add_months, month_of, months_between
from config.common.problems import Problem
from config.common.wareki import month_label

__all__ = [
    "DueMonth",
    "ExistingMonth",
    "Segment",
    "changes",
    "monitoring_months",
    "segment_problems",
]


@dataclass(frozen=True)
class Segment:
    """A stretch of one interval in months, from month to month, as the certificate prints it.

    `first_months` months of a new user are monitored one after the other from the start month
    or from the next one, as the municipality decides. A start month that the count reaches is
    due only with `include_start`: the certificate names it, or the plan was made before it.
    `is_printed` says that `start` and `end` are the months on the certificate, which win over
    any counting: the start month is then monitored whether the count reaches it or not.
    `first_start` is where the first months begin if not at `start`.
    """

    interval: int
    start: date
    end: date
    first_months: int = 0
    first_from: Literal["start", "next"] = "start"
    include_start: bool = False
    is_printed: bool = False
    first_start: date | None = None


@dataclass(frozen=True)
class DueMonth:
    """A month with its reason in words; `is_due` is False for a month left out (対象外).

    `code` names the rule: last, first, counted, printed, start, left-out, superseded.
    """

    month: date
    reason: str
    is_due: bool = True
    code: str = ""


@dataclass(frozen=True)
class ExistingMonth:
    """A stored month; untouched means open, without report, appointment, reason or hand edit."""

    month: date
    is_due: bool
    reason: str
    is_untouched: bool
    key: int | None = None


def segment_problems(segment: Segment) -> list[Problem]:
    """Return what keeps a segment from being counted."""
    problems = []
    if segment.interval < 1:
        message = _("Type an interval of one month or more.")
        problems.append(Problem("interval", message, "interval_months"))
    if month_of(segment.end) < month_of(segment.start):
        message = _("The end is before the start.")
        problems.append(Problem("end-before-start", message, "ends_on"))
    if segment.first_months < 0:
        message = _("Type how many first months there are, 0 or more.")
        problems.append(Problem("first-months", message, "first_months"))
    return problems


def monitoring_months(segments: Iterable[Segment]) -> list[DueMonth]:
    """Return the months of all segments in order, the left-out ones among them.

    A month two segments share is due when one of them wants it, for all their reasons. Raises
    ValueError for a segment that `segment_problems` refuses.
    """
    months: dict[date, list[DueMonth]] = {}
    for segment in segments:
        if problems := segment_problems(segment):
            raise ValueError(problems[0].message)
        for due in _of_segment(segment):
            months.setdefault(due.month, []).append(due)
    return [_merged(months[month]) for month in sorted(months)]


def _merged(found: Sequence[DueMonth]) -> DueMonth:
    wanted = [due for due in found if due.is_due] or found
    reasons = dict.fromkeys(due.reason for due in wanted)
    return DueMonth(wanted[0].month, " ".join(reasons), wanted[0].is_due, wanted[0].code)


def _of_segment(segment: Segment) -> list[DueMonth]:
    """Return the months of one segment; the last month's reason outranks the others."""
    count = _as_printed if segment.is_printed else _counted_back
    found = {due.month: due for due in count(segment)}
    for due in _first_months(segment):
        if due.month not in found or found[due.month].code != "last":
            found[due.month] = due
    return list(found.values())


def _counted_back(segment: Segment) -> list[DueMonth]:
    start, month = month_of(segment.start), month_of(segment.end)
    found = [DueMonth(month, _("The last month of the period is always monitored."), code="last")]
    counted = _("Counted back every %(interval)s month(s) from the last month, %(end)s.") % {
        "interval": segment.interval,
        "end": month_label(month),
    }
    length = months_between(start, month)
    for back in range(segment.interval, length, segment.interval):
        found.append(DueMonth(add_months(month, -back), counted, code="counted"))
    if length and length % segment.interval == 0:
        found.append(_start_month(start, segment))
    return found


def _as_printed(segment: Segment) -> list[DueMonth]:
    """Return the months the certificate names: from its last month back to its first."""
    first, month = month_of(segment.start), month_of(segment.end)
    reason = _("The certificate says every %(interval)s month(s), from %(start)s to %(end)s.") % {
        "interval": segment.interval,
        "start": month_label(first),
        "end": month_label(month),
    }
    found = [DueMonth(month, reason, code="last")]
    for back in range(segment.interval, months_between(first, month), segment.interval):
        found.append(DueMonth(add_months(month, -back), reason, code="printed"))
    if month != first:
        found.append(DueMonth(first, reason, code="printed"))
    return found


def _start_month(start: date, segment: Segment) -> DueMonth:
    """Decide on a start month that the count reaches: plan and monitoring are not both paid."""
    if segment.include_start:
        reason = _(
            "The first month of the period, monitored because the certificate names it "
            "or the plan was made in an earlier month."
        )
        return DueMonth(start, reason, code="start")
    reason = _(
        "Left out: the count reaches the first month of the period, "
        "in which the plan itself is made."
    )
    return DueMonth(start, reason, is_due=False, code="left-out")


def _first_months(segment: Segment) -> list[DueMonth]:
    start = segment.first_start or segment.start
    first = add_months(start, 1 if segment.first_from == "next" else 0)
    inside = months_between(first, segment.end) + 1
    return [
        DueMonth(
            add_months(first, step),
            _("Month %(number)s of the first %(count)s months of a new user.")
            % {"number": step + 1, "count": segment.first_months},
            code="first",
        )
        for step in range(min(segment.first_months, inside))
    ]


def changes(
    existing: Iterable[ExistingMonth], wanted: Iterable[DueMonth], *, this_month: date
) -> tuple[list[DueMonth], list[ExistingMonth]]:
    """Return what to insert and what to delete so that the stored months follow the rule.

    A month that was touched or lies in the past never changes. A month whose reason or kind
    differs is deleted and inserted anew; running it twice changes nothing.
    """
    this_month = month_of(this_month)
    stored = {row.month: row for row in existing}
    insert = []
    for due in wanted:
        row = stored.pop(due.month, None)
        if row is None:
            insert.append(due)
        elif (row.is_due, row.reason) != (due.is_due, due.reason) and _may_go(row, this_month):
            insert.append(due)
            stored[due.month] = row
    return insert, [row for row in stored.values() if _may_go(row, this_month)]


def _may_go(row: ExistingMonth, this_month: date) -> bool:
    return row.is_untouched and row.month >= this_month

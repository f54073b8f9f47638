"""Rules of staff: full-time equivalents and periods of postings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from django.utils.translation import gettext as _

from config.common.problems import Problem
from config.common.wareki import wareki

__all__ = ["Period", "fte_tenths", "full_time_equivalent", "overlaps", "posting_problems"]

# Beyond this a week's hours are a slip of the keyboard.
MOST_HOURS = 60


@dataclass(frozen=True)
class Period:
    """Days from `started_on` to `ended_on`, both included; no end while it lasts.

    `office` and `job` say what is held: one job at one office is held once at a time.
    """

    started_on: date
    ended_on: date | None = None
    office: int | None = None
    job: str = ""


def full_time_equivalent(
    weekly_hours: Sequence[Decimal | int], full_time_hours: Decimal | int, least_hours: int
) -> Fraction:
    """Return 常勤換算: the sum of weekly hours by the office's full-time hours.

    `least_hours` stands in when the rule book has fewer (32, a dated figure). Nobody counts more
    than once, however long the hours. Source: notes on the 運営基準, `domain.md` 4.3.
    """
    full = max(Fraction(full_time_hours), Fraction(least_hours))
    return sum((min(Fraction(hours) / full, Fraction(1)) for hours in weekly_hours), Fraction(0))


def fte_tenths(fte: Fraction) -> Decimal:
    """Cut an FTE to one decimal, as the forms do."""
    return Decimal(floor(fte * 10)) / 10


def overlaps(one: Period, other: Period) -> bool:
    """Say whether two periods share a day."""
    return one.started_on <= (other.ended_on or date.max) and other.started_on <= (
        one.ended_on or date.max
    )


def posting_problems(
    posting: Period,
    others: Iterable[Period] = (),
    *,
    weekly_hours: Decimal | None = None,
) -> list[Problem]:
    """Return what is wrong with a person's posting beside the person's `others`.

    Two offices, or two jobs at one office, at the same time are allowed (secondment, 兼任).
    """
    problems = []
    if posting.ended_on and posting.ended_on < posting.started_on:
        message = _("The end is before the start.")
        return [Problem("end-before-start", message, "ended_on")]
    for other in others:
        same = (other.office, other.job) == (posting.office, posting.job)
        if same and overlaps(posting, other):
            message = _("The person already holds this job here from %(day)s.")
            words = {"day": wareki(other.started_on)}
            problems.append(Problem("overlap", message % words, "started_on"))
    if weekly_hours is not None and not 0 < weekly_hours <= MOST_HOURS:
        message = _("Type the hours a week, more than 0 and at most %(most)s.") % {
            "most": MOST_HOURS
        }
        problems.append(Problem("hours", message, "weekly_hours"))
    return problems

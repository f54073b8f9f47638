"""The months and the period of a decision: what is filled in for the user, what is odd about it.

Source: Q&A of 2012-03-06: the last month of the decision is always monitored and the others are
counted back from it. What the certificate prints wins over every proposal here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from config.common.fiscal import add_months, add_months_to_day, month_of, months_between
from config.common.problems import Problem
from config.common.wareki import month_label, wareki

__all__ = [
    "NEW_USER_MONTHS",
    "Period",
    "counted_period",
    "decision_warnings",
    "offers_start_month",
]

#: Row A of the table: a new user is monitored monthly for three months.
NEW_USER_MONTHS = 3
LONGEST_YEARS = 3


@dataclass(frozen=True)
class Period:
    """A stretch of days, both included."""

    starts_on: date
    ends_on: date


def counted_period(
    starts_on: date,
    ends_on: date,
    interval_months: int,
    *,
    first_months: int = 0,
    first_from: str = "start",
    includes_start_month: bool = False,
) -> tuple[date, date]:
    """Return the first and the last monitoring month of a decision, as the certificate prints them.

    The start month itself is left out unless it is asked for, because the plan is made in it; a
    period of one month is monitored all the same. Raises ValueError for an interval below 1.
    """
    if interval_months < 1:
        raise ValueError(interval_months)
    start, last = month_of(starts_on), month_of(ends_on)
    first = last
    while (earlier := add_months(first, -interval_months)) > start:
        first = earlier
    if earlier == start and includes_start_month:
        first = start
    if first_months:
        first = min(first, add_months(start, 1 if first_from == "next" else 0))
    return first, last


def offers_start_month(plan_on: date | None, starts_on: date, interval_months: int) -> bool:
    """Whether the start month is switched on at first: a monthly interval, plan made before it."""
    return bool(plan_on) and interval_months == 1 and month_of(plan_on) < month_of(starts_on)


def decision_warnings(
    *,
    decided_on: date,
    period: Period,
    interval_months: int,
    monitoring_to: date,
    monitoring_from: date | None = None,
    first_months: int = 0,
    standard_months: int | None = None,
    others: Iterable[Period] = (),
    service_periods: Iterable[tuple[str, date | None, date | None]] = (),
    levels: tuple[str, str] | None = None,
) -> list[Problem]:
    """Return what looks odd about a decision but may be right; nothing here stops anybody.

    `others` are the person's other decisions, `service_periods` the name and days of each service,
    `levels` the names of the support level here and on the certificate ("" where not written).
    """
    starts_on, ends_on = period.starts_on, period.ends_on
    warnings = []
    if month_of(monitoring_to) != month_of(ends_on):
        text = _("The last month of the decision, %(month)s, is always monitored.")
        warnings.append(Problem("last-month", text % {"month": month_label(ends_on)}))
    span = months_between(monitoring_from, monitoring_to) if monitoring_from else 0
    if span % interval_months and not first_months:
        text = _(
            "From %(first)s to %(last)s is no whole number of intervals of %(months)s months; "
            "the first month is monitored too. Compare with the certificate."
        )
        words = {
            "first": month_label(monitoring_from),
            "last": month_label(monitoring_to),
            "months": interval_months,
        }
        warnings.append(Problem("uneven", text % words))
    if decided_on > ends_on:
        warnings.append(Problem("decided-late", _("It was decided after the period had ended.")))
    if ends_on >= add_months_to_day(starts_on, 12 * LONGEST_YEARS):
        warnings.append(Problem("long", _("The decision is longer than three years.")))
    if standard_months and interval_months != standard_months:
        text = _(
            "This is not the standard interval, every %(months)s month(s); "
            "it is kept as the certificate's."
        )
        warnings.append(Problem("not-standard", text % {"months": standard_months}))
    for other in others:
        if other.starts_on <= ends_on and other.ends_on >= starts_on:
            text = _("It overlaps the decision from %(start)s to %(end)s.")
            words = {"start": wareki(other.starts_on), "end": wareki(other.ends_on)}
            warnings.append(Problem("overlap", text % words))
    if levels and levels[0] and levels[1] and levels[0] != levels[1]:
        text = _("The support level differs from that of the certificate, %(level)s.")
        warnings.append(Problem("level", text % {"level": levels[1]}))
    for name, start, end in service_periods:
        if (start and start < starts_on) or (end and end > ends_on):
            text = _("The period of %(service)s goes beyond that of the decision.")
            warnings.append(Problem("service-outside", text % {"service": name}))
    return warnings

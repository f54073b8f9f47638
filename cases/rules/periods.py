"""Periods of the log and the calendar, and who is a child."""

from datetime import date, timedelta
from enum import StrEnum

from config.common.fiscal import add_months, age_on, fiscal_range, fiscal_year, month_end, month_of

__all__ = ["ADULT_AGE", "Period", "is_child", "period_days", "week_of"]

# 児童福祉法 art. 4: a child is a person under 18; child plans follow it (domain 1.1).
ADULT_AGE = 18


class Period(StrEnum):
    """A period that one click chooses."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    LAST_MONTH = "last_month"
    YEAR = "year"
    RANGE = "range"


def period_days(period: str, today: date) -> tuple[date, date] | None:
    """Return the first and the last day of a period, both included; None for a typed range.

    The year is the fiscal year (April to March), the week begins on Monday.
    """
    match period:
        case Period.TODAY:
            return today, today
        case Period.WEEK:
            return week_of(today)
        case Period.MONTH:
            return month_of(today), month_end(today)
        case Period.LAST_MONTH:
            last = add_months(month_of(today), -1)
            return last, month_end(last)
        case Period.YEAR:
            return fiscal_range(fiscal_year(today))
    return None


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def is_child(birth_on: date | None, today: date) -> bool | None:
    """Say whether a person is under 18 (児), None while the date of birth is unknown."""
    return None if birth_on is None else age_on(birth_on, today) < ADULT_AGE

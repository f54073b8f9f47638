"""Fiscal years (年度, April to March) and whole months.

A month is the date of its first day.
"""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

__all__ = [
    "add_months",
    "add_months_to_day",
    "age_on",
    "fiscal_months",
    "fiscal_range",
    "fiscal_year",
    "month_end",
    "month_of",
    "month_range",
    "months_between",
]

FIRST_MONTH = 4


def fiscal_year(day: date) -> int:
    """Return the fiscal year a day lies in: 2026-03-31 is still 2025."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def fiscal_range(year: int) -> tuple[date, date]:
    """Return the first and the last day of a fiscal year, both included."""
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH, 1) - timedelta(days=1)


def fiscal_months(year: int) -> list[date]:
    """Return the twelve months of a fiscal year, April first."""
    return [add_months(date(year, FIRST_MONTH, 1), step) for step in range(12)]


def month_of(day: date) -> date:
    """Return the month a day lies in."""
    return day if day.day == 1 else day.replace(day=1)


def month_end(month: date) -> date:
    """Return the last day of the month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def add_months(month: date, count: int) -> date:
    """Return the first day of the month `count` months later (earlier when negative)."""
    year, index = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, index + 1, 1)


def add_months_to_day(day: date, count: int) -> date:
    """Move a day by whole months; a day the month lacks becomes its last (1/31 → 2/28)."""
    last = month_end(add_months(day, count))
    return last.replace(day=min(day.day, last.day))


def months_between(start: date, end: date) -> int:
    """Return how many months `end` lies after `start`: 0 within one month."""
    return (end.year - start.year) * 12 + end.month - start.month


def month_range(start: date, end: date) -> Iterator[date]:
    """Yield every month from that of `start` to that of `end`, both included."""
    for step in range(months_between(start, end) + 1):
        yield add_months(start, step)


def age_on(birth: date, day: date) -> int:
    """Return the full years of age on a day; the birthday itself counts.

    Somebody born on 29 February has the birthday on 1 March in other years. The law of 1902 on
    counting ages reaches the age one day earlier; forms and services state the everyday age.
    """
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))

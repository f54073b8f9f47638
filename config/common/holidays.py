"""National holidays and the days an office is open."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

import jpholiday

__all__ = [
    "holiday_name",
    "is_open",
    "is_weekday",
    "next_open_day",
    "open_days",
    "previous_open_day",
]

MONDAY_TO_FRIDAY = frozenset(range(5))
# A closed year would otherwise loop for ever.
LONGEST_CLOSURE = 366


@lru_cache(maxsize=4096)
def holiday_name(day: date) -> str:
    """Return the name of the national holiday, substitutes included, or an empty text."""
    return jpholiday.is_holiday_name(day) or ""


def is_open(
    day: date,
    *,
    open_weekdays: Collection[int] = MONDAY_TO_FRIDAY,
    closed: Collection[date] = (),
    opens_on_holidays: bool = False,
) -> bool:
    """Say whether an office works on a day; weekdays count from Monday = 0."""
    if day.weekday() not in open_weekdays or day in closed:
        return False
    return opens_on_holidays or not holiday_name(day)


def is_weekday(day: date) -> bool:
    """Say whether an ordinary office works that day: Monday to Friday and no holiday."""
    return is_open(day)


def open_days(
    start: date,
    end: date,
    *,
    open_weekdays: Collection[int] = MONDAY_TO_FRIDAY,
    closed: Collection[date] = (),
    opens_on_holidays: bool = False,
) -> int:
    """Count the open days from `start` to `end`, both included."""
    return sum(
        is_open(
            start + timedelta(days=step),
            open_weekdays=open_weekdays,
            closed=closed,
            opens_on_holidays=opens_on_holidays,
        )
        for step in range((end - start).days + 1)
    )


def previous_open_day(
    day: date,
    *,
    open_weekdays: Collection[int] = MONDAY_TO_FRIDAY,
    closed: Collection[date] = (),
    opens_on_holidays: bool = False,
) -> date | None:
    """Return the day itself or the last open day before it; None when closed for a year."""
    return _step(day, -1, open_weekdays, closed, opens_on_holidays)


def next_open_day(
    day: date,
    *,
    open_weekdays: Collection[int] = MONDAY_TO_FRIDAY,
    closed: Collection[date] = (),
    opens_on_holidays: bool = False,
) -> date | None:
    """Return the day itself or the first open day after it; None when closed for a year."""
    return _step(day, 1, open_weekdays, closed, opens_on_holidays)


def _step(
    day: date,
    direction: int,
    open_weekdays: Collection[int],
    closed: Collection[date],
    opens_on_holidays: bool,  # noqa: FBT001 - internal, always by position with its siblings
) -> date | None:
    for distance in range(LONGEST_CLOSURE):
        candidate = day + timedelta(days=direction * distance)
        if is_open(
            candidate,
            open_weekdays=open_weekdays,
            closed=closed,
            opens_on_holidays=opens_on_holidays,
        ):
            return candidate
    return None

"""Months as staff type them: 2026-11, R8.11, 令和8年11月, 今月."""

import re
from datetime import date

from django.utils.translation import gettext as _

from config.common.dateparse import DayTextError, fold_day_text, parse_day
from config.common.fiscal import add_months, month_of

__all__ = ["parse_month"]

MONTHS_BY_WORD = {"今月": 0, "当月": 0, "来月": 1, "翌月": 1, "再来月": 2, "先月": -1, "前月": -1}


def parse_month(text: str, *, today: date) -> date:
    """Read a typed month and return its first day; raise DayTextError.

    A whole day is accepted too and gives its month. R1.4 lies before the era began and means
    平成31年4月, as with days.
    """
    folded = fold_day_text(text).removesuffix("月")
    if folded + "月" in MONTHS_BY_WORD:
        return add_months(today, MONTHS_BY_WORD[folded + "月"])
    if re.fullmatch(r"\d{1,2}", folded):
        return _nearest(int(folded), today)
    if found := re.fullmatch(r"(\d{4})[./-]?(\d{1,2})", folded):
        folded = f"{found[1]}-{found[2]}"
    elif re.fullmatch(r"\d{1,2}[./-]\d{1,2}", folded):
        raise _unreadable()
    elif not re.fullmatch(r"[^\W\d_]{1,2}(元|\d{1,2})[./-]\d{1,2}", folded):
        return _month_of_day(text, today)
    return _month_of_day(f"{folded}{'-' if found else '.'}1", today)


def _nearest(number: int, today: date) -> date:
    """Return the month of that number nearest to today, the later one of two equally near."""
    if not 1 <= number <= 12:
        raise _unreadable()
    around = [add_months(today, step) for step in range(-5, 7)]
    return next(month for month in around if month.month == number)


def _unreadable() -> DayTextError:
    return DayTextError("month-text", _("Type a month like R8.11 or 2026-11."))


def _month_of_day(text: str, today: date) -> date:
    try:
        return month_of(parse_day(text, today=today, two_digit_era=None).day)
    except DayTextError as error:
        if error.code in {"month", "years", "era-year"}:
            raise
        raise _unreadable() from error

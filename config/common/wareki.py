"""Japanese era years (和暦) and how a day is written.

A new era is one more row in `ERAS`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext as _

__all__ = [
    "ERAS",
    "Era",
    "Style",
    "era_of",
    "era_year",
    "fiscal_era_label",
    "fiscal_label",
    "month_label",
    "wareki",
    "weekday",
]

Style = Literal["long", "short", "weekday", "long-weekday", "year"]

WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True)
class Era:
    """One era (元号): its letter, its name, the day it began."""

    letter: str
    name: str
    begins_on: date

    @property
    def ends_on(self) -> date:
        """The last day of the era; the running one has no end in the calendar."""
        later = [era.begins_on for era in ERAS if era.begins_on > self.begins_on]
        return min(later) - timedelta(days=1) if later else date.max

    def western(self, year: int) -> int:
        """Turn a year of the era into the western year."""
        return self.begins_on.year + year - 1


# Meiji is counted from the start of 1868, as the Gregorian calendar of 1873 does in retrospect.
ERAS = (
    Era("M", "明治", date(1868, 1, 1)),
    Era("T", "大正", date(1912, 7, 30)),
    Era("S", "昭和", date(1926, 12, 25)),
    Era("H", "平成", date(1989, 1, 8)),
    Era("R", "令和", date(2019, 5, 1)),
)


def era_of(day: date) -> Era:
    """Return the era of a day; raise ValueError before 1868."""
    for era in reversed(ERAS):
        if day >= era.begins_on:
            return era
    raise ValueError(day)


def era_year(day: date) -> int:
    """Return the year within the day's era, 1 for 元年."""
    return day.year - era_of(day).begins_on.year + 1


def weekday(day: date) -> str:
    """Return the one-letter Japanese weekday."""
    return WEEKDAYS[day.weekday()]


def wareki(day: date, style: Style = "long") -> str:
    """Write a day in its era.

    long 令和8年11月24日 (first year 元年), short R8.11.24, weekday R8.11.24（火）,
    long-weekday 令和8年11月24日（火）, year 令和8年.
    """
    era, year = era_of(day), era_year(day)
    short = f"{era.letter}{year}.{day.month}.{day.day}"
    named_year = f"{era.name}{'元' if year == 1 else year}年"
    long = f"{named_year}{day.month}月{day.day}日"
    return {
        "long": long,
        "short": short,
        "weekday": f"{short}（{weekday(day)}）",
        "long-weekday": f"{long}（{weekday(day)}）",
        "year": named_year,
    }[style]


def month_label(month: date, style: Literal["long", "short"] = "long") -> str:
    """Write a month in its era by its last days: 令和8年11月, R8.11.

    May 2019 is 令和元年5月; the month in which an era changes takes the era of its first day.
    """
    if style == "short":
        return f"{era_of(month).letter}{era_year(month)}.{month.month}"
    return f"{wareki(month, 'year')}{month.month}月"


def fiscal_label(year: int) -> str:
    """Name a fiscal year in both countings: 2026年度（令和8年度）.

    2019年度 began in 平成31年 but offices call it 令和元年度; so the era of its last day decides
    only when the era changed within its first months.
    """
    return _("FY %(year)s (%(era)s)") % {"year": year, "era": fiscal_era_label(year)}


def fiscal_era_label(year: int) -> str:
    """Name a fiscal year by its era: 令和8年度, 令和元年度 for 2019."""
    middle = date(year, 10, 1)
    return f"{wareki(middle, 'year')}度"

"""Days as staff type them: 和暦, 西暦, short forms, words.

What each way of typing means is the table of the date field; nothing is ever guessed silently:
every doubtful reading leaves a note or another reading beside the one taken.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from config.common.fiscal import age_on, month_end
from config.common.holidays import holiday_name, is_weekday
from config.common.relativeday import read_relative
from config.common.wareki import ERAS, WEEKDAYS, Era, era_of, wareki, weekday

__all__ = ["DayTextError", "ParsedDay", "day_error", "echo", "fold_day_text", "parse_day"]

FIRST_YEAR, LAST_YEAR = 1868, 2200
# Papers printed before an era changed still carry its later years (平成35年); more is a slip.
YEARS_PAST_THE_ERA = 10
# Readings older than anybody alive are not offered for a birth date.
OLDEST_AGE = 125
SHOWN_LENGTH = 20

ERA_BY_NAME = {
    **{era.letter: era for era in ERAS},
    **{era.name: era for era in ERAS},
    **{era.name[0]: era for era in ERAS},
}
SEPARATED = r"(\d{1,2})[./-](\d{1,2})"
ERA_DAY = re.compile(rf"([A-Z]|[^\W\d_]{{1,2}}?)[./-]?(元|\d{{1,2}})[./-]{SEPARATED}")
ERA_DIGITS = re.compile(r"([MTSHR])(\d{2})(\d{2})(\d{2})")
ERA_WITHOUT_DAY = re.compile(r"([A-Z]|[^\W\d_]{1,2}?)(元|\d{1,2})([./-]\d{1,2})?")
WEEKDAY_TAIL = re.compile(rf"(?:\(([{WEEKDAYS}])(?:曜日?)?\)|(?<=\d)([{WEEKDAYS}])曜日?)$")


class DayTextError(ValueError):
    """The text is not a day; `message` tells the reader what to type instead."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class ParsedDay:
    """The day understood, what to tell the writer about it, and the other possible reading."""

    day: date
    notes: tuple[str, ...] = ()
    alternative: date | None = None
    is_relative: bool = False

    def noted(self, note: str) -> "ParsedDay":
        """Return the same day with one more note."""
        return replace(self, notes=(*self.notes, note))


def parse_day(
    text: str,
    *,
    today: date,
    two_digit_era: str | None = "R",
    is_open: Callable[[date], bool] = is_weekday,
) -> ParsedDay:
    """Read a typed day; raise DayTextError with words for the field.

    `two_digit_era` is the era taken for 8.11.24, None to refuse it (birth dates); `is_open` says
    which days +3営 counts.
    """
    folded = fold_day_text(text)
    if not folded:
        raise DayTextError("empty", _("Type a date, for example R8.11.24 or 2026-11-24."))
    try:
        relative = read_relative(folded, today=today, is_open=is_open)
    except (OverflowError, ValueError) as error:  # past the end of the calendar
        raise _years_error() from error
    if relative is not None:
        return _within_years(ParsedDay(relative, is_relative=True))
    folded, written_weekday = _cut_weekday(folded)
    parsed = _within_years(_read(folded, today, two_digit_era))
    if written_weekday and written_weekday != weekday(parsed.day):
        return parsed.noted(
            _("The weekday typed is %(typed)s, but this day is a %(real)s.")
            % {"typed": written_weekday, "real": weekday(parsed.day)}
        )
    return parsed


def fold_day_text(text: str) -> str:
    """Fold widths, blanks and the separators an IME produces; letters become capitals."""
    folded = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    folded = re.sub(r"[−‐‑–—―]|(?:(?<=\d)|^)ー(?=\d)", "-", folded)
    folded = folded.replace("。", ".").replace("、", ".").replace(",", ".").replace("・", "/")
    folded = re.sub(r"(?<=[\d元])年(?=\d)|(?<=\d)月(?=\d)", ".", folded)
    return re.sub(r"(?<=\d)日(?!後|前)", "", folded)


def echo(parsed: ParsedDay, *, age_today: date | None = None) -> str:
    """Write the line under the field: both countings, weekday, holiday, notes, other reading.

    Pass today as `age_today` under a birth date to add the age.
    """
    day = parsed.day
    words = [_full(day)]
    if name := holiday_name(day):
        words.append(name)
    elif name := holiday_name(day - timedelta(days=1)):
        words.append(_("the day after %(holiday)s") % {"holiday": name})
    if age_today is not None and day <= age_today:
        words.append(_("aged %(age)s") % {"age": age_on(day, age_today)})
    words.extend(parsed.notes)
    if parsed.alternative:
        words.append(
            _("Or %(day)s? Then type %(text)s.")
            % {"day": _full(parsed.alternative), "text": parsed.alternative.isoformat()}
        )
    return " ".join(words)


def _full(day: date) -> str:
    era = wareki(day, "year")
    return f"{day.year}年（{era}）{day.month}月{day.day}日（{weekday(day)}）"


def _cut_weekday(text: str) -> tuple[str, str]:
    found = WEEKDAY_TAIL.search(text)
    return (text[: found.start()], found[1] or found[2]) if found else (text, "")


def _within_years(parsed: ParsedDay) -> ParsedDay:
    if FIRST_YEAR <= parsed.day.year <= LAST_YEAR:
        return parsed
    raise _years_error()


def _years_error() -> DayTextError:
    limits = {"first": FIRST_YEAR, "last": LAST_YEAR}
    return DayTextError("years", _("Type a year from %(first)s to %(last)s.") % limits)


def _read(text: str, today: date, two_digit_era: str | None) -> ParsedDay:
    if found := ERA_DIGITS.fullmatch(text) or ERA_DAY.fullmatch(text):
        if era := ERA_BY_NAME.get(found[1]):
            return _read_era(era, *found.groups()[1:])
    elif found := re.fullmatch(rf"(\d{{4}})[./-]{SEPARATED}", text) or re.fullmatch(
        r"(\d{4})(\d{2})(\d{2})", text
    ):
        return ParsedDay(_day(*map(int, found.groups())))
    elif found := re.fullmatch(rf"(\d{{1,2}})[./-]{SEPARATED}", text) or re.fullmatch(
        r"(\d{2})(\d{2})(\d{2})", text
    ):
        return _read_two_digit_year(*found.groups(), today=today, era=two_digit_era)
    elif found := re.fullmatch(SEPARATED, text) or re.fullmatch(r"(0\d|1[0-7])(\d{2})", text):
        return ParsedDay(_nearest(int(found[1]), int(found[2]), today))
    elif re.fullmatch(r"\d{1,2}", text):
        return ParsedDay(_day(today.year, today.month, int(text)))
    raise _unreadable(text)


def _read_era(era: Era, year_text: str, month: str, day: str) -> ParsedDay:
    year = 1 if year_text == "元" else int(year_text)
    if year == 0:
        raise DayTextError(
            "era-year",
            _("The years of %(era)s begin with 1. Type %(letter)s1 for the first year.")
            % {"era": era.name, "letter": era.letter},
        )
    if era.western(year) > era.ends_on.year + YEARS_PAST_THE_ERA:
        raise DayTextError(
            "era-year",
            _("%(era)s ended on %(end)s. Check the era and the year.")
            % {"era": era.name, "end": wareki(era.ends_on)},
        )
    if era.western(year) > LAST_YEAR:
        raise _years_error()
    typed = f"{era.name}{'元' if year == 1 else year}"
    parsed = ParsedDay(_day(era.western(year), int(month), int(day), typed_year=typed))
    if era_of(parsed.day) == era:
        return parsed
    return parsed.noted(_("That is %(day)s.") % {"day": wareki(parsed.day)})


def _read_two_digit_year(
    year: str, month: str, day: str, *, today: date, era: str | None
) -> ParsedDay:
    """Read 8.11.24, which is 令和8 or 2008: echo both, refuse where a wrong guess is costly."""
    western = _day_or_none(2000 + int(year), int(month), int(day))
    if era is None:
        raise _era_wanted(year, month, day, today)
    start = ERA_BY_NAME[era]
    in_era = _day_or_none(start.western(int(year)), int(month), int(day)) if int(year) else None
    if in_era is None and western is None:
        _day(start.western(int(year)), int(month), int(day))
    if in_era is None or western is None:
        only = in_era or western
        return ParsedDay(only, (_("Read as the year %(year)s.") % {"year": only.year},))
    note = _("Read as %(era)s %(year)s.") % {"era": start.name, "year": int(year)}
    return ParsedDay(in_era, (note,), alternative=western)


def _era_wanted(year: str, month: str, day: str, today: date) -> DayTextError:
    tail = f"{int(month)}.{int(day)}"
    readings = [
        (f"{era.letter}{int(year)}.{tail}", era.western(int(year)))
        for era in ERAS
        if int(year) and era.western(int(year)) <= era.ends_on.year
    ]
    readings.append((f"{2000 + int(year)}.{tail}", 2000 + int(year)))
    possible = [
        written
        for written, western in readings
        if (reading := _day_or_none(western, int(month), int(day)))
        and reading <= today
        and age_on(reading, today) <= OLDEST_AGE
    ]
    if not possible:
        _day(2000 + int(year), int(month), int(day))
    return DayTextError(
        "ambiguous",
        _("The year could be of several eras. Type one of %(readings)s.")
        % {"readings": "、".join(possible) or f"R{int(year)}.{tail}"},
    )


def _nearest(month: int, day: int, today: date) -> date:
    """Return the day of this, last or next year that lies nearest to today."""
    years = sorted(range(today.year - 8, today.year + 9), key=lambda year: abs(year - today.year))
    days = [found for year in years if (found := _day_or_none(year, month, day))]
    if not days:
        raise DayTextError(
            "day",
            _("There is no %(month)s/%(day)s. Check the month and the day.")
            % {"month": month, "day": day},
        )
    return min(days, key=lambda found: abs((found - today).days))


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(year: int, month: int, day: int, typed_year: str = "") -> date:
    """Build the day, or say which part of it does not exist, with the year as it was typed."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _years_error()
    if not 1 <= month <= 12:
        raise DayTextError(
            "month", _("There is no month %(month)s. Type a month from 1 to 12.") % {"month": month}
        )
    last = month_end(date(year, month, 1)).day
    if not 1 <= day <= last:
        raise DayTextError(
            "day",
            _("%(month)s/%(year)s has no day %(day)s. Type a day from 1 to %(last)s.")
            % {"year": typed_year or year, "month": month, "day": day, "last": last},
        )
    return date(year, month, day)


def day_error(code: str) -> DayTextError:
    """Return the error for a text that is only part of a date."""
    messages = {
        "incomplete": _("Type the day as well, for example R8.11.24."),
        "three-digits": _("Type a slash between month and day, for example 11/24."),
    }
    return DayTextError(code, messages[code])


def _unreadable(text: str) -> DayTextError:
    if re.fullmatch(r"\d{3}", text):
        return day_error("three-digits")
    if re.fullmatch(r"\d{4}[./-]?(\d{1,2})?[年月]?|\d{1,2}月", text):
        return day_error("incomplete")
    found = ERA_WITHOUT_DAY.fullmatch(text.rstrip("年月"))
    if found and found[1] in ERA_BY_NAME:
        return day_error("incomplete")
    shown = text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…"
    return DayTextError(
        "unreadable",
        _("“%(text)s” cannot be read as a date. Type it like R8.11.24, 2026-11-24 or 11/24.")
        % {"text": shown},
    )

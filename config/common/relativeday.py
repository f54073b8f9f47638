"""Days said from today: きょう, +7, 月末, 次の月曜, 1か月後, +3営."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from config.common.fiscal import add_months, add_months_to_day, fiscal_range, fiscal_year, month_end
from config.common.wareki import WEEKDAYS

__all__ = ["read_relative"]

DAYS_BY_WORD = {
    "きょう": 0,
    "今日": 0,
    "本日": 0,
    "あした": 1,
    "あす": 1,
    "明日": 1,
    "あさって": 2,
    "明後日": 2,
    "きのう": -1,
    "昨日": -1,
    "おととい": -2,
    "一昨日": -2,
}
MONTHS_BY_WORD = {"": 0, "今": 0, "当": 0, "来": 1, "翌": 1, "再来": 2, "先": -1, "前": -1}
WEEKS_BY_WORD = {"今週の": 0, "来週の": 1, "再来週の": 2, "先週の": -1}
KANJI_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
MONTH_WORD = r"(?:か月|ヶ月|ケ月|カ月|ヵ月|ヵ月|箇月|月)"
# Far enough for any plan, near enough to stay inside the calendar.
LARGEST_STEP = 9999
SHIFT = re.compile(rf"(\d{{1,4}})(日|営業日|週間?|{MONTH_WORD}|年)(後|前)")


def read_relative(text: str, *, today: date, is_open: Callable[[date], bool]) -> date | None:
    """Return the day a folded word means, or None when the text is no such word."""
    if text in DAYS_BY_WORD:
        return today + timedelta(days=DAYS_BY_WORD[text])
    if text == "年度末":
        return fiscal_range(fiscal_year(today))[1]
    if found := re.fullmatch(r"(今|当|来|翌|再来|先|前)?月(末|初|初め)?日?", text):
        return _in_month(found[1] or "", found[2], today)
    if found := re.fullmatch(rf"(次の|{'|'.join(WEEKS_BY_WORD)})([{WEEKDAYS}])(?:曜日?)?", text):
        return _on_weekday(found[1], WEEKDAYS.index(found[2]), today)
    if found := re.fullmatch(r"([+-])(\d{1,4})(営(?:業日)?)?", text):
        count = int(found[1] + found[2])
        return _open_step(today, count, is_open) if found[3] else today + timedelta(days=count)
    if found := SHIFT.fullmatch(text.translate(KANJI_DIGITS)):
        return _shifted(today, int(found[1]) * (1 if found[3] == "後" else -1), found[2], is_open)
    return None


def _in_month(word: str, edge: str | None, today: date) -> date | None:
    if edge is None:
        return None
    month = add_months(today, MONTHS_BY_WORD[word])
    return month_end(month) if edge == "末" else month


def _on_weekday(word: str, wanted: int, today: date) -> date:
    """次の月曜 is the first Monday after today; weeks begin on Monday."""
    if word == "次の":
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=WEEKS_BY_WORD[word], days=wanted)


def _open_step(today: date, count: int, is_open: Callable[[date], bool]) -> date:
    """Count open days only; a year without one ends the search where it stands."""
    day, step = today, timedelta(days=1 if count > 0 else -1)
    for _counted in range(abs(count)):
        for _tried in range(366):
            day += step
            if is_open(day):
                break
    return day


def _shifted(today: date, count: int, unit: str, is_open: Callable[[date], bool]) -> date:
    if unit == "日":
        return today + timedelta(days=count)
    if unit == "営業日":
        return _open_step(today, count, is_open)
    if unit.startswith("週"):
        return today + timedelta(weeks=count)
    return add_months_to_day(today, count * (12 if unit == "年" else 1))

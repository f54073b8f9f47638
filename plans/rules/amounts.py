"""The amount of a planned service (量・頻度・時間) as staff write it: 週4日, 週2回 1.5時間.

Source: column 5 of 様式1-1 asks for kind, content and amount (domain 6.1); an amount says how much
in which time, or follows the calendar (当該月の日数－8日), or has a word for itself (随時).
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from config.common.problems import Problem

__all__ = ["Measure", "amount_problem", "read_amount"]

CALENDAR = re.compile(
    r"(?:当該月|その月|各月|当月|月)の日数(?:から|より|-)?(\d{1,2})日?(?:を(?:控除|引い|除い)(?:した|た)日数)?"
)
MONTHS = r"(?:か|ヶ|ケ|カ)月"
PERIODS = rf"1日|毎日|1週|毎週|週|1{MONTHS}|毎月|月|年|1回|1泊|\d{{1,2}}(?:週|{MONTHS})に?"
UNIT = "日間|日|回|時間|分|泊|単位|食"
MEASURE = re.compile(
    rf"(?P<before>{PERIODS})?(?:に|あたり|につき|当たり)?"
    rf"(?:\d+(?:\.\d+)?~)?(?P<count>\d+(?:\.\d+)?)(?P<unit>{UNIT})(?P<more>半|\d{{1,2}}分)?"
    r"(?:/(?P<after>日|週|月|年|回|泊))?"
)
CLOCKS = re.compile(r"\d{1,2}:\d{2}(?:[~\-から]+\d{1,2}:\d{2})?")
CALENDAR_DAYS = re.compile(
    r"(?:第\d(?:[・、,]第?\d)*|\d[・、,]\d)(?:週|[月火水木金土日]曜?日?)?|隔週|毎日"
)
#: Words that are an amount by themselves.
WORDS = re.compile(
    r"随時|必要時|必要に応じ|緊急時|適宜|常時|入居|入所|通年|隔週|毎日|毎週|毎月|通学日"
    r"|[月火水木金土日](?:[・、~-][月火水木金土日])+"
)
#: The most there can be of a unit in a time; what is not named has no limit.
MOST = {
    ("day", "hour"): 24,
    ("week", "day"): 7,
    ("week", "hour"): 168,
    ("month", "day"): 31,
    ("month", "hour"): 744,
    ("year", "day"): 366,
    ("time", "hour"): 24,
}
TIMES = {"日": "day", "週": "week", "月": "month", "年": "year", "回": "time", "泊": "time"}
UNITS = {"日": "day", "日間": "day", "泊": "day", "時間": "hour", "回": "time"}


@dataclass(frozen=True)
class Measure:
    """So many of a unit in a time: `per` is day, week, month, year, time or empty."""

    count: Decimal
    unit: str
    per: str


def read_amount(text: str) -> list[Measure]:
    """Return what an amount measures; empty where a word says it all."""
    return [_measure(found) for found in MEASURE.finditer(CALENDAR.sub("", _folded(text)))]


def amount_problem(text: str) -> Problem | None:
    """Say why an amount of a service of the law cannot be read, or None."""
    folded = _folded(text)
    if not folded:
        return None
    rest = CALENDAR.sub("", folded)
    found = [_measure(each) for each in MEASURE.finditer(rest)]
    left = CALENDAR_DAYS.sub("", CLOCKS.sub("", MEASURE.sub("", rest)))
    if re.search(r"\d", left):
        message = _("A number has no unit. Write for example 週4日, 月20時間 or 週2回 1.5時間.")
        return Problem("no-unit", message, "quantity")
    is_said = rest != folded or WORDS.search(rest) or CLOCKS.search(rest)
    if not found and not is_said and not CALENDAR_DAYS.search(rest):
        message = _(
            "This is no amount. Write for example 週4日, 月20時間, 当該月の日数－8日 or 随時."
        )
        return Problem("no-amount", message, "quantity")
    if found and not is_said and not any(each.per for each in found):
        message = _("Say in which time: 週4日, 月20時間, 1日2時間.")
        return Problem("no-time", message, "quantity")
    return next(filter(None, map(_range_problem, found)), None)


def _range_problem(measure: Measure) -> Problem | None:
    most = MOST.get((measure.per, measure.unit))
    if measure.count == 0:
        return Problem("nothing", _("An amount of 0 is no service."), "quantity")
    if most and measure.count > most:
        message = _("There are at most %(most)s in this time. Check the amount.") % {"most": most}
        return Problem("too-much", message, "quantity")
    return None


def _measure(found: re.Match) -> Measure:
    count = Decimal(found["count"])
    if found["more"]:
        minutes = 30 if found["more"] == "半" else int(found["more"][:-1])
        count += Decimal(minutes) / 60
    unit = found["unit"]
    if unit == "分":
        count, unit = count / 60, "時間"
    time = found["after"] or _last_word(found["before"] or "")
    return Measure(count, UNITS.get(unit, unit), TIMES.get(time, ""))


def _last_word(before: str) -> str:
    """Return 週 of 毎週, and nothing for 4週に: so many weeks are no time with a limit."""
    if re.match(r"\d{2}|[02-9]", before):
        return "年"
    return before.rstrip("に")[-1:]


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).replace("〜", "~").replace("－", "-")
    return "".join(folded.replace("ー", "-").replace("―", "-").replace("−", "-").split())

"""How often a council meets (実施日), in the words of the annual plan.

The plan and the calendar both read the rule, so they cannot disagree. Words that say more than
a rule can are kept as they were typed.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext as _

from config.common.fiscal import fiscal_months
from config.common.problems import Problem

__all__ = [
    "RecurrenceRule",
    "due_months",
    "expected_count",
    "label",
    "month_words",
    "parse_recurrence",
    "recurrence",
    "recurrence_problems",
    "undated_words",
]

Kind = Literal["yearly", "twice", "times", "monthly", "bimonthly", "quarterly", "months", "text"]

STEPS: dict[str, int] = {"monthly": 1, "bimonthly": 2, "quarterly": 3}
STEP_WORDS = {"monthly": "毎月", "bimonthly": "隔月", "quarterly": "四半期毎"}
WORD_KINDS: dict[str, Kind] = {
    "毎月": "monthly",
    "月1回": "monthly",
    "毎月1回": "monthly",
    "隔月": "bimonthly",
    "2か月に1回": "bimonthly",
    "2ヶ月に1回": "bimonthly",
    "四半期毎": "quarterly",
    "四半期ごと": "quarterly",
    "四半期": "quarterly",
    "四半期に1回": "quarterly",
    "3か月に1回": "quarterly",
}
WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
MONTH = r"(?:翌年)?(?:1[0-2]|[1-9])月?"
TIMES = re.compile(r"年(\d{1,2})回(?:\((.+)\))?")
STEP_FROM = re.compile(r"(.+?)\((.+)\)")
RANGE = re.compile(rf"({MONTH})[~～〜-]({MONTH})")
DATED = re.compile(r"\d+\s*[./年]\s*\d+")
LIST = re.compile(rf"{MONTH}(?:[・、,]{MONTH})*")


@dataclass(frozen=True)
class RecurrenceRule:
    """A recurrence: its kind, the months known (calendar numbers), how many times a year.

    `text` holds the words as typed where the rule alone would print others; kind "text" is
    words only, such as 19.6.24～25.
    """

    kind: Kind
    months: tuple[int, ...] = ()
    text: str = ""
    count: int = 0


def parse_recurrence(words: str) -> RecurrenceRule:
    """Read the words of the paper; whatever is no rule is kept as text."""
    typed = words.strip()
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", typed))
    rule = _read(folded)
    if rule is None:
        return RecurrenceRule("text", text=typed)
    return rule if label(rule) == typed else replace(rule, text=typed)


def recurrence(
    *, times: int | None = None, every: int | None = None, months: Iterable[int] = ()
) -> RecurrenceRule:
    """Build a rule from numbers: so many times a year, or every so many months.

    Raises ValueError for numbers that are no recurrence.
    """
    named = tuple(months)
    if any(not 1 <= month <= 12 for month in named):
        raise ValueError(named)
    if every is not None:
        kinds = {step: kind for kind, step in STEPS.items()}
        if every not in kinds:
            raise ValueError(every)
        return RecurrenceRule(kinds[every], named)
    if times is None:
        return RecurrenceRule("months", named)
    if not 1 <= times <= 12 or len(named) > times:
        raise ValueError(times)
    return _times(times, named)


def due_months(rule: RecurrenceRule, year: int) -> list[date]:
    """Return the months of a fiscal year in which the meeting is held, as far as they are known.

    隔月 and 四半期毎 run from April unless their first month is given. 年１回 without a month has
    none: `expected_count` says how many are still to be placed.
    """
    step = STEPS.get(rule.kind)
    if step is None:
        return [month for month in fiscal_months(year) if month.month in rule.months]
    if len(rule.months) > 1:
        return [month for month in fiscal_months(year) if month.month in rule.months]
    first = rule.months[0] if rule.months else 4
    return [month for month in fiscal_months(year) if (month.month - first) % step == 0]


def expected_count(rule: RecurrenceRule) -> int:
    """Return how many meetings a year the rule stands for; 0 for words without a rule."""
    if rule.kind in STEPS:
        return len(rule.months) if len(rule.months) > 1 else 12 // STEPS[rule.kind]
    if rule.kind == "months":
        return len(rule.months)
    return {"yearly": 1, "twice": 2, "times": rule.count}.get(rule.kind, 0)


def label(rule: RecurrenceRule) -> str:
    """Print the rule as the paper does: 年２回（６月・翌年１月）, 隔月, ５月～翌年３月."""
    if rule.text or rule.kind == "text":
        return rule.text
    if rule.kind == "months":
        return _month_label(rule.months)
    if rule.kind in STEP_WORDS:
        word = STEP_WORDS[rule.kind]
    else:
        word = f"年{str(expected_count(rule)).translate(WIDE_DIGITS)}回"
    return f"{word}（{month_words(rule.months)}）" if rule.months else word


def month_words(months: Sequence[int]) -> str:
    """Name months of a fiscal year in its order: ６月・翌年１月."""
    return "・".join(_month_word(month) for month in _fiscal_order(months))


def recurrence_problems(rule: RecurrenceRule) -> list[Problem]:
    """Return what keeps a rule typed on a form from being one, each at its field."""
    if rule.kind == "text":
        missing = _("Type the words to be printed.")
        return [] if rule.text else [Problem("no-words", missing, "text")]
    if rule.kind == "months":
        missing = _("Choose the months in which it meets.")
        return [] if rule.months else [Problem("no-months", missing, "months")]
    if rule.kind == "times" and not 3 <= rule.count <= 12:
        return [Problem("count", _("Type how many times a year, from 3 to 12."), "count")]
    if rule.kind not in STEPS and len(rule.months) > expected_count(rule):
        sentence = _("There are more months than meetings. Choose at most %(count)s.")
        return [Problem("months", sentence % {"count": expected_count(rule)}, "months")]
    return []


def undated_words(words: str) -> str:
    """Return words fit for another year: those naming a day or year (19.6.24～25) are dropped."""
    return "" if DATED.search(unicodedata.normalize("NFKC", words)) else words


def _month_label(months: Sequence[int]) -> str:
    """Shorten an unbroken run of three months or more to ５月～翌年３月."""
    ordered = _fiscal_order(months)
    steps = {(after - before) % 12 for before, after in pairwise(ordered)}
    if len(ordered) >= 3 and steps == {1}:
        return f"{_month_word(ordered[0])}～{_month_word(ordered[-1])}"
    return month_words(ordered)


def _month_word(month: int) -> str:
    return f"{'翌年' if month < 4 else ''}{str(month).translate(WIDE_DIGITS)}月"


def _fiscal_order(months: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(months), key=lambda month: (month - 4) % 12))


def _read(folded: str) -> RecurrenceRule | None:
    if folded in WORD_KINDS:
        return RecurrenceRule(WORD_KINDS[folded])
    if found := TIMES.fullmatch(folded):
        months = _read_months(found[2]) if found[2] else ()
        count = int(found[1])
        usable = months is not None and 1 <= count <= 12 and len(months) <= count
        return _times(count, months) if usable else None
    found = STEP_FROM.fullmatch(folded)
    if found and found[1] in WORD_KINDS and (months := _read_months(found[2])):
        return RecurrenceRule(WORD_KINDS[found[1]], months)
    if "月" in folded and (months := _read_months(folded)):
        return RecurrenceRule("months", months)
    return None


def _times(count: int, months: tuple[int, ...]) -> RecurrenceRule:
    kind: Kind = {1: "yearly", 2: "twice"}.get(count, "times")
    return RecurrenceRule(kind, _fiscal_order(months), count=count if kind == "times" else 0)


def _read_months(text: str) -> tuple[int, ...] | None:
    """Read 6月・翌年1月 or 5月~翌年3月; None when it is neither."""
    if found := RANGE.fullmatch(text):
        first, last = (int(re.sub(r"\D", "", month)) for month in found.groups())
        return _fiscal_order((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))
    if LIST.fullmatch(text):
        return _fiscal_order(int(number) for number in re.findall(r"\d+", text))
    return None

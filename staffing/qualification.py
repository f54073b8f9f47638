"""Whether a consultation support specialist may still work as one (domain 8.2). Pure.

"初任者研修を修了した翌年度を初年度とする5年度ごとの各年度末日までに、現任研修を修了": in each
block of five fiscal years one 現任研修 (from April 2020 also the chief's training); a missed block
ends it, and only another 初任者研修 begins it anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from config.common.fiscal import fiscal_year, months_between
from staffing.choices_trainings import TrainingKind

__all__ = ["STEPS", "Qualification", "qualification_on", "step_of"]

BLOCK_YEARS = 5
#: From this day the chief's training counts instead (告示 of 2020).
CHIEF_COUNTS_FROM = date(2020, 4, 1)
#: Months before the end at which it is warned of.
STEPS = (12, 6)
LAPSED = 0


@dataclass(frozen=True, slots=True)
class Qualification:
    """The block without its training: from and until when, and whether its end has passed."""

    since: date
    until: date
    is_lapsed: bool

    def months_left(self, today: date) -> int:
        """Whole months to the end; nothing is left of a lapsed one."""
        return max(0, months_between(today, self.until))


def qualification_on(trainings: Iterable[tuple[str, date]], today: date) -> Qualification | None:
    """Return until when somebody is qualified; None without a 初任者研修.

    `trainings` are (kind, day finished) up to today.
    """
    known = [(kind, day) for kind, day in trainings if day <= today]
    first = max((day for kind, day in known if kind == TrainingKind.INITIAL), default=None)
    if first is None:
        return None
    year = fiscal_year(first) + 1
    done = {fiscal_year(day) for kind, day in known if _renews(kind, day) and day > first}
    while done & set(range(year, year + BLOCK_YEARS)):
        year += BLOCK_YEARS
    until = date(year + BLOCK_YEARS, 3, 31)
    return Qualification(date(year, 4, 1), until, today > until)


def _renews(kind: str, day: date) -> bool:
    if kind == TrainingKind.CHIEF:
        return day >= CHIEF_COUNTS_FROM
    return kind == TrainingKind.RENEWAL


def step_of(found: Qualification, today: date) -> int | None:
    """Return the step of warning that is reached: 12, 6, 0 once lapsed; None before."""
    if found.is_lapsed:
        return LAPSED
    left = found.months_left(today)
    return min((step for step in STEPS if left < step), default=None)

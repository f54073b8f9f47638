"""A new row of the units of the law (単位数): one more dated row, never a changed one (T-08).

Pure. A month whose claim has gone out keeps its units: a row begins with the last month at the
earliest, whose claim is typed in these days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from config.common.fiscal import add_months, month_of
from config.common.problems import Problem
from config.common.wareki import wareki
from reports.choices_claims import SHARES

__all__ = ["Rate", "first_open_month", "other_variants", "rate_problems", "replaced"]


@dataclass(frozen=True, slots=True)
class Rate:
    """The units of one rate from a day on; `whom` is empty where adults and children share it."""

    fee: str
    variant: str
    whom: str
    units: int
    valid_from: date
    valid_to: date | None = None
    percent: Decimal | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Which rate it is, whatever its days."""
        return self.fee, self.variant, self.whom

    def holds_on(self, day: date) -> bool:
        """Whether these are the units of a day."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


def first_open_month(today: date) -> date:
    """Return the first month whose claim may still be typed: the one before this."""
    return add_months(month_of(today), -1)


def replaced(rates: Iterable[Rate], new: Rate) -> Rate | None:
    """Return the row that a new one ends: what its first day has by the table of today."""
    return next(
        (rate for rate in rates if rate.key == new.key and rate.holds_on(new.valid_from)), None
    )


def rate_problems(rates: Iterable[Rate], new: Rate, *, today: date) -> list[Problem]:
    """Return what is wrong with a new row."""
    rates, problems = list(rates), []
    if new.valid_from.day != 1:
        message = _("Units change with a month. Type its first day.")
        problems.append(Problem("not-first", message, "valid_from"))
    elif new.valid_from < first_open_month(today):
        message = _("Claims up to %(day)s have gone out: a row begins after it.")
        words = {"day": wareki(first_open_month(today) - timedelta(days=1))}
        problems.append(Problem("past", message % words, "valid_from"))
    same = [rate for rate in rates if rate.key == new.key]
    # Between rows of long ago the day itself is wrong; nothing can be withdrawn there.
    later = [rate.valid_from for rate in same if rate.valid_from >= new.valid_from]
    if later and not problems:
        message = _("A row of this rate begins on %(day)s already. Withdraw that one first.")
        words = {"day": wareki(min(later))}
        problems.append(Problem("later", message % words, "valid_from"))
    if _is_kept_otherwise(rates, new):
        message = _("This rate stands for both kinds in one row: leave “Both”.")
        if not new.whom:
            message = _("This rate differs for adults and children: choose one of them.")
        problems.append(Problem("whom", message, "whom"))
    if (new.percent is not None) != (new.fee in SHARES):
        message = _("This fee is counted in units: type them.")
        if new.fee in SHARES:
            message = _("This fee is a share of others: type its percent.")
        field = "percent" if new.fee in SHARES else "units"
        problems.append(Problem("percent", message, field))
    current = replaced(rates, new)
    if current and (current.units, current.percent) == (new.units, new.percent):
        message = _("These are the units of the row that holds already.")
        problems.append(Problem("same", message, "units"))
    return problems


def other_variants(rates: Iterable[Rate], new: Rate) -> list[str]:
    """Return the rates a fee has so far, where a new row is of none of them: hardly meant so."""
    held = {rate.variant for rate in rates if rate.fee == new.fee}
    return sorted(held) if held and new.variant not in held else []


def _is_kept_otherwise(rates: Iterable[Rate], new: Rate) -> bool:
    """Whether two rows would claim the same person: one for both kinds, one for one of them."""
    return any(
        rate.fee == new.fee
        and rate.variant == new.variant
        and bool(rate.whom) != bool(new.whom)
        and (rate.valid_to is None or rate.valid_to >= new.valid_from)
        for rate in rates
    )

"""Figures of the annual plan (事業計画書): service targets and the staff table.

Source: the 2019 plan's own table; its rounding was found by computing every cell again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from config.common.problems import Problem

__all__ = [
    "NO_FIGURE",
    "StaffRow",
    "StaffTotals",
    "TargetRow",
    "TargetTotals",
    "approval_problems",
    "format_tenths",
    "monthly_average",
    "per_staff",
    "staff_totals",
    "target_totals",
]

MONTHS = 12
NO_FIGURE = "―"


@dataclass(frozen=True)
class TargetRow:
    """A row of the targets: A persons (one figure per pair of rows), B uses a year.

    `monthly` is D where somebody has overridden it.
    """

    persons: int | None
    uses: int
    monthly: int | None = None


@dataclass(frozen=True)
class TargetTotals:
    """合計: A, B and D are sums of the rows, E comes from the total D; None without staff."""

    persons: int
    uses: int
    monthly: int
    per_staff: Decimal | None


@dataclass(frozen=True)
class StaffRow:
    """A row of the staff table: heads by employment and dedication, FTE after conversion."""

    heads: int
    full_time_dedicated: int = 0
    full_time_concurrent: int = 0
    part_time_dedicated: int = 0
    part_time_concurrent: int = 0
    fte: Decimal = Decimal(0)


@dataclass(frozen=True)
class StaffTotals:
    """The total row as printed: 専従 and 兼任 of full- and part-time staff together."""

    heads: int
    dedicated: int
    concurrent: int
    fte: Decimal


def monthly_average(uses: int) -> int:
    """Return D of B: the whole part of a twelfth, but 1 for a target below one a month."""
    return 1 if 0 < uses < MONTHS else uses // MONTHS


def per_staff(monthly: int | Decimal, staff: int) -> Decimal | None:
    """Return E: D by heads (員数, never FTE), cut to one decimal; None without staff."""
    if staff <= 0:
        return None
    return Decimal(int(Decimal(monthly) * 10 // staff)) / 10


def format_tenths(figure: Decimal | None) -> str:
    """Write a figure as the paper does: 2.5, 8 for a whole number, ― for none."""
    if figure is None:
        return NO_FIGURE
    tenths = int(figure * 10)
    whole, tenth = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole:,}.{tenth}" if tenth else f"{sign}{whole:,}"


def target_totals(rows: Sequence[TargetRow], staff: int) -> TargetTotals:
    """Return the total row; E of the column is not the sum of the rows' E."""
    monthly = sum(monthly_average(row.uses) if row.monthly is None else row.monthly for row in rows)
    return TargetTotals(
        persons=sum(row.persons or 0 for row in rows),
        uses=sum(row.uses for row in rows),
        monthly=monthly,
        per_staff=per_staff(monthly, staff),
    )


def staff_totals(rows: Iterable[StaffRow]) -> StaffTotals:
    """Return the total row of the staff table, where full- and part-time are added up."""
    rows = list(rows)
    return StaffTotals(
        heads=sum(row.heads for row in rows),
        dedicated=sum(row.full_time_dedicated + row.part_time_dedicated for row in rows),
        concurrent=sum(row.full_time_concurrent + row.part_time_concurrent for row in rows),
        fte=sum((row.fte for row in rows), Decimal(0)),
    )


def approval_problems(*, staff: int, rows: Sequence[StaffRow] = ()) -> list[Problem]:
    """Return what keeps the plan from being approved (確定)."""
    problems = []
    if staff <= 0:
        message = _("Enter the staff table first: E is divided by the number of staff.")
        problems.append(Problem("no-staff", message, "staff"))
    for row in rows:
        parts = (
            row.full_time_dedicated
            + row.full_time_concurrent
            + row.part_time_dedicated
            + row.part_time_concurrent
        )
        if parts != row.heads:
            message = _("The heads of a staff row are not the sum of its four columns.")
            problems.append(Problem("staff-sum", message, "staff"))
            break
    return problems

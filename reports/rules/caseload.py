"""Caseload (担当件数) against the standard of 35 and the quotient of 40.

Source: notice of 2018 (標準担当件数, 取扱件数); `domain.md` 4.1, 4.2. The figures 35 and 40 are
dated rows and come as arguments. All arithmetic is exact.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

__all__ = [
    "MONTHS",
    "Standing",
    "class_two_count",
    "handled_quotient",
    "required_heads",
    "shortfall",
    "six_month_average",
    "standing",
    "tenths",
]

# The half year in the definition of the average (当該月の前6月間).
MONTHS = 6
AT_LEAST = 1
# A management view of our own: so near to the standard (a tenth of it) a person is marked.
NEAR = Fraction(1, 10)

Number = int | Decimal | Fraction


class Standing(StrEnum):
    """How a person's average stands to the standard."""

    OVER = "over"
    NEAR = "soon"
    BELOW = "below"


def six_month_average(counts: Sequence[Number]) -> Fraction:
    """Return the mean of the six months before: always by 6, so a newcomer's is low.

    Missing months count as none; more than six are refused with ValueError.
    """
    if len(counts) > MONTHS:
        raise ValueError(f"{len(counts)} months instead of {MONTHS}")
    return Fraction(sum(counts)) / MONTHS


def required_heads(average: Number, standard: int) -> int:
    """Return the specialists an office needs: average by standard, rounded up, at least one."""
    return max(AT_LEAST, -floor(-Fraction(average) / standard))


def shortfall(average: Number, standard: int, specialists: Number) -> Fraction:
    """Return how many specialists are missing, 0 when the standard is met."""
    return max(Fraction(0), required_heads(average, standard) - Fraction(specialists))


def standing(average: Number, standard: int) -> Standing:
    """Say whether an average is over the standard, near to it or well below."""
    if average > standard:
        return Standing.OVER
    return Standing.NEAR if standard - average < standard * NEAR else Standing.BELOW


def handled_quotient(counts: Sequence[Number], specialists: Sequence[Number]) -> Fraction | None:
    """Return 取扱件数: mean clients by mean specialists of the same months; None without staff."""
    staff = six_month_average(specialists)
    return six_month_average(counts) / staff if staff else None


def class_two_count(quotient: Number | None, average_specialists: Number, threshold: int) -> int:
    """Return how many cases are paid class II: those above threshold − 1 for each specialist.

    Below the threshold, compared unrounded, all cases are class I.
    """
    if quotient is None or quotient < threshold:
        return 0
    return floor((Fraction(quotient) - (threshold - 1)) * Fraction(average_specialists))


def tenths(figure: Number) -> Decimal:
    """Cut a figure to one decimal for display; comparisons use the figure itself."""
    return Decimal(floor(Fraction(figure) * 10)).scaleb(-1)

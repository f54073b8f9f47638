"""Plan coverage (計画作成率) and self-plan rate (セルフプラン率) of a municipality.

Source: the count of the municipalities: plans made ÷ people entitled, and self-made plans ÷ people
entitled; a rate is cut to one decimal, as the annual plan cuts its averages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from reports.rules.small_cells import is_small

__all__ = ["CoverageRow", "Covered", "coverage_rows", "percent", "valid_figure"]


@dataclass(frozen=True, slots=True)
class Covered:
    """A person of the municipality: periods of decisions and self-made plans, first consent.

    `towns` are the periods of which a decision or a certificate names the municipality, and whether
    it is this one; the first that holds on a day counts, and `is_here` where none does.
    """

    decisions: tuple[tuple[date, date], ...]
    agreed_on: date | None
    own_plans: tuple[tuple[date, date | None, bool], ...]
    towns: tuple[tuple[date, date | None, bool], ...] = ()
    is_here: bool = True

    def counts_here(self, day: date) -> bool:
        """Whether this municipality decided about the person on a day."""
        named = (here for start, end, here in self.towns if start <= day <= (end or day))
        return next(named, self.is_here)

    def has_decision(self, day: date) -> bool:
        """Whether a decision is in force on a day."""
        return any(start <= day <= end for start, end in self.decisions)

    def own_plan(self, day: date) -> tuple[bool, bool]:
        """Whether a self-made plan holds on a day, and whether it is not by choice."""
        held = [unwanted for start, end, unwanted in self.own_plans if start <= day <= (end or day)]
        return bool(held), any(held)


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One month's end: counts and rates; None where unknown or not to be seen."""

    day: date
    entitled: int | None
    entitled_on: date | None
    planned: int | None
    rate: Decimal | None
    own: int | None
    own_rate: Decimal | None
    unwanted: int | None


def percent(part: int | None, whole: int | None) -> Decimal | None:
    """Return the share in percent, cut to one decimal; None without a whole."""
    if part is None or not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), rounding=ROUND_DOWN)


def valid_figure(
    figures: Mapping[str, Sequence[tuple[date, int]]], kinds: Iterable[str], day: date
) -> tuple[int | None, date | None]:
    """Return the sum of the newest numbers of some kinds on a day, and the oldest of their days."""
    total, oldest = None, None
    for kind in kinds:
        known = [
            (counted_on, number)
            for counted_on, number in figures.get(kind, ())
            if counted_on <= day
        ]
        if known:
            counted_on, number = max(known)
            total = (total or 0) + number
            oldest = min(oldest or counted_on, counted_on)
    return total, oldest


def coverage_rows(
    people: Sequence[Covered],
    figures: Mapping[str, Sequence[tuple[date, int]]],
    days: Iterable[date],
    *,
    kinds: Iterable[str],
    hides: bool,
) -> list[CoverageRow]:
    """Return a row for each day; `hides` leaves out counts of fewer than five people."""
    kinds = tuple(kinds)
    rows = []
    for day in days:
        entitled, entitled_on = valid_figure(figures, kinds, day)
        here = [each for each in people if each.counts_here(day)]
        planned = sum(
            each.has_decision(day) and each.agreed_on is not None and each.agreed_on <= day
            for each in here
        )
        held = [each.own_plan(day) for each in here]
        own, unwanted = sum(has for has, _not in held), sum(un for _has, un in held)
        planned, own, unwanted = (_seen(count, hides=hides) for count in (planned, own, unwanted))
        rows.append(
            CoverageRow(
                day=day,
                entitled=entitled,
                entitled_on=entitled_on,
                planned=planned,
                rate=percent(planned, entitled),
                own=own,
                own_rate=percent(own, entitled),
                unwanted=unwanted,
            )
        )
    return rows


def _seen(count: int, *, hides: bool) -> int | None:
    return None if hides and is_small(count) else count

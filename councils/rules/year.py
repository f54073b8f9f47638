"""What stands in the twelve months of a body's year, and what is still owed (S31).

The months come from the same recurrence that the annual plan prints (O-05).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from config.common.fiscal import add_months, fiscal_months, month_of
from councils.choices import MeetingState, SlotMark
from councils.rules.recurrence import RecurrenceRule, due_months, expected_count

__all__ = ["Sitting", "Slot", "YearLine", "year_line"]


@dataclass(frozen=True)
class Sitting:
    """One meeting as the year sees it."""

    pk: int
    held_on: date
    state: str
    mark: SlotMark


@dataclass(frozen=True)
class Slot:
    """One month of a body: its meetings, or how a month without a meeting stands."""

    month: date
    mark: SlotMark
    sittings: tuple[Sitting, ...] = ()


@dataclass(frozen=True)
class YearLine:
    """A body's year: twelve slots from April, and what was planned against what was held.

    `unplaced` are meetings that the rule counts (年２回) but gives no month, not yet set up.
    """

    slots: tuple[Slot, ...]
    expected: int
    held: int
    missing: int
    minutes_due: int
    unplaced: int
    next_on: date | None


def year_line(
    rule: RecurrenceRule | None,
    meetings: Iterable[tuple[int, date, str]],
    *,
    year: int,
    today: date,
) -> YearLine:
    """Lay the meetings (key, day, state) of a body into the months of its rule.

    A past due month without a meeting is missing, unless a meeting outside the due months
    followed before the next one was due: then it was moved.
    """
    sittings = sorted(
        (Sitting(pk, day, state, _mark(day, state, today)) for pk, day, state in meetings),
        key=lambda sitting: (sitting.held_on, sitting.pk),
    )
    due = due_months(rule, year) if rule else []
    moved = _moved(due, sittings)
    slots = tuple(_slot(month, sittings, due, moved, today) for month in fiscal_months(year))
    kept = [s for s in sittings if s.state != MeetingState.CANCELLED]
    # A meeting outside the due months counts for one without a month, unless it was a moved one.
    extra = sum(month_of(s.held_on) not in due for s in kept) - len(moved)
    expected = expected_count(rule) if rule else 0
    return YearLine(
        slots=slots,
        expected=expected,
        held=sum(s.held_on <= today and s.mark != SlotMark.SET for s in kept),
        missing=sum(slot.mark == SlotMark.MISSING for slot in slots),
        minutes_due=sum(s.mark in {SlotMark.UNWRITTEN, SlotMark.WRITING} for s in kept),
        unplaced=max(0, expected - len(due) - extra),
        next_on=min((s.held_on for s in kept if s.held_on >= today), default=None),
    )


def _mark(day: date, state: str, today: date) -> SlotMark:
    match state:
        case MeetingState.FINISHED:
            return SlotMark.HELD
        case MeetingState.CANCELLED:
            return SlotMark.CANCELLED
        case MeetingState.MINUTES:
            return SlotMark.WRITING
    return SlotMark.UNWRITTEN if day < today else SlotMark.SET


def _slot(
    month: date, sittings: Sequence[Sitting], due: list[date], moved: set[date], today: date
) -> Slot:
    here = tuple(s for s in sittings if month_of(s.held_on) == month)
    if here:
        return Slot(month, here[0].mark, here)
    if month not in due:
        return Slot(month, SlotMark.FREE)
    if month in moved:
        return Slot(month, SlotMark.MOVED)
    is_past = add_months(month, 1) <= today
    return Slot(month, SlotMark.MISSING if is_past else SlotMark.DUE)


def _moved(due: list[date], sittings: Sequence[Sitting]) -> set[date]:
    """Return due months whose meeting took place later, before the next due month."""
    months = {month_of(s.held_on) for s in sittings if s.state != MeetingState.CANCELLED}
    moved = set()
    for index, month in enumerate(due):
        following = due[index + 1] if index + 1 < len(due) else date.max
        if month not in months and any(month < other < following for other in months):
            moved.add(month)
    return moved

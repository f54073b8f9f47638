"""The twelve months of a body's year."""

from datetime import date

import pytest

from councils.choices import MeetingState, SlotMark
from councils.rules import RecurrenceRule, nth_weekday_like, tree_order, year_line

TODAY = date(2026, 11, 24)
DONE, PLANNED = MeetingState.FINISHED, MeetingState.PLANNED
EVERY_OTHER = RecurrenceRule("bimonthly")


def line(rule, *meetings, today=TODAY):
    numbered = [(pk, day, state) for pk, (day, state) in enumerate(meetings, start=1)]
    return year_line(rule, numbered, year=2026, today=today)


def mark(found, month):
    return next(slot.mark for slot in found.slots if slot.month.month == month)


# S31: how one month of a body that meets every other month from April stands.
@pytest.mark.parametrize(
    ("month", "meeting", "expected"),
    [
        (12, None, SlotMark.DUE),
        (10, None, SlotMark.MISSING),
        (11, None, SlotMark.FREE),
        (10, (date(2026, 10, 20), DONE), SlotMark.HELD),
        (10, (date(2026, 10, 20), PLANNED), SlotMark.UNWRITTEN),
        (10, (date(2026, 10, 20), MeetingState.MINUTES), SlotMark.WRITING),
        (12, (date(2026, 12, 16), PLANNED), SlotMark.SET),
        (11, (TODAY, PLANNED), SlotMark.SET),
        (10, (date(2026, 10, 20), MeetingState.CANCELLED), SlotMark.CANCELLED),
        (8, (date(2026, 9, 8), DONE), SlotMark.MOVED),
        (8, (date(2026, 10, 8), DONE), SlotMark.MISSING),
        (8, (date(2026, 9, 8), MeetingState.CANCELLED), SlotMark.MISSING),
        (5, (date(2026, 5, 8), DONE), SlotMark.HELD),
    ],
)
def test_a_month_says_how_it_stands(month, meeting, expected):
    assert mark(line(EVERY_OTHER, *([meeting] if meeting else [])), month) == expected


def test_the_running_month_is_not_missing_before_its_end():
    monthly = RecurrenceRule("monthly")
    assert mark(line(monthly, today=date(2026, 11, 30)), 11) == SlotMark.DUE
    assert mark(line(monthly, today=date(2026, 12, 1)), 11) == SlotMark.MISSING


def test_held_and_owed_are_counted_over_the_year():
    found = line(
        EVERY_OTHER,
        (date(2026, 4, 21), DONE),
        (date(2026, 9, 8), DONE),
        (date(2026, 10, 20), PLANNED),
        (date(2026, 12, 16), PLANNED),
    )
    assert (found.expected, found.held, found.missing, found.minutes_due) == (6, 3, 1, 1)
    assert found.next_on == date(2026, 12, 16)


def test_a_meeting_without_month_is_owed_until_it_is_set_up():
    once = RecurrenceRule("yearly")
    assert line(once).unplaced == 1
    assert line(once, (date(2027, 1, 20), PLANNED)).unplaced == 0


def test_a_moved_meeting_does_not_stand_for_another_one():
    # Three a year, two months known: June was held in July, the third has no month yet.
    rule = RecurrenceRule("times", (6, 1), count=3)
    assert line(rule, (date(2026, 7, 1), DONE)).unplaced == 1


def test_a_body_outside_the_plan_shows_what_it_held():
    found = line(None, (date(2026, 5, 8), DONE))
    assert (found.expected, found.held, mark(found, 5)) == (0, 1, SlotMark.HELD)


@pytest.mark.parametrize(
    ("last", "month", "expected"),
    [
        (date(2026, 10, 21), date(2026, 12, 1), date(2026, 12, 16)),
        (date(2026, 4, 30), date(2027, 2, 1), date(2027, 2, 25)),
        (date(2026, 6, 1), date(2026, 8, 1), date(2026, 8, 3)),
    ],
)
def test_the_next_meeting_is_proposed_on_the_same_weekday_of_the_month(last, month, expected):
    assert nth_weekday_like(last, month) == expected


# T-09: bodies as a tree; a ring in old data stands at the top instead of vanishing.
def test_bodies_stand_behind_the_one_they_belong_to():
    parents = {1: None, 2: 1, 3: 2, 4: 1, 5: 99, 6: 7, 7: 6}
    assert tree_order([1, 4, 2, 3, 5, 6, 7], parents) == [
        *[(1, 0), (4, 1), (2, 1), (3, 2), (5, 0), (6, 0), (7, 0)]
    ]

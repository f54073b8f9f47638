from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.rules import Period, fte_tenths, full_time_equivalent, overlaps, posting_problems

LEAST = 32
APRIL, MARCH = date(2026, 4, 1), date(2027, 3, 31)


# domain.md 4.3
@pytest.mark.parametrize(
    ("hours", "full_time", "fte"),
    [
        ([40, 40], 40, "2"),
        ([40, 20], 40, "1.5"),
        ([Decimal("38.75")] * 5 + [Decimal("15.5")], Decimal("38.75"), "5.4"),
        ([24], 30, "0.7"),  # the rule book's 30 hours count as 32
        ([45], 40, "1"),
        ([], 40, "0"),
    ],
)
def test_hours_become_full_time_equivalents(hours, full_time, fte):
    assert fte_tenths(full_time_equivalent(hours, full_time, LEAST)) == Decimal(fte)


def test_the_sum_is_cut_only_at_the_end():
    assert full_time_equivalent([Decimal("13.4")] * 3, 40, LEAST) == Fraction(402, 400)


@given(st.lists(st.integers(0, 60), max_size=20), st.integers(20, 40))
def test_nobody_counts_more_than_once(hours, full_time):
    assert 0 <= full_time_equivalent(hours, full_time, LEAST) <= len(hours)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Period(APRIL, MARCH), Period(MARCH), True),
        (Period(APRIL, MARCH), Period(date(2027, 4, 1)), False),
        (Period(APRIL), Period(date(2030, 1, 1)), True),
        (Period(APRIL), Period(date(2020, 1, 1), date(2026, 3, 31)), False),
    ],
)
def test_periods_share_a_day_or_not(one, other, expected):
    assert overlaps(one, other) is expected
    assert overlaps(other, one) is expected


@pytest.mark.parametrize(
    ("posting", "others", "codes"),
    [
        (Period(APRIL, MARCH, 1, "specialist"), [], []),
        (Period(MARCH, APRIL, 1, "specialist"), [], ["end-before-start"]),
        (Period(APRIL, None, 1, "specialist"), [Period(APRIL, None, 1, "specialist")], ["overlap"]),
        (Period(APRIL, None, 1, "specialist"), [Period(APRIL, None, 1, "manager")], []),
        (Period(APRIL, None, 1, "specialist"), [Period(APRIL, None, 2, "specialist")], []),
    ],
)
def test_one_job_at_one_office_is_held_once_at_a_time(posting, others, codes):
    assert [problem.code for problem in posting_problems(posting, others)] == codes


@pytest.mark.parametrize("hours", [Decimal(0), Decimal(61), Decimal(-1)])
def test_impossible_hours_are_refused(hours):
    problems = posting_problems(Period(APRIL), weekly_hours=hours)

    assert [problem.code for problem in problems] == ["hours"]

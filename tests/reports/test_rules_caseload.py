from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.caseload import (
    class_two_count,
    handled_quotient,
    required_heads,
    shortfall,
    six_month_average,
    tenths,
)

STANDARD, THRESHOLD = 35, 40

# domain.md 4.6: served by month, specialists by month → average, quotient shown, class II, heads.
EXAMPLES = [
    pytest.param([62, 70, 66, 58, 74, 72], [2] * 6, "67", "33.5", 0, 2, id="A"),
    pytest.param([85, 90, 84, 88, 92, 83], [2] * 6, "87", "43.5", 9, 3, id="B"),
    pytest.param([85, 90, 84, 88, 92, 83], [Decimal("2.5")] * 6, "87", "34.8", 0, 3, id="C"),
    pytest.param([30] * 6, [1, 1, 1, 1, 1, 2], "30", "25.7", 0, 1, id="D"),
    pytest.param([40] * 6, [1] * 6, "40", "40", 1, 2, id="E"),
]


# T-07
@pytest.mark.parametrize(("counts", "staff", "average", "shown", "second", "heads"), EXAMPLES)
def test_the_worked_examples_come_out(counts, staff, average, shown, second, heads):
    mean = six_month_average(counts)
    quotient = handled_quotient(counts, staff)

    assert mean == Fraction(average)
    assert tenths(quotient) == Decimal(shown)
    assert class_two_count(quotient, six_month_average(staff), THRESHOLD) == second
    assert required_heads(mean, STANDARD) == heads


def test_the_shortfall_of_example_b_is_one_head():
    assert shortfall(87, STANDARD, 2) == 1
    assert shortfall(67, STANDARD, 2) == 0
    assert shortfall(87, STANDARD, Decimal("2.5")) == Fraction(1, 2)


def test_a_newcomers_months_are_divided_by_six():
    assert six_month_average([30, 30]) == 10
    assert six_month_average([]) == 0


def test_more_than_six_months_are_a_mistake():
    with pytest.raises(ValueError, match="7"):
        six_month_average([1] * 7)


@pytest.mark.parametrize(
    ("average", "heads"), [(0, 1), (1, 1), (35, 1), (Fraction(211, 6), 2), (70, 2), (71, 3)]
)
def test_required_heads_are_rounded_up_and_at_least_one(average, heads):
    assert required_heads(average, STANDARD) == heads


def test_without_specialists_there_is_no_quotient():
    assert handled_quotient([10] * 6, [0] * 6) is None
    assert class_two_count(None, 0, THRESHOLD) == 0


def test_the_threshold_is_compared_unrounded():
    assert class_two_count(Fraction(3999, 100), 2, THRESHOLD) == 0


@given(st.integers(0, 3000), st.integers(1, 50))
def test_heads_are_enough_and_one_fewer_is_not(total, standard):
    average = Fraction(total, 6)
    heads = required_heads(average, standard)

    assert heads * standard >= average
    assert heads == 1 or (heads - 1) * standard < average

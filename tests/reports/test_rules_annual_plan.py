from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.annual_plan import (
    StaffRow,
    TargetRow,
    approval_problems,
    format_tenths,
    monthly_average,
    per_staff,
    staff_totals,
    target_totals,
)

STAFF = 6

# O-01: B, D and E of the 2019 paper, row by row.
PAPER = [
    (317, 191, 15, "2.5"),
    (None, 579, 48, "8"),
    (36, 28, 2, "0.3"),
    (None, 46, 3, "0.5"),
    (1, 0, 0, "0"),
    (None, 2, 1, "0.1"),
    (None, 196, 16, "2.6"),
]
STAFF_TABLE = [
    StaffRow(1, full_time_concurrent=1, fte=Decimal(1)),
    StaffRow(1, full_time_concurrent=1, fte=Decimal(1)),
    StaffRow(4, full_time_dedicated=3, part_time_dedicated=1, fte=Decimal(4)),
]


@pytest.mark.parametrize(("persons", "uses", "monthly", "each"), PAPER)
def test_the_papers_figures_come_out(persons, uses, monthly, each):
    assert monthly_average(uses) == monthly
    assert format_tenths(per_staff(monthly, STAFF)) == each


def test_the_papers_totals_come_out():
    totals = target_totals([TargetRow(row[0], row[1]) for row in PAPER], STAFF)

    assert (totals.persons, totals.uses, totals.monthly) == (354, 1042, 85)
    assert format_tenths(totals.per_staff) == "14.1"


# O-02: the total row prints 4 and 2 under 常勤.
def test_the_papers_staff_totals_come_out():
    totals = staff_totals(STAFF_TABLE)

    assert (totals.heads, totals.dedicated, totals.concurrent, totals.fte) == (6, 4, 2, 6)


@pytest.mark.parametrize(("uses", "monthly"), [(0, 0), (1, 1), (11, 1), (12, 1), (23, 1), (24, 2)])
def test_a_small_target_shows_one_a_month(uses, monthly):
    assert monthly_average(uses) == monthly


def test_an_overridden_average_counts_in_the_total():
    totals = target_totals([TargetRow(1, 24, monthly=5), TargetRow(None, 24)], 2)

    assert (totals.monthly, totals.per_staff) == (7, Decimal("3.5"))


def test_without_staff_there_is_no_figure_and_no_approval():
    totals = target_totals([TargetRow(317, 191)], 0)

    assert format_tenths(totals.per_staff) == "―"
    assert [problem.code for problem in approval_problems(staff=0)] == ["no-staff"]
    assert approval_problems(staff=STAFF, rows=STAFF_TABLE) == []


def test_a_staff_row_whose_columns_do_not_add_up_is_told():
    problems = approval_problems(staff=2, rows=[StaffRow(2, full_time_dedicated=1)])

    assert [problem.code for problem in problems] == ["staff-sum"]


@given(st.integers(0, 100_000), st.integers(1, 200))
def test_the_share_of_staff_is_cut_never_rounded_up(monthly, staff):
    share = per_staff(monthly, staff)

    assert share * staff <= monthly < (share + Decimal("0.1")) * staff


@pytest.mark.parametrize(
    ("figure", "text"),
    [(Decimal("8.0"), "8"), (Decimal("1234.5"), "1,234.5"), (Decimal(0), "0"), (None, "―")],
)
def test_a_whole_number_has_no_decimal(figure, text):
    assert format_tenths(figure) == text

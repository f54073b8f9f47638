"""The figures of the 2019 paper, recomputed from what was typed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.plan_document import Correction
from reports.plan_figures import approval_problems, figure_table, staff_totals
from tests.reports.plan_files import plan_2019


def table_2019(**changes):
    plan = replace(plan_2019(), **changes)
    return figure_table(plan.targets, plan.staffing)


# O-01
@pytest.mark.parametrize(
    ("place", "planned", "monthly", "per_staff"),
    [
        (0, 191, "15", "2.5"),
        (1, 579, "48", "8"),
        (2, 28, "2", "0.3"),
        (3, 46, "3", "0.5"),
        (4, 0, "0", "0"),
        (5, 2, "1", "0.1"),
        (6, 196, "16", "2.6"),
    ],
)
def test_every_row_of_2019_comes_out_exactly(place, planned, monthly, per_staff):
    row = table_2019().rows[place]

    assert (row.planned, row.monthly.text, row.per_staff.text) == (planned, monthly, per_staff)


# O-01
def test_the_totals_of_2019_come_out_exactly():
    table = table_2019()

    totals = (table.totals.persons, table.totals.uses, table.days, table.totals.monthly)
    assert totals == (354, 1042, 290, 85)
    assert table.per_staff_text == "14.1"
    assert table.staff == 6


# O-01
def test_the_three_programmes_have_one_figure_a_pair():
    rows = table_2019().rows

    assert [row.covered for row in rows if row.is_first] == [317, 36, 1, None]
    assert [row.group_size for row in rows if row.is_first] == [2, 2, 2, 1]


# O-01
def test_a_corrected_cell_shows_the_typed_figure_and_the_computed_one():
    plan = plan_2019()
    row = replace(plan.targets.rows[5], monthly=Correction(Decimal(3), "毎月面接するため"))
    targets = replace(plan.targets, rows=(*plan.targets.rows[:5], row, plan.targets.rows[6]))

    table = table_2019(targets=targets)

    cell = table.rows[5].monthly
    assert (cell.text, cell.computed_text, cell.is_corrected) == ("3", "1", True)
    assert table.rows[5].per_staff.text == "0.5"
    assert table.totals.monthly == 87


# O-01
def test_without_staff_e_is_a_dash_and_the_plan_cannot_be_approved():
    plan = plan_2019()
    empty = replace(plan, staffing=replace(plan.staffing, rows=()))

    table = figure_table(empty.targets, empty.staffing)

    assert {row.per_staff.text for row in table.rows} == {"―"}
    assert table.per_staff_text == "―"
    assert [problem.code for problem in approval_problems(empty)] == ["no-staff"]


# O-02
def test_the_staff_total_adds_full_and_part_time():
    total = staff_totals(plan_2019().staffing)

    assert (total.heads, total.dedicated, total.concurrent, total.fte) == (6, 4, 2, 6)

"""Every month from 2012-04 to 2036-03 as a start, with every interval from 1 to 12. T-06"""

from datetime import date
from itertools import pairwise

import pytest

from config.common.fiscal import add_months, month_end, months_between
from monitoring.rules import Rest, Segment, monitoring_months
from monitoring.rules.decisions import DecisionFacts, decision_months

# T-06
STARTS = [add_months(date(2012, 4, 1), step) for step in range(12 * 24)]
#: Half a year to begin with, a year, and the longest decision.
LENGTHS = (6, 12, 36)


@pytest.mark.parametrize("interval", range(1, 13))
def test_the_last_month_is_always_due_none_lies_outside_and_no_gap_is_longer(interval):
    for place, start in enumerate(STARTS):
        length = LENGTHS[place % len(LENGTHS)]
        end = month_end(add_months(start, length - 1))
        months = monitoring_months([Segment(interval, start, end)])
        due = [month.month for month in months if month.is_due]

        assert due[-1] == end.replace(day=1)
        assert all(start <= month.month <= end for month in months)
        gaps = [months_between(a, b) for a, b in pairwise(due)]
        assert all(gap == interval for gap in gaps)
        assert months_between(start, due[0]) <= interval


@pytest.mark.parametrize("interval", range(1, 13))
def test_a_pause_leaves_out_whole_months_but_never_the_last(interval):
    start, end = date(2026, 4, 1), date(2027, 3, 31)
    facts = DecisionFacts(
        starts_on=start,
        interval_months=interval,
        monitoring_from=start,
        monitoring_to=end.replace(day=1),
        is_printed=False,
        first_months=0,
        first_from="start",
        includes_start_month=False,
    )
    plain = [m.month for m in decision_months(facts) if m.is_due]

    for step in range(12):
        rest = Rest(add_months(start, step), None, "入院")
        left = [m.month for m in decision_months(facts, pauses=[rest]) if m.is_due]
        assert left == [m for m in plain if m < rest.starts_on or m == plain[-1]]

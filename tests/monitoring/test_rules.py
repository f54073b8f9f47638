from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common.fiscal import add_months, months_between
from monitoring.rules import (
    DueMonth,
    ExistingMonth,
    Segment,
    changes,
    monitoring_months,
    segment_problems,
)


def due(*segments):
    return [f"{row.month:%Y-%m}" for row in monitoring_months(segments) if row.is_due]


def left_out(*segments):
    return [f"{row.month:%Y-%m}" for row in monitoring_months(segments) if not row.is_due]


NEW_USER_2012 = Segment(1, date(2012, 5, 1), date(2012, 7, 31), include_start=True)

# The nine worked examples of domain.md 3.5; 1, 2a, 2b and 3 are the ministry's own. T-06
EXAMPLES = [
    pytest.param(
        [Segment(3, date(2012, 5, 1), date(2013, 4, 30))],
        ["2012-07", "2012-10", "2013-01", "2013-04"],
        [],
        id="1",
    ),
    pytest.param([NEW_USER_2012], ["2012-05", "2012-06", "2012-07"], [], id="2a"),
    pytest.param(
        [NEW_USER_2012, Segment(6, date(2012, 10, 1), date(2013, 4, 30), include_start=True)],
        ["2012-05", "2012-06", "2012-07", "2012-10", "2013-04"],
        [],
        id="2b as the certificate prints it",
    ),
    pytest.param(
        [Segment(6, date(2012, 7, 1), date(2013, 4, 30))],
        ["2012-10", "2013-04"],
        [],
        id="2b counted from the change",
    ),
    pytest.param(
        [Segment(3, date(2016, 5, 1), date(2017, 4, 30))],
        ["2016-07", "2016-10", "2017-01", "2017-04"],
        [],
        id="3",
    ),
    pytest.param(
        [Segment(6, date(2019, 8, 1), date(2020, 7, 31))], ["2020-01", "2020-07"], [], id="4"
    ),
    pytest.param(
        [Segment(6, date(2024, 4, 15), date(2025, 3, 31))], ["2024-09", "2025-03"], [], id="5"
    ),
    pytest.param(
        [Segment(3, date(2024, 6, 1), date(2025, 3, 31))],
        ["2024-09", "2024-12", "2025-03"],
        ["2024-06"],
        id="6",
    ),
    pytest.param(
        [Segment(6, date(2022, 11, 1), date(2025, 10, 31))],
        ["2023-04", "2023-10", "2024-04", "2024-10", "2025-04", "2025-10"],
        [],
        id="7",
    ),
    pytest.param(
        [Segment(6, date(2025, 2, 10), date(2026, 1, 31), first_months=3, first_from="next")],
        ["2025-03", "2025-04", "2025-05", "2025-07", "2026-01"],
        [],
        id="8",
    ),
    pytest.param(
        [Segment(1, date(2025, 10, 15), date(2025, 11, 30))], ["2025-11"], ["2025-10"], id="9"
    ),
    pytest.param(
        [Segment(1, date(2025, 10, 15), date(2025, 11, 30), include_start=True)],
        ["2025-10", "2025-11"],
        [],
        id="9 when the municipality wants the first month",
    ),
]


@pytest.mark.parametrize(("segments", "months", "out"), EXAMPLES)
def test_the_worked_examples_come_out(segments, months, out):
    assert due(*segments) == months
    assert left_out(*segments) == out


@pytest.mark.parametrize(
    ("first_from", "months"),
    [
        ("start", ["2012-05", "2012-06", "2012-07", "2012-10", "2013-01", "2013-04"]),
        ("next", ["2012-06", "2012-07", "2012-08", "2012-10", "2013-01", "2013-04"]),
    ],
)
def test_the_first_months_start_where_the_municipality_says(first_from, months):
    segment = Segment(3, date(2012, 5, 1), date(2013, 4, 30), first_months=3, first_from=first_from)

    assert due(segment) == months


def test_a_period_of_one_month_is_monitored():
    assert due(Segment(6, date(2026, 4, 1), date(2026, 4, 30))) == ["2026-04"]


def test_an_interval_longer_than_the_calendar_leaves_the_last_month():
    segment = Segment(99_999_999, date(2026, 4, 1), date(2027, 3, 31))

    assert due(segment) == ["2027-03"]


def test_first_months_stop_at_the_end_of_the_period():
    segment = Segment(6, date(2026, 4, 1), date(2026, 5, 31), first_months=3)

    assert due(segment) == ["2026-04", "2026-05"]


def test_every_month_says_which_rule_made_it():
    segment = Segment(3, date(2024, 6, 1), date(2025, 3, 31), first_months=2, first_from="next")

    rows = {f"{row.month:%Y-%m}": row.code for row in monitoring_months([segment])}

    assert rows == {
        "2024-06": "left-out",
        "2024-07": "first",
        "2024-08": "first",
        "2024-09": "counted",
        "2024-12": "counted",
        "2025-03": "last",
    }


def test_a_month_two_segments_share_is_due_for_both_reasons():
    shared = monitoring_months(
        [
            Segment(3, date(2026, 4, 1), date(2026, 9, 30)),
            Segment(1, date(2026, 8, 1), date(2026, 10, 31)),
        ]
    )

    reasons = [row.reason for row in shared if row.month == date(2026, 9, 1)]
    assert len(reasons) == 1
    assert len({row.month for row in shared}) == len(shared)


@pytest.mark.parametrize(
    ("segment", "code"),
    [
        (Segment(0, date(2026, 4, 1), date(2027, 3, 31)), "interval"),
        (Segment(6, date(2026, 4, 1), date(2026, 3, 31)), "end-before-start"),
        (Segment(6, date(2026, 4, 1), date(2027, 3, 31), first_months=-1), "first-months"),
    ],
)
def test_an_impossible_segment_is_refused(segment, code):
    assert [problem.code for problem in segment_problems(segment)] == [code]
    with pytest.raises(ValueError, match=r".+"):
        monitoring_months([segment])


MONTHS = st.integers(0, 12 * 24 - 1).map(lambda step: add_months(date(2012, 4, 1), step))
SEGMENTS = st.builds(
    lambda start, length, **rest: Segment(start=start, end=add_months(start, length), **rest),
    start=MONTHS,
    length=st.integers(0, 36),
    interval=st.integers(1, 12),
    first_months=st.integers(0, 4),
    first_from=st.sampled_from(["start", "next"]),
    include_start=st.booleans(),
)


@given(SEGMENTS)
def test_the_last_month_is_always_due_and_none_lies_outside(segment):
    rows = monitoring_months([segment])

    assert rows[-1].month == segment.end
    assert rows[-1].is_due
    assert all(segment.start <= row.month <= segment.end and row.reason for row in rows)
    assert rows == sorted(rows, key=lambda row: row.month)


@given(SEGMENTS)
def test_no_gap_is_longer_than_the_interval(segment):
    months = [row.month for row in monitoring_months([segment])]

    gaps = [months_between(a, b) for a, b in zip([segment.start, *months], months, strict=False)]
    assert max(gaps) <= segment.interval


@given(SEGMENTS)
def test_the_last_day_of_the_period_does_not_matter_only_its_month(segment):
    late = Segment(
        segment.interval,
        segment.start.replace(day=28),
        segment.end.replace(day=28),
        segment.first_months,
        segment.first_from,
        segment.include_start,
    )

    assert monitoring_months([late]) == monitoring_months([segment])


THIS_MONTH = date(2026, 11, 1)


def stored(month, *, is_due=True, reason="old", is_untouched=True):
    return ExistingMonth(month, is_due, reason, is_untouched)


def test_missing_months_are_inserted_and_superfluous_ones_removed():
    superfluous = stored(date(2026, 12, 1))
    wanted = DueMonth(date(2027, 1, 1), "new")

    assert changes([superfluous], [wanted], this_month=THIS_MONTH) == ([wanted], [superfluous])


@pytest.mark.parametrize(
    "row",
    [stored(date(2026, 12, 1), is_untouched=False), stored(date(2026, 10, 1))],
    ids=["touched", "past"],
)
def test_a_touched_or_past_month_never_changes(row):
    assert changes([row], [], this_month=THIS_MONTH) == ([], [])
    other = DueMonth(row.month, "new", is_due=False)
    assert changes([row], [other], this_month=THIS_MONTH) == ([], [])


def test_an_open_month_whose_kind_changes_is_made_anew():
    row = stored(date(2026, 12, 1))
    other = DueMonth(row.month, "new", is_due=False)

    assert changes([row], [other], this_month=THIS_MONTH) == ([other], [row])


STORED = st.lists(
    st.builds(stored, MONTHS, is_due=st.booleans(), is_untouched=st.booleans()),
    unique_by=lambda row: row.month,
    max_size=30,
)


@given(STORED, st.lists(SEGMENTS, min_size=1, max_size=3), MONTHS)
def test_recomputing_twice_changes_nothing(existing, segments, this_month):
    wanted = monitoring_months(segments)
    insert, delete = changes(existing, wanted, this_month=this_month)
    after = [row for row in existing if row not in delete]
    after += [stored(row.month, is_due=row.is_due, reason=row.reason) for row in insert]

    assert changes(after, wanted, this_month=this_month) == ([], [])
    assert all(row.is_untouched and row.month >= this_month for row in delete)
    assert len({row.month for row in after}) == len(after)

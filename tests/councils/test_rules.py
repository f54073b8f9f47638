from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.rules import (
    RecurrenceRule,
    due_months,
    expected_count,
    label,
    parse_recurrence,
    recurrence,
)


def months(rule, year=2019):
    return [month.month for month in due_months(rule, year)]


# O-05: the words of the paper, the rule, its meetings a year.
@pytest.mark.parametrize(
    ("words", "rule", "count"),
    [
        ("年１回", RecurrenceRule("yearly"), 1),
        ("毎月", RecurrenceRule("monthly"), 12),
        ("隔月", RecurrenceRule("bimonthly"), 6),
        ("四半期毎", RecurrenceRule("quarterly"), 4),
        ("年２回", RecurrenceRule("twice"), 2),
        ("年２回（６月・翌年１月）", RecurrenceRule("twice", (6, 1)), 2),
        ("年３回", RecurrenceRule("times", count=3), 3),
        ("年１回（２月）", RecurrenceRule("yearly", (2,), "年１回（２月）"), 1),
        ("隔月（５月）", RecurrenceRule("bimonthly", (5,)), 6),
        ("５月～翌年３月", RecurrenceRule("months", (5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)), 11),
        ("６月・１０月", RecurrenceRule("months", (6, 10)), 2),
        ("19.6.24～25", RecurrenceRule("text", text="19.6.24～25"), 0),
        ("19.6.24～25／20.2", RecurrenceRule("text", text="19.6.24～25／20.2"), 0),
        ("随時", RecurrenceRule("text", text="随時"), 0),
        ("", RecurrenceRule("text"), 0),
    ],
)
def test_the_papers_words_are_read(words, rule, count):
    assert parse_recurrence(words) == rule
    assert expected_count(rule) == count


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("年1回", "yearly"),
        ("四半期ごと", "quarterly"),
        ("年2回(6月・1月)", "twice"),
        ("月１回", "monthly"),
    ],
)
def test_other_spellings_are_read_and_printed_as_typed(words, kind):
    rule = parse_recurrence(words)

    assert rule.kind == kind
    assert label(rule) == words


@given(st.text(alphabet="年月回隔毎四半期翌（）・～0123456789１２３ ", max_size=14))
def test_whatever_is_typed_is_printed_again(words):
    assert label(parse_recurrence(words)) == words.strip()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (RecurrenceRule("monthly"), [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]),
        (RecurrenceRule("bimonthly"), [4, 6, 8, 10, 12, 2]),
        (RecurrenceRule("bimonthly", (5,)), [5, 7, 9, 11, 1, 3]),
        (RecurrenceRule("quarterly"), [4, 7, 10, 1]),
        (RecurrenceRule("quarterly", (6,)), [6, 9, 12, 3]),
        (RecurrenceRule("quarterly", (5, 8, 11, 2)), [5, 8, 11, 2]),
        (RecurrenceRule("twice", (6, 1)), [6, 1]),
        (RecurrenceRule("yearly"), []),
        (RecurrenceRule("text", text="随時"), []),
    ],
)
def test_meetings_fall_into_the_fiscal_year(rule, expected):
    assert months(rule) == expected
    assert all(date(2019, 4, 1) <= month <= date(2020, 3, 1) for month in due_months(rule, 2019))


def test_january_of_the_plan_is_that_of_the_next_year():
    assert due_months(RecurrenceRule("twice", (6, 1)), 2019) == [date(2019, 6, 1), date(2020, 1, 1)]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"times": 1}, "年１回"),
        ({"times": 2, "months": [6, 1]}, "年２回（６月・翌年１月）"),
        ({"times": 4}, "年４回"),
        ({"every": 1}, "毎月"),
        ({"every": 2}, "隔月"),
        ({"every": 3}, "四半期毎"),
        ({"months": [5, 6, 7]}, "５月～７月"),
    ],
)
def test_a_rule_built_from_numbers_prints_the_papers_words(numbers, words):
    assert label(recurrence(**numbers)) == words


@pytest.mark.parametrize(
    "numbers",
    [{"times": 0}, {"times": 13}, {"every": 5}, {"times": 1, "months": [1, 2]}, {"months": [13]}],
)
def test_numbers_that_are_no_recurrence_are_refused(numbers):
    with pytest.raises(ValueError, match=r".+"):
        recurrence(**numbers)

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from config.common.dateparse import parse_day
from config.common.wareki import (
    ERAS,
    era_of,
    fiscal_era_label,
    fiscal_label,
    month_label,
    wareki,
)

DAYS = st.dates(date(1868, 1, 1), date(2117, 12, 31))


@pytest.mark.parametrize(
    ("day", "style", "text"),
    [
        (date(2026, 11, 24), "long", "令和8年11月24日"),
        (date(2026, 11, 24), "short", "R8.11.24"),
        (date(2026, 11, 24), "weekday", "R8.11.24（火）"),
        (date(2026, 11, 24), "long-weekday", "令和8年11月24日（火）"),
        (date(2019, 5, 1), "long", "令和元年5月1日"),
        (date(2019, 5, 1), "short", "R1.5.1"),
        (date(2019, 4, 30), "long", "平成31年4月30日"),
        (date(1989, 1, 8), "long", "平成元年1月8日"),
        (date(1989, 1, 7), "long", "昭和64年1月7日"),
        (date(1926, 12, 25), "long", "昭和元年12月25日"),
        (date(1926, 12, 24), "long", "大正15年12月24日"),
        (date(1912, 7, 30), "long", "大正元年7月30日"),
        (date(1912, 7, 29), "long", "明治45年7月29日"),
    ],
)
def test_a_day_is_written_in_its_era(day, style, text):
    assert wareki(day, style) == text


@pytest.mark.parametrize(
    ("year", "text"),
    [(2026, "令和8年度"), (2019, "令和元年度"), (2018, "平成30年度"), (1989, "平成元年度")],
)
def test_a_fiscal_year_is_named_by_its_era(year, text):
    assert fiscal_era_label(year) == text


def test_a_month_is_written_in_its_era():
    assert month_label(date(2026, 11, 1)) == "令和8年11月"
    assert month_label(date(2026, 11, 1), "short") == "R8.11"


def test_eras_follow_each_other_without_a_gap():
    for before, after in pairwise(ERAS):
        assert before.ends_on + timedelta(days=1) == after.begins_on
        assert era_of(before.ends_on) is before


@given(DAYS, st.sampled_from(["long", "short", "weekday", "long-weekday"]))
def test_every_written_day_is_read_back_without_a_note(day, style):
    parsed = parse_day(wareki(day, style), today=date(2026, 11, 24))

    assert (parsed.day, parsed.notes, parsed.alternative) == (day, (), None)


def test_a_fiscal_year_is_labelled_in_both_countings():
    with override("ja"):
        assert fiscal_label(2026) == "2026年度（令和8年度）"

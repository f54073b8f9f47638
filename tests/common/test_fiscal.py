from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common.fiscal import (
    add_months,
    add_months_to_day,
    age_on,
    fiscal_months,
    fiscal_range,
    fiscal_year,
    month_end,
    month_range,
    months_between,
)

DAYS = st.dates(date(1868, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2027, 1, 1), 2026)],
)
def test_the_fiscal_year_begins_in_april(day, year):
    assert fiscal_year(day) == year


@given(DAYS)
def test_every_day_lies_in_its_fiscal_year(day):
    first, last = fiscal_range(fiscal_year(day))

    assert first <= day <= last
    assert len(fiscal_months(fiscal_year(day))) == 12


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1985, 4, 2), date(2026, 11, 24), 41),
        (date(2000, 11, 24), date(2026, 11, 24), 26),
        (date(2000, 11, 25), date(2026, 11, 24), 25),
        (date(2004, 2, 29), date(2026, 2, 28), 21),
        (date(2004, 2, 29), date(2026, 3, 1), 22),
        (date(2004, 2, 29), date(2028, 2, 29), 24),
    ],
)
def test_age_is_reached_on_the_birthday(birth, day, age):
    assert age_on(birth, day) == age


@given(DAYS, st.integers(-500, 500))
def test_moving_months_forth_and_back_returns(day, count):
    month = day.replace(day=1)

    assert months_between(month, add_months(month, count)) == count
    assert add_months(add_months(month, count), -count) == month


def test_a_day_the_month_lacks_becomes_its_last():
    assert add_months_to_day(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months_to_day(date(2027, 12, 31), 2) == date(2028, 2, 29)


def test_a_range_of_months_includes_both_ends():
    months = list(month_range(date(2026, 11, 24), date(2027, 1, 3)))

    assert months == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
    assert month_end(months[0]) == date(2026, 11, 30)

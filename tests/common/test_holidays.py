from datetime import date

import pytest

from config.common.holidays import (
    holiday_name,
    is_open,
    next_open_day,
    open_days,
    previous_open_day,
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2026, 9, 22), "国民の休日"),
        (date(2019, 5, 1), "天皇の即位の日"),
        (date(2026, 11, 24), ""),
    ],
)
def test_holidays_have_names(day, name):
    assert holiday_name(day) == name


def test_an_office_closes_on_weekends_holidays_and_its_own_days():
    assert is_open(date(2026, 11, 24))
    assert not is_open(date(2026, 11, 22))
    assert not is_open(date(2026, 11, 23))
    assert is_open(date(2026, 11, 23), opens_on_holidays=True)
    assert is_open(date(2026, 11, 21), open_weekdays={5})
    assert not is_open(date(2026, 12, 29), closed={date(2026, 12, 29)})


def test_open_days_of_a_fiscal_year_are_counted():
    year = date(2019, 4, 1), date(2020, 3, 31)

    assert open_days(*year, open_weekdays=range(7), opens_on_holidays=True) == 366
    assert open_days(date(2026, 11, 23), date(2026, 11, 30)) == 5


def test_a_deadline_moves_to_the_open_day_before():
    assert previous_open_day(date(2026, 11, 23)) == date(2026, 11, 20)
    assert previous_open_day(date(2026, 11, 24)) == date(2026, 11, 24)
    assert next_open_day(date(2026, 11, 21)) == date(2026, 11, 24)


def test_an_office_that_never_opens_has_no_open_day():
    assert previous_open_day(date(2026, 11, 23), open_weekdays=()) is None

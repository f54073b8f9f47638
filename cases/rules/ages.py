"""Ages at which another law applies: 18, 20 and 65.

Sources: 児童福祉法 art. 4 (18), 国民年金法 art. 30-4 (20), 介護保険法 art. 9 (65); 年齢計算ニ関スル
法律: an age is attained at the end of the day before the birthday, so somebody born on 1 April is
18 on 31 March, and somebody born on 29 February always on 28 February. `domain.md` 2.4: six months
ahead.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.choices_file import Milestone
from config.common.fiscal import add_months_to_day

__all__ = ["AGES_AHEAD_MONTHS", "Attained", "attained_on", "births_attaining", "coming_ages"]

AGES_AHEAD_MONTHS = 6


@dataclass(frozen=True)
class Attained:
    """An age that is attained soon, and the day of it in law."""

    milestone: Milestone
    age: int
    on: date


def attained_on(birth_on: date, age: int) -> date:
    """Return the day on which an age is attained in law: the day before the birthday."""
    return _birthday(birth_on, birth_on.year + age) - timedelta(days=1)


def _birthday(birth_on: date, year: int) -> date:
    """Return the birthday of a year; of 29 February 1 March where there is none."""
    try:
        return birth_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def coming_ages(birth_on: date | None, today: date) -> list[Attained]:
    """Return the ages that a person attains from today until six months ahead."""
    if birth_on is None:
        return []
    until = add_months_to_day(today, AGES_AHEAD_MONTHS)
    found = [
        Attained(milestone, int(milestone), attained_on(birth_on, int(milestone)))
        for milestone in Milestone
    ]
    return [attained for attained in found if today <= attained.on <= until]


def births_attaining(age: int, today: date) -> tuple[date, date]:
    """Return the first and the last date of birth whose age is attained within six months."""
    first = today + timedelta(days=1)
    last = add_months_to_day(today, AGES_AHEAD_MONTHS) + timedelta(days=1)
    return _first_birth(first, age), _last_birth(last, age)


def _first_birth(birthday: date, age: int) -> date:
    """Return the earliest date of birth whose birthday at that age is not before a day."""
    year = birthday.year - age
    if (birthday.month, birthday.day) == (3, 1) and _birthday_of_leap(year, birthday):
        return date(year, 2, 29)
    return _birthday(birthday, year)


def _birthday_of_leap(year: int, birthday: date) -> bool:
    """Whether somebody born on 29 February of the year has the birthday on this 1 March."""
    return _is_leap(year) and not _is_leap(birthday.year)


def _last_birth(birthday: date, age: int) -> date:
    """Return the latest date of birth whose birthday at that age is not after a day."""
    year = birthday.year - age
    if (birthday.month, birthday.day) == (2, 29) and not _is_leap(year):
        return date(year, 2, 28)
    return birthday.replace(year=year)


def _is_leap(year: int) -> bool:
    return (date(year, 3, 1) - timedelta(days=1)).day == 29

"""Ends, ages, papers and consents: what the law and the office's practice say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices_file import Milestone
from cases.rules import (
    Held,
    attained_on,
    births_attaining,
    certificate_problems,
    coming_ages,
    consent_problems,
    expiry,
    handbook_problems,
    lacking_scopes,
    withdrawal_problems,
)

TODAY = date(2026, 11, 26)
BIRTHS = st.dates(date(1930, 1, 1), date(2026, 1, 1))
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("ends_on", "step"),
    [
        (date(2027, 2, 25), None),
        (date(2027, 2, 24), 90),
        (date(2027, 1, 26), 90),
        (date(2027, 1, 25), 60),
        (date(2026, 12, 26), 30),
        (date(2026, 11, 27), 30),
        (date(2026, 11, 26), 0),
        (date(2026, 11, 25), 0),
    ],
)
def test_an_end_is_warned_of_90_60_30_and_0_days_before(ends_on, step):
    assert expiry(ends_on, TODAY).step == step
    assert expiry(ends_on, TODAY).is_over == (ends_on < TODAY)


def test_what_has_no_end_is_not_warned_of():
    assert expiry(None, TODAY) is None


@given(DAYS, DAYS)
def test_a_nearer_end_never_has_a_higher_step(ends_on, today):
    found, nearer = expiry(ends_on, today), expiry(ends_on, today + timedelta(days=1))
    if found.step is not None:
        assert nearer.step is not None
        assert nearer.step <= found.step


@pytest.mark.parametrize(
    ("birth_on", "age", "day"),
    [
        (date(2008, 4, 1), 18, date(2026, 3, 31)),
        (date(2008, 4, 2), 18, date(2026, 4, 1)),
        (date(2008, 2, 29), 18, date(2026, 2, 28)),
        (date(2008, 2, 29), 20, date(2028, 2, 28)),
        (date(2008, 3, 1), 18, date(2026, 2, 28)),
        (date(2008, 3, 1), 20, date(2028, 2, 29)),
        (date(2007, 1, 1), 20, date(2026, 12, 31)),
        (date(1961, 11, 27), 65, date(2026, 11, 26)),
    ],
)
def test_an_age_is_attained_on_the_day_before_the_birthday(birth_on, age, day):
    assert attained_on(birth_on, age) == day


@pytest.mark.parametrize(
    ("birth_on", "found"),
    [
        (date(1961, 11, 26), []),
        (date(1961, 11, 27), [Milestone.CARE_INSURANCE]),
        (date(2009, 5, 27), [Milestone.ADULT]),
        (date(2009, 5, 28), []),
        (date(2007, 3, 3), [Milestone.PENSION]),
        (None, []),
    ],
)
def test_ages_of_the_next_six_months(birth_on, found):
    assert [attained.milestone for attained in coming_ages(birth_on, TODAY)] == found


@given(BIRTHS, DAYS, st.sampled_from([18, 20, 65]))
def test_the_database_finds_those_whom_the_rule_finds(birth_on, today, age):
    first, last = births_attaining(age, today)
    ages = [attained.age for attained in coming_ages(birth_on, today)]
    assert (first <= birth_on <= last) == (age in ages)


@given(st.integers(1936, 2016).filter(lambda year: year % 4 == 0), DAYS)
def test_somebody_born_on_29_february_is_found_like_everybody(year, today):
    birth_on = date(year, 2, 29)
    for age in (18, 20, 65):
        first, last = births_attaining(age, today)
        found = [attained.age for attained in coming_ages(birth_on, today)]
        assert (first <= birth_on <= last) == (age in found)


@given(BIRTHS, st.sampled_from([18, 20, 65]))
def test_nobody_attains_an_age_more_than_a_day_before_the_birthday(birth_on, age):
    day = attained_on(birth_on, age)
    assert day.year - birth_on.year in (age, age - 1)
    assert attained_on(birth_on + timedelta(days=1), age) >= day


PERIOD = {"number": "0123456789", "starts_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31)}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": date(2026, 3, 31)}, "ends_on"),
        ({"issued_on": date(2027, 4, 1)}, "ends_on"),
        ({"issued_on": date(2026, 12, 1)}, "issued_on"),
        ({"level_from": date(2026, 4, 1), "level_to": date(2026, 3, 1)}, "level_to"),
        ({"cap_from": date(2026, 7, 1), "cap_to": date(2026, 6, 30)}, "cap_to"),
        ({"number": "", "starts_on": None, "ends_on": None}, "number"),
    ],
)
def test_an_impossible_certificate_is_refused_at_its_field(values, field):
    problems = certificate_problems(PERIOD | values, today=TODAY)
    assert field in [problem.field for problem in problems]


@pytest.mark.parametrize(
    ("held", "code"),
    [
        (Held(date(2025, 4, 1), date(2026, 3, 31)), None),
        (Held(date(2025, 4, 1), date(2026, 4, 1)), "overlap"),
        (Held(date(2027, 3, 31), None), "overlap"),
        (Held(date(2027, 4, 1), None), None),
        (Held(None, None), "no-period"),
    ],
)
def test_periods_of_one_kind_do_not_overlap(held, code):
    problems = certificate_problems(PERIOD, today=TODAY, others=[held])
    assert [problem.code for problem in problems] == ([code] if code else [])


def test_a_handbook_ends_after_it_was_issued():
    values = {"issued_on": date(2026, 4, 1), "renew_on": date(2026, 3, 31)}
    assert [problem.field for problem in handbook_problems(values, today=TODAY)] == ["renew_on"]


def consent(**values):
    days = {"given_on": date(2026, 4, 1), "expires_on": None, "withdrawn_on": None}
    return days | {"includes_support": True, "includes_meeting": False} | values


@pytest.mark.parametrize(
    ("consents", "lacking"),
    [
        ([], ["includes_support", "includes_meeting"]),
        ([consent()], ["includes_meeting"]),
        ([consent(includes_meeting=True)], []),
        ([consent(includes_meeting=True, expires_on=TODAY)], []),
        (
            [consent(includes_meeting=True, expires_on=TODAY - timedelta(days=1)), consent()],
            ["includes_meeting"],
        ),
        ([consent(withdrawn_on=TODAY)], ["includes_support", "includes_meeting"]),
        ([consent(given_on=TODAY + timedelta(days=1))], ["includes_support", "includes_meeting"]),
    ],
)
def test_what_nobody_consented_to_is_known(consents, lacking):
    assert lacking_scopes(consents, on=TODAY, is_contracted=True) == lacking
    before = [scope for scope in lacking if scope == "includes_support"]
    assert lacking_scopes(consents, on=TODAY, is_contracted=False) == before


def test_a_consent_allows_something_and_ends_after_it_was_given():
    values = consent(includes_support=False, expires_on=date(2026, 3, 1))
    codes = {problem.code for problem in consent_problems(values, today=TODAY)}
    assert codes == {"no-scope", "order"}


def test_a_withdrawal_comes_after_the_consent_and_names_somebody():
    values = {"given_on": date(2026, 4, 1), "withdrawn_on": date(2026, 3, 31), "withdrawn_by": " "}
    fields = {problem.field for problem in withdrawal_problems(**values, today=TODAY)}
    assert fields == {"withdrawn_on", "withdrawn_by"}

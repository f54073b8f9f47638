from datetime import date

import pytest

from monitoring.rules import Segment, monitoring_months
from plans.choices import PlanState, SectionState
from plans.rules import (
    NeedFacts,
    Period,
    PlanFacts,
    consent_problems,
    counted_period,
    decision_warnings,
    offers_start_month,
    opening_problems,
    plan_state,
    section_states,
)

TODAY = date(2026, 11, 24)
FULL = PlanFacts(
    wishes_client="家で暮らしたい",
    overall_policy="支える",
    long_goal="続ける",
    long_goal_by=date(2027, 2, 1),
    short_goal="決める",
    short_goal_by=date(2026, 8, 1),
    needs=[NeedFacts(has_goal=True, has_service=True)],
    has_week=True,
    whole_picture="通所しながら自宅で暮らす",
)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ((None, None, None, False), PlanState.WRITING),
        ((TODAY, None, None, False), PlanState.CONSENTED),
        ((TODAY, TODAY, None, False), PlanState.DELIVERED),
        ((TODAY, None, TODAY, False), PlanState.SUBMITTED),
        ((TODAY, TODAY, TODAY, True), PlanState.DECIDED),
        ((None, None, None, True), PlanState.WRITING),
    ],
)
def test_a_plan_is_as_far_as_its_days_say(days, state):
    consented_on, delivered_on, submitted_on, is_decided = days

    found = plan_state(
        consented_on=consented_on,
        delivered_on=delivered_on,
        submitted_on=submitted_on,
        is_decided=is_decided,
    )

    assert found == state


def test_every_part_of_a_full_plan_is_done():
    assert set(section_states(FULL).values()) == {SectionState.DONE}


def test_an_empty_plan_is_not_started():
    assert set(section_states(PlanFacts()).values()) == {SectionState.EMPTY}


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        (PlanFacts(wishes_family="心配している"), "wishes"),
        (PlanFacts(long_goal="続ける"), "long_goal"),
        (PlanFacts(short_goal_by=TODAY), "short_goal"),
        (PlanFacts(needs=[NeedFacts(has_goal=True, has_service=False)]), "needs"),
    ],
)
def test_a_part_that_was_begun_says_so(facts, part):
    assert section_states(facts)[part] == SectionState.STARTED


# T-02: what the law asks of a plan stands in it before anybody agrees.
def test_an_empty_plan_is_not_agreed_to():
    problems = consent_problems(
        PlanFacts(), today=TODAY, drafted_on=TODAY, consented_on=TODAY, delivered_on=TODAY
    )

    codes = [problem.code for problem in problems]
    assert codes == ["no-wishes", "no-policy", "no-long-goal", "no-short-goal", "no-need"]


@pytest.mark.parametrize(
    ("consented_on", "delivered_on", "codes"),
    [
        (TODAY, TODAY, []),
        (TODAY, None, []),
        (date(2026, 11, 1), None, ["consent-before-draft"]),
        (date(2026, 11, 25), None, ["future"]),
        (TODAY, date(2026, 11, 20), ["before-consent"]),
    ],
)
def test_the_days_of_consent_and_copy_follow_each_other(consented_on, delivered_on, codes):
    problems = consent_problems(
        FULL,
        today=TODAY,
        drafted_on=date(2026, 11, 10),
        consented_on=consented_on,
        delivered_on=delivered_on,
    )

    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(
    ("contract", "assessment", "draft", "codes"),
    [
        (date(2026, 11, 5), date(2026, 11, 10), date(2026, 11, 12), []),
        (None, None, date(2026, 11, 12), []),
        (date(2026, 11, 11), date(2026, 11, 10), None, ["before-contract"]),
        (None, date(2026, 11, 13), date(2026, 11, 12), ["before-assessment"]),
        (date(2026, 10, 1), None, None, ["before-opening"]),
        (None, date(2026, 11, 25), None, ["future"]),
    ],
)
def test_contract_assessment_and_plan_follow_each_other(contract, assessment, draft, codes):
    problems = opening_problems(
        today=TODAY,
        opened_on=date(2026, 11, 1),
        contracted_on=contract,
        assessed_on=assessment,
        drafted_on=draft,
    )

    assert [problem.code for problem in problems] == codes


# T-06, domain 3.5: what is filled in agrees with what monitoring counts.
@pytest.mark.parametrize(
    ("start", "end", "interval", "first", "first_from", "included"),
    [
        (date(2012, 5, 1), date(2013, 4, 30), 3, 0, "start", False),
        (date(2012, 5, 1), date(2012, 7, 31), 1, 0, "start", True),
        (date(2019, 8, 1), date(2020, 7, 31), 6, 0, "start", False),
        (date(2024, 4, 15), date(2025, 3, 31), 6, 0, "start", False),
        (date(2024, 6, 1), date(2025, 3, 31), 3, 0, "start", False),
        (date(2022, 11, 1), date(2025, 10, 31), 6, 0, "start", False),
        (date(2025, 2, 10), date(2026, 1, 31), 6, 3, "next", False),
        (date(2025, 10, 15), date(2025, 11, 30), 1, 0, "start", False),
        (date(2025, 10, 1), date(2025, 10, 31), 1, 0, "start", False),
    ],
)
def test_first_and_last_month_are_those_that_are_counted(
    start, end, interval, first, first_from, included
):
    segment = Segment(interval, start, end, first, first_from, included)
    due = [month.month for month in monitoring_months([segment]) if month.is_due]

    period = counted_period(
        start,
        end,
        interval,
        first_months=first,
        first_from=first_from,
        includes_start_month=included,
    )

    assert period == (due[0], due[-1])


def test_an_interval_of_nothing_is_not_counted():
    with pytest.raises(ValueError, match="0"):
        counted_period(date(2026, 4, 1), date(2027, 3, 31), 0)


@pytest.mark.parametrize(
    ("plan_on", "interval", "offered"),
    [
        (date(2012, 4, 20), 1, True),
        (date(2012, 4, 20), 3, False),
        (date(2012, 5, 2), 1, False),
        (None, 1, False),
    ],
)
def test_the_starting_month_is_offered_when_a_monthly_plan_was_made_before(
    plan_on, interval, offered
):
    assert offers_start_month(plan_on, date(2012, 5, 1), interval) is offered


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"monitoring_to": date(2026, 12, 1)}, ["last-month"]),
        ({"decided_on": date(2027, 4, 1)}, ["decided-late"]),
        ({"period": Period(date(2026, 4, 1), date(2029, 4, 1))}, ["last-month", "long"]),
        ({"monitoring_from": date(2026, 6, 1)}, []),
        ({"monitoring_from": date(2026, 5, 1)}, ["uneven"]),
        ({"monitoring_from": date(2026, 5, 1), "first_months": 3}, []),
        ({"standard_months": 6}, ["not-standard"]),
        ({"others": [Period(date(2026, 1, 1), date(2026, 4, 1))]}, ["overlap"]),
        ({"others": [Period(date(2025, 4, 1), date(2026, 3, 31))]}, []),
        ({"service_periods": [("生活介護", None, date(2027, 4, 1))]}, ["service-outside"]),
    ],
)
def test_what_looks_odd_about_a_decision_is_said(facts, codes):
    decision = {
        "decided_on": date(2026, 3, 25),
        "period": Period(date(2026, 4, 1), date(2027, 3, 31)),
        "interval_months": 3,
        "monitoring_to": date(2027, 3, 1),
        **facts,
    }

    assert [warning.code for warning in decision_warnings(**decision)] == codes

"""モニタリング期間（開始年月） in the head of a plan's papers."""

from datetime import date

import pytest

from plans.papers.head import interval_words
from tests.factories.plans import BenefitDecisionFactory
from tests.plans.papers import blank_plan

FINAL = {"stage": "final", "begins_on": date(2026, 4, 1), "proposed_months": 6}


@pytest.mark.django_db
def test_the_first_month_is_that_of_the_decision_under_which_the_plan_began(town):
    plan = blank_plan(town, **FINAL)
    old = {"starts_on": date(2025, 4, 1), "ends_on": date(2026, 3, 31)}
    late = {"starts_on": date(2027, 4, 1), "ends_on": date(2028, 3, 31)}
    for period in (old, {}, late):
        begin = period.get("starts_on", date(2026, 4, 1)).replace(month=9)
        BenefitDecisionFactory(
            client=plan.client,
            monitoring_from=begin,
            monitoring_to=begin.replace(year=begin.year + 1, month=3),
            **period,
        )

    assert interval_words(plan) == "6か月ごと（令和8年9月から）"


@pytest.mark.django_db
def test_a_decision_with_another_interval_gives_no_month(town):
    plan = blank_plan(town, **FINAL)
    BenefitDecisionFactory(client=plan.client, interval_months=3)

    assert interval_words(plan) == "6か月ごと"


@pytest.mark.django_db
def test_a_proposed_month_stands_as_it_is(town):
    plan = blank_plan(town, **FINAL, proposed_from=date(2026, 10, 1))
    BenefitDecisionFactory(client=plan.client)

    assert interval_words(plan) == "6か月ごと（令和8年10月から）"

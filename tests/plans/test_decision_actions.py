from datetime import date

import pytest

from plans import actions, hooks
from plans.choices import IntervalSource
from plans.models import BenefitDecision, ServiceUsePlan
from staffing.saving import Refused
from tests.factories.cases import CaseFactory
from tests.factories.plans import (
    BenefitDecisionFactory,
    ServiceUsePlanFactory,
)
from tests.plans.verbs import TODAY, decide, service


# T-06: the proposal fills the interval, its reason names the rule.
@pytest.mark.usefixtures("_seeded")
def test_the_standard_interval_and_its_months_are_filled_in(case, town):
    decision = decide(case.client, town.counsellor)

    assert decision.interval_months == 6
    assert decision.interval_source == IntervalSource.STANDARD
    assert "生活介護" in decision.interval_reason
    assert (decision.monitoring_from, decision.monitoring_to) == (
        date(2027, 5, 1),
        date(2027, 11, 1),
    )


@pytest.mark.usefixtures("_seeded")
def test_an_interval_that_is_not_the_standard_is_the_certificates(case, town):
    decision = decide(
        case.client,
        town.counsellor,
        interval_months=2,
        interval_source=IntervalSource.STANDARD,
        monitoring_from=date(2027, 1, 1),
    )

    assert decision.interval_source == IntervalSource.CERTIFICATE
    assert decision.monitoring_from == date(2027, 1, 1)
    assert "R9.1" in decision.interval_reason


@pytest.mark.usefixtures("_seeded")
def test_a_new_user_is_monitored_monthly_at_first(case, town):
    decision = decide(case.client, town.counsellor, first_months=3, first_from="next")

    assert decision.monitoring_from == date(2027, 1, 1)


@pytest.mark.usefixtures("_seeded")
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": date(2026, 11, 30)}, "ends_on"),
        ({"interval_months": 0}, "interval_months"),
        ({"interval_months": 40}, "interval_months"),
        ({"decided_on": date(2026, 11, 25)}, "decided_on"),
        ({"monitoring_to": date(2028, 1, 1)}, "monitoring_to"),
    ],
)
def test_a_decision_that_does_not_fit_together_is_refused(case, town, values, field):
    with pytest.raises(Refused) as refused:
        decide(case.client, town.counsellor, **values)

    assert [problem.field for problem in refused.value.problems] == [field]
    assert not BenefitDecision.objects.exists()


@pytest.mark.usefixtures("_seeded")
def test_whoever_counts_the_months_is_told_in_the_same_transaction(case, town, monkeypatch):
    told = []
    monkeypatch.setattr(hooks, "_subscribers", [told.append])

    decision = decide(case.client, town.counsellor)
    changed = actions.change_decision(
        decision,
        by=town.counsellor,
        today=TODAY,
        version=decision.version,
        decided_on=decision.decided_on,
        starts_on=decision.starts_on,
        ends_on=decision.ends_on,
        interval_months=3,
        services=[{"service_type": service("11")}],
    )

    assert told == [decision, changed]
    assert [row.service_type.code for row in changed.services.all()] == ["11"]


def test_people_with_a_decision_are_counted_by_kind(case, town):
    BenefitDecisionFactory(client=case.client)
    BenefitDecisionFactory(client=case.client, starts_on=date(2026, 5, 1))
    child = CaseFactory(client__office=town.office, client__birth_on=date(2012, 1, 1)).client
    BenefitDecisionFactory(client=child)
    BenefitDecisionFactory(starts_on=date(2020, 4, 1), ends_on=date(2021, 3, 31))

    people = BenefitDecision.objects.alive().people_by_kind(date(2026, 11, 24))

    assert people == {"adult": 1, "child": 1}


def test_a_caseload_counts_plans_by_the_day_of_consent(case, town):
    mine = ServiceUsePlanFactory(case=case, author=town.counsellor, consented=True)
    ServiceUsePlanFactory(drafted_on=date(2026, 2, 28), consented=True)
    ServiceUsePlanFactory(drafted_on=date(2026, 3, 1))

    plans = ServiceUsePlan.objects.consented_between(date(2026, 3, 1), date(2026, 3, 31))

    assert list(plans) == [mine]


def test_a_decision_followed_by_another_needs_no_renewal(case):
    BenefitDecisionFactory(client=case.client)
    newer = BenefitDecisionFactory(
        client=case.client, starts_on=date(2027, 4, 1), ends_on=date(2028, 3, 31)
    )

    assert list(BenefitDecision.objects.not_renewed()) == [newer]

"""The decision as the certificate prints it, and what a plan names beyond it.  # T-02"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.choices import Stage
from plans.granting import beyond_decision
from plans.models import BenefitDecision, ServiceUsePlan
from plans.rules import Granted, Planned, granted_problem, granted_warnings
from tests.factories.cases import CaseFactory, CertificateFactory
from tests.factories.plans import (
    BenefitDecisionFactory,
    DecidedServiceFactory,
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
    ServiceTypeFactory,
    ServiceUsePlanFactory,
)
from tests.plans.posts import rows

TODAY = timezone.localdate()
PERIOD = {"starts_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31)}
DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("granted", "codes"),
    [
        ([Granted(1, None, None)], []),
        ([], ["not-granted"]),
        ([Granted(2, None, None)], ["not-granted"]),
        ([Granted(1, None, date(2026, 9, 30))], ["ended"]),
        ([Granted(1, None, date(2026, 9, 30)), Granted(1, date(2026, 10, 1), None)], []),
        ([Granted(1, date(2027, 1, 1), None)], ["not-yet"]),
    ],
)
def test_what_a_plan_names_is_held_against_the_decision(granted, codes):
    planned = [Planned(1, "生活介護", "care"), Planned(1, "生活介護", "care")]
    found = granted_warnings(planned, granted, on=DAY, **PERIOD)
    assert [problem.code for problem in found] == codes


def test_what_needs_no_decision_is_not_asked_for():
    planned = [Planned(9, "移動支援", "municipal"), Planned(8, "その他", "other")]
    assert granted_warnings(planned, [], on=DAY, **PERIOD) == []


@pytest.fixture
def final(town):
    """A final plan with one service, and the decision on its draft."""
    case = CaseFactory(client__office=town.office)
    draft = ServiceUsePlanFactory(case=case, consented=True)
    plan = ServiceUsePlanFactory(case=case, stage=Stage.FINAL, previous=draft)
    BenefitDecisionFactory(
        client=case.client,
        plan=draft,
        starts_on=TODAY - timedelta(days=100),
        ends_on=TODAY + timedelta(days=265),
    )
    PlannedServiceFactory(need=PlanNeedFactory(plan=plan))
    return plan


@pytest.mark.django_db
def test_the_page_of_a_plan_names_what_was_not_granted(town, sign_in, final):
    desk = sign_in(town.counsellor)
    page = desk.get(final.get_absolute_url())
    assert "生活介護は" in page.text
    assert [problem.code for problem in page.context["beyond"]] == ["not-granted"]
    assert "not-granted" in [
        problem.code
        for problem in desk.get(reverse("plans:plan-consent", args=[final.pk])).context["beyond"]
    ]
    DecidedServiceFactory(decision=BenefitDecision.objects.get(), service_type=ServiceTypeFactory())
    assert not desk.get(final.get_absolute_url()).context["beyond"]


@pytest.mark.django_db
def test_a_draft_without_an_answer_asks_for_services(town, final):
    draft = ServiceUsePlanFactory(case=final.case, number=9)
    PlannedServiceFactory(need=PlanNeedFactory(plan=draft))
    draft = ServiceUsePlan.objects.for_detail().get(pk=draft.pk)
    assert beyond_decision(draft, today=TODAY) == []


@pytest.mark.django_db
def test_level_cap_and_plan_benefit_stand_on_the_decision(town, sign_in):
    case = CaseFactory(client__office=town.office)
    paper = CertificateFactory(
        client=case.client,
        support_level="3",
        level_from=TODAY - timedelta(days=300),
        level_to=TODAY + timedelta(days=20),
        copayment_cap=9300,
    )
    decision = BenefitDecisionFactory(
        client=case.client,
        certificate=paper,
        support_level="4",
        plan_benefit_from=date(2026, 4, 1),
        plan_benefit_to=date(2027, 3, 31),
    )
    page = sign_in(town.counsellor).get(decision.get_absolute_url())
    assert "9,300" in page.text or "9300" in page.text
    assert "level" in [warning.code for warning in page.context["warnings"]]


@pytest.mark.parametrize(("left", "tone"), [(91, ""), (85, "info"), (55, "hold"), (25, "soon")])
@pytest.mark.django_db
def test_the_end_is_marked_three_two_and_one_month_before(town, sign_in, left, tone):
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    decision = BenefitDecisionFactory(client=case.client, ends_on=TODAY + timedelta(days=left))
    DecidedServiceFactory(decision=decision, ends_on=decision.ends_on - timedelta(days=1))
    desk = sign_in(town.counsellor)
    home = [
        line.tone for line in desk.get("/").context["counts"].warnings if "deadlines" in line.url
    ]
    person = desk.get(case.client.get_absolute_url())
    if tone:
        assert f"badge {tone}" in desk.get(reverse("cases:client-list")).text
        ServiceUsePlanFactory(case=case, author=town.counsellor)
        assert f"badge {tone}" in desk.get(reverse("plans:plan-list")).text
        assert ("生活介護" in person.text) is True
    if tone in ("hold", "soon"):
        assert tone in home


# issue 5: services outside the decision period
@pytest.mark.parametrize(
    ("granted", "day", "code"),
    [
        ([Granted(1, None, None)], DAY, None),
        ([Granted(2, None, None)], DAY, "not-granted"),
        ([Granted(1, None, date(2026, 9, 30))], DAY, "ended"),
        ([Granted(1, None, date(2026, 9, 30))], date(2026, 8, 1), None),
        ([Granted(1, date(2027, 1, 1), None)], DAY, None),  # written ahead: a warning only
        ([Granted(1, None, None)], date(2026, 3, 1), None),  # before the period begins
        ([Granted(1, None, None)], date(2027, 4, 1), "ended"),
    ],
)
def test_a_plan_of_a_day_may_not_name_what_its_decision_does_not_hold(granted, day, code):
    found = granted_problem(Planned(1, "生活介護", "care"), granted, on=day, **PERIOD)
    assert (found and (found.code, found.field)) == (code and (code, "service_type"))


@pytest.mark.django_db
def test_a_service_outside_the_decision_is_refused_at_its_field(town, sign_in, final):
    desk, decision = sign_in(town.counsellor), BenefitDecision.objects.get()
    kind = ServiceTypeFactory(name="就労継続支援B型")
    over = DecidedServiceFactory(
        decision=decision, service_type=kind, ends_on=final.drafted_on - timedelta(days=1)
    )
    path = reverse("plans:need-create", args=[final.pk])
    typed = {"need": "働きたい", **rows("services", {"service_type": kind.pk, "quantity": "週4日"})}
    answer = desk.post(path, typed)
    assert answer.status_code == 422
    (said,) = answer.context["form"].formsets["services"].forms[0].errors["service_type"]
    assert "就労継続支援B型" in said
    assert "新しい計画案" in said
    over.ends_on = None
    over.save()
    assert desk.post(path, typed).status_code == 302


@pytest.mark.django_db
def test_what_came_along_from_the_draft_does_not_stop_other_words(town, sign_in, final):
    other = ServiceTypeFactory(code="46", name="就労継続支援B型")
    DecidedServiceFactory(decision=BenefitDecision.objects.get(), service_type=other)
    need = final.needs.get()
    line = need.services.get()
    kept = rows("services", {"id": line.pk, "service_type": line.service_type_id})
    kept["services-INITIAL_FORMS"] = 1
    path = reverse("plans:need-edit", args=[need.pk])
    answer = sign_in(town.counsellor).post(
        path, {"need": need.need, "goal": "慣れる", "_version": need.version, **kept}
    )
    assert answer.status_code == 302
    assert [problem.code for problem in beyond_decision(final, today=TODAY)] == ["not-granted"]


# issue 5: a provider removed while in use
@pytest.mark.django_db
def test_a_provider_that_went_meanwhile_is_said_at_its_field(town, sign_in, final):
    gone = ServiceProviderFactory(office=town.office, deleted_at=timezone.now())
    path = reverse("plans:need-create", args=[final.pk])
    typed = rows("services", {"content": "見守り", "provider": gone.pk})
    answer = sign_in(town.counsellor).post(path, {"need": "安心したい", **typed})
    assert answer.status_code == 422
    assert "provider" in answer.context["form"].formsets["services"].forms[0].errors
    assert "安心したい" in answer.text

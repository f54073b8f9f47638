from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from plans.models import (
    BenefitDecision,
    ServiceType,
)
from staffing.models import Draft
from tests.factories.cases import CaseFactory
from tests.factories.plans import (
    BenefitDecisionFactory,
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceUsePlanFactory,
)
from tests.plans.posts import decision_post, rows


# T-06
def test_a_decision_takes_the_standard_interval(desk, case):
    path = reverse("plans:decision-create", args=[case.client_id])

    response = desk.post(path, decision_post())

    decision = BenefitDecision.objects.get()
    assert response.url == decision.get_absolute_url()
    assert decision.interval_months == 6
    page = desk.get(response.url)
    assert decision.interval_reason in page.text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": "R8.3.31"}, "ends_on"),
        ({"ends_on": "R8.13.1"}, "ends_on"),
        ({"interval_months": "0"}, "interval_months"),
        ({"interval_months": "40"}, "interval_months"),
        ({"interval_months": "半年"}, "interval_months"),
        ({"decided_on": "R99.1.1"}, "decided_on"),
        ({"monitoring_from": "R9.5"}, "monitoring_from"),
        ({"certificate": "987654"}, "certificate"),
        (rows("services"), "__all__"),
    ],
)
def test_a_bad_decision_says_where_and_keeps_everything(desk, case, values, field):
    path = reverse("plans:decision-create", args=[case.client_id])

    response = desk.post(path, decision_post(**values))

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "R8.4.1" in response.text
    assert not BenefitDecision.objects.exists()


def test_a_plan_of_another_person_is_not_accepted(desk, case, town):
    other = ServiceUsePlanFactory(case=CaseFactory(client__office=town.office))
    path = reverse("plans:decision-create", args=[case.client_id])

    response = desk.post(path, decision_post(plan=other.pk))

    assert "plan" in response.context["form"].errors


def test_the_decision_page_is_prefilled_with_the_proposal(desk, case, draft):
    call_command("seed", verbosity=0)
    service = ServiceType.objects.get(code="11")
    PlannedServiceFactory(need=PlanNeedFactory(plan=draft), service_type=service)

    page = desk.get(reverse("plans:decision-create", args=[case.client_id]))

    form = page.context["form"]
    assert form["interval_months"].value() == 3
    assert form["first_months"].value() == 3
    assert form["plan"].value() == draft.pk


def test_the_preview_shows_reason_and_months_and_saves_nothing(desk, case):
    path = reverse("plans:decision-preview", args=[case.client_id])

    page = desk.post(path, decision_post(), headers={"HX-Request": "true"})

    preview = page.context["preview"]
    assert preview.proposal.months == 6
    due = [row.month for row in preview.months if row.is_due]
    assert due == [date(2026, 9, 1), date(2027, 3, 1)]
    assert not BenefitDecision.objects.exists()
    assert not Draft.objects.exists()


def test_without_javascript_the_preview_leads_back_to_what_was_typed(desk, case):
    form = reverse("plans:decision-create", args=[case.client_id])
    token = desk.get(form).context["sheet"].hidden["_draft"]
    path = reverse("plans:decision-preview", args=[case.client_id])

    page = desk.post(path, decision_post(support_level="3", _draft=token))
    back = desk.get(page.context["back"])

    assert page.context["back"] == form
    assert back.context["form"]["support_level"].value() == "3"
    assert not BenefitDecision.objects.exists()


def test_the_preview_of_a_stored_decision_does_not_collide_with_itself(desk, case):
    decision = BenefitDecisionFactory(client=case.client)
    path = reverse("plans:decision-preview", args=[case.client_id])

    page = desk.post(f"{path}?decision={decision.pk}", decision_post())
    other = desk.post(path, decision_post())

    assert page.context["preview"].warnings == []
    assert [warning.code for warning in other.context["preview"].warnings] == ["overlap"]


def test_the_preview_survives_whatever_was_typed_so_far(desk, case):
    path = reverse("plans:decision-preview", args=[case.client_id])
    post = decision_post(starts_on="R8.", ends_on="", interval_months="0")

    assert desk.post(path, post).status_code == 200


def test_over_65_without_a_word_on_care_management_asks_for_it(desk, case):
    case.client.birth_on = date(1950, 4, 2)
    case.client.save()
    path = reverse("plans:decision-create", args=[case.client_id])

    response = desk.post(path, decision_post())

    assert "interval_months" in response.context["form"].errors


def test_a_decision_is_changed_with_its_services(desk, case):
    decision = BenefitDecisionFactory(client=case.client)
    path = reverse("plans:decision-edit", args=[decision.pk])

    response = desk.post(path, decision_post(interval_months="3", _version="1"))

    assert response.status_code == 302
    decision.refresh_from_db()
    assert (decision.interval_months, decision.version) == (3, 2)
    assert decision.services.count() == 1

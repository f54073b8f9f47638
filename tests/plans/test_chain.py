"""The chain with its evidence: copies for each provider, and what a plan lacks.  # T-08, T-01"""

from datetime import date

import pytest
from django.urls import reverse

from cases.evidence import lacking
from cases.models import Case
from plans.chain import LINKS, lacks_of
from plans.models import PlanDelivery
from tests.councils.pages import opened
from tests.factories.assessments import AssessmentFactory
from tests.factories.care import CareMeetingFactory
from tests.factories.cases import ConsultationFactory, at
from tests.factories.plans import (
    BenefitDecisionFactory,
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
    ServiceUsePlanFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(case, town):
    """A final plan of 2026-03-16 with two providers and nothing proved."""
    made = ServiceUsePlanFactory(
        case=case,
        number=1,
        stage="final",
        author=town.counsellor,
        consented_on=date(2026, 3, 16),
        consented_by="本人",
    )
    need = PlanNeedFactory(plan=made, position=1)
    PlannedServiceFactory(need=need, provider=ServiceProviderFactory(office=town.office))
    PlannedServiceFactory(need=need, provider_name="若竹")
    return made


def keys(plan):
    return [link.key for link in lacks_of(plan)]


def test_each_link_is_missing_until_it_is_there(plan, case, town):
    assert keys(plan) == ["visit", "meeting", "copy", "providers", "sent"]
    visit = {"office": town.office, "client": case.client, "place_kind": "home"}
    ConsultationFactory(**visit, occurred_at=at("2026-03-17 10:00"))
    ConsultationFactory(**visit | {"place_kind": "office"}, occurred_at=at("2026-03-10 10:00"))
    assert keys(plan)[0] == "visit"
    ConsultationFactory(**visit, occurred_at=at("2026-03-16 08:30"))
    meeting = CareMeetingFactory(case=case, held_on=date(2026, 3, 12))
    assert keys(plan)[0] == "meeting"
    type(meeting).objects.update(state="finished", finished_at=at("2026-03-13 10:00"))
    type(plan).objects.update(delivered_on=plan.consented_on, submitted_on=plan.consented_on)
    for provider, name in ((plan.needs.get().services.first().provider, ""), (None, "若竹")):
        assert keys(plan) == ["providers"]
        PlanDelivery.objects.create(
            plan=plan, provider=provider, provider_name=name, delivered_on=plan.consented_on
        )
    assert keys(plan) == []


def test_an_assessment_at_home_with_the_person_is_the_visit(plan, case):
    made = AssessmentFactory(case=case, held_on=date(2026, 3, 10))
    assert "visit" in keys(plan)  # not finished
    rows = type(made).objects
    rows.update(finished_on=date(2026, 3, 12))
    assert "visit" not in keys(plan)
    for less in ({"present": ("family",)}, {"place_kind": "office"}):
        rows.update(**less)
        assert "visit" in keys(plan)
        rows.update(present=("self",), place_kind="home")
    rows.update(held_on=date(2026, 3, 20), finished_on=date(2026, 3, 20))
    assert "visit" in keys(plan)  # after the consent


def test_a_consent_after_the_services_began_is_said(plan, case):
    decision = BenefitDecisionFactory(
        client=case.client, plan=plan, starts_on=date(2026, 3, 16), ends_on=date(2027, 2, 28)
    )
    assert "late" not in keys(plan)
    type(decision).objects.update(starts_on=date(2026, 3, 15))
    assert "late" in keys(plan)
    # The decision of the year before is not that of the plan that follows.
    after = ServiceUsePlanFactory(
        case=case, number=2, stage="final", previous=plan, author=plan.author, consented=True
    )
    assert "late" not in keys(after)
    type(plan).objects.filter(pk=plan.pk).update(stage="draft")
    assert "late" in keys(after)


def test_the_visit_before_a_draft_is_that_of_its_plan(plan, case, town):
    draft = ServiceUsePlanFactory(
        case=case, number=2, author=town.counsellor, consented=True, drafted_on=date(2026, 6, 1)
    )
    final = ServiceUsePlanFactory(
        case=case,
        number=3,
        stage="final",
        previous=draft,
        author=town.counsellor,
        consented=True,
        drafted_on=date(2026, 6, 20),
    )
    type(plan).objects.filter(pk=draft.pk).update(previous=plan)
    ConsultationFactory(
        office=town.office,
        client=case.client,
        place_kind="home",
        occurred_at=at("2026-05-20 10:00"),
    )
    assert "visit" not in keys(final)


def test_copies_are_recorded_for_every_provider_at_once(desk, plan):
    path = reverse("plans:plan-hand-out", args=[plan.pk])
    page = opened(desk, path)
    wrong = page.send(**{"copies-0-delivered_on": "R8.3.15"})
    assert wrong.status_code == 422
    assert "R8.3.15" in wrong.text
    future = page.send(**{"copies-0-delivered_on": "R20.3.15"})
    assert future.status_code == 422
    typed = {
        "copies-0-delivered_on": "R8.3.18",
        "copies-0-how": "fax",
        "copies-1-delivered_on": "R8.3.19",
        "copies-1-receiver": "波止",
    }
    assert page.send(**typed).url == plan.get_absolute_url()
    assert [str(row.delivered_on) for row in plan.deliveries.order_by("pk")] == [
        "2026-03-18",
        "2026-03-19",
    ]
    assert "providers" not in keys(plan)
    assert "波止" in desk.get(plan.get_absolute_url()).text
    opened(desk, path).send(**{"copies-0-delivered_on": ""})
    assert plan.deliveries.filter(deleted_at=None).get().provider_name == "若竹"


def test_a_stale_page_of_copies_shows_both(desk, plan, sign_in, town):
    path = reverse("plans:plan-hand-out", args=[plan.pk])
    mine, theirs = opened(desk, path), opened(sign_in(town.lead), path)
    theirs.send(**{"copies-0-receiver": "先の人", "copies-0-delivered_on": "R8.3.18"})
    answer = mine.send(**{"copies-0-receiver": "後の人", "copies-0-delivered_on": "R8.3.18"})
    assert answer.status_code == 409


def test_a_plan_without_consent_has_no_copies(desk, case, town):
    draft = ServiceUsePlanFactory(case=case, number=1, author=town.counsellor)
    answer = desk.get(reverse("plans:plan-hand-out", args=[draft.pk]))
    assert answer.url == draft.get_absolute_url()


def test_the_list_of_the_office_says_what_each_plan_lacks_and_where_it_is_mended(desk, plan, town):
    path = reverse("plans:chain-list")
    row = desk.get(path).context["rows"][0]
    assert [lack["label"] for lack in row["lacks"]] == [
        link.label for link in LINKS if link.key != "late"
    ]
    for lack in row["lacks"]:
        assert desk.get(lack["url"]).status_code == 200
    assert len(desk.get(path, {"lack": "providers"}).context["rows"]) == 1
    assert not desk.get(path, {"lack": "late"}).context["rows"]
    assert not desk.get(path, {"author": town.lead.pk}).context["rows"]
    page = desk.get(plan.get_absolute_url())
    assert len(page.context["lacks"]) == len(row["lacks"])


def test_how_the_person_agreed_is_kept_with_the_consent(desk, draft):
    PlanNeedFactory(plan=draft)
    page = opened(desk, reverse("plans:plan-consent", args=[draft.pk]))
    typed = {"consented_on": "R8.3.20", "consented_by": "本人", "delivered_on": ""}
    assert page.send(**typed, consented_how="stamp").status_code == 422
    assert page.send(**typed, consented_how="proxy").status_code == 302
    assert "代筆" in desk.get(draft.get_absolute_url()).text


def test_the_page_of_the_case_asks_for_minutes_and_for_the_copies(town, case, plan):
    def missing(state):
        return [each.key for each in lacking(Case.objects.get(pk=case.pk), state)]

    assert missing("coordination") == ["minutes"]
    CareMeetingFactory(case=case, final=True)
    assert missing("coordination") == []
    assert "copies" in missing("active")
    for provider, name in ((plan.needs.get().services.first().provider, ""), (None, "若竹")):
        PlanDelivery.objects.create(
            plan=plan, provider=provider, provider_name=name, delivered_on=plan.consented_on
        )
    assert "copies" not in missing("active")

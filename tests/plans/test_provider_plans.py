"""Plans that providers wrote: received, linked to needs, and what is missing.  # T-04"""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans import actions
from plans.coverage import coverage_of, held_plans
from plans.models import ProviderPlan, ServiceUsePlan
from tests.councils.pages import opened
from tests.factories.care import ProviderPlanFactory
from tests.factories.plans import (
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
    ServiceTypeFactory,
    ServiceUsePlanFactory,
)
from tests.plans.posts import TEXTS

TODAY = date(2026, 11, 26)


@pytest.fixture
def plan(case, town):
    return ServiceUsePlanFactory(
        case=case, number=1, consented=True, author=town.counsellor, **TEXTS
    )


@pytest.fixture
def line(plan, town):
    provider = ServiceProviderFactory(office=town.office, name="あおば工房")
    return PlannedServiceFactory(need=PlanNeedFactory(plan=plan, position=1), provider=provider)


def test_a_plan_is_registered_from_the_line_that_lacks_it_with_its_scan(desk, case, line):
    path = reverse("plans:client-provider-plans", args=[case.client_id])
    create = reverse("plans:provider-plan-create", args=[case.client_id]) + f"?service={line.pk}"
    assert create in desk.get(path).text
    page = opened(desk, create)
    assert page.texts["provider"] == [str(line.provider_id)]
    assert page.texts["needs"] == [str(line.need_id)]
    scan = SimpleUploadedFile("plan.pdf", b"%PDF-1.4\n%%EOF\n", content_type="application/pdf")
    days = {"made_on": "R8.4.1", "received_on": "R8.4.6", "starts_on": "R8.4.1"}
    answer = page.send(**days, scan=scan)
    made = ProviderPlan.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (list(made.needs.all()), made.attachment.name) == ([line.need], "plan.pdf")
    assert "あおば工房" in desk.get(made.get_absolute_url()).text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"made_on": ""}, "made_on"),
        ({"made_on": "R8.13.1"}, "made_on"),
        ({"received_on": "R8.3.1"}, "received_on"),
        ({"ends_on": "R8.3.1"}, "ends_on"),
        ({"next_on": "R8.4.1"}, "next_on"),
        ({"provider": "", "provider_name": ""}, "provider"),
        ({"provider_name": "ほかの事業所"}, "provider_name"),
        ({"needs": ["999999"]}, "needs"),
    ],
)
def test_a_wrong_plan_says_where(desk, case, line, typed, field):
    path = reverse("plans:provider-plan-create", args=[case.client_id]) + f"?service={line.pk}"
    days = {"made_on": "R8.4.1", "received_on": "R8.4.6", "starts_on": "R8.4.1"}
    answer = opened(desk, path).send(**{**days, "goal": "続ける", **typed})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "続ける" in answer.text


def test_needs_in_nobodys_plan_are_shown_on_the_plan_and_per_person(desk, case, plan, line):
    PlanNeedFactory(plan=plan, position=2, need="近所の人と話したい")
    for path in (
        plan.get_absolute_url(),
        reverse("plans:client-provider-plans", args=[case.client_id]),
    ):
        page = desk.get(path)
        assert [cover.is_open for cover in page.context["coverage"].needs] == [True, False]
        assert [cover.is_informal for cover in page.context["coverage"].needs] == [False, True]
        assert "どの計画にもない" in page.text
    held = ProviderPlanFactory(client=case.client, provider=line.provider, provider_name="")
    held.needs.add(line.need)
    assert "どの計画にもない" not in desk.get(plan.get_absolute_url()).text


def test_a_service_without_a_named_provider_is_not_taken_for_informal_support(desk, case, plan):
    care = ServiceTypeFactory(code="63", name="放課後等デイサービス", law_group="child_day")
    need = PlanNeedFactory(plan=plan, position=1)
    PlannedServiceFactory(need=need, service_type=care, provider=None, provider_name="")
    PlannedServiceFactory(need=need, service_type=care, provider=None, provider_name="")
    page = desk.get(reverse("plans:client-provider-plans", args=[case.client_id]))
    assert page.text.count("放課後等デイサービス：事業所が未定") == 1
    assert "インフォーマルな支援のみ" not in page.text
    assert "まだ事業所が書かれていません" in page.text
    assert page.context["coverage"].open_needs
    assert page.context["coverage"].expected == []


def test_a_new_version_keeps_which_needs_are_answered(town, case, plan, line):
    held = ProviderPlanFactory(client=case.client, provider=line.provider, provider_name="")
    held.needs.add(line.need)
    actions.revise_plan(plan, by=town.counsellor, author=town.counsellor, drafted_on=TODAY)
    newest = ServiceUsePlan.objects.with_needs().get(number=2)
    found = coverage_of(newest, held_plans(case.client_id), today=TODAY)
    assert found.open_needs == []
    assert [each.state for each in found.expected] == ["held"]


def test_a_change_leaves_the_links_to_older_versions(desk, town, case, plan, line):
    held = ProviderPlanFactory(client=case.client, provider=line.provider, provider_name="")
    held.needs.add(line.need)
    actions.revise_plan(plan, by=town.counsellor, author=town.counsellor, drafted_on=TODAY)
    page = opened(desk, reverse("plans:provider-plan-edit", args=[held.pk]))
    page.send(needs=[])
    assert list(held.needs.all()) == [line.need]


def test_the_list_of_the_office_says_what_is_missing_due_and_received(desk, town, case, plan, line):
    PlannedServiceFactory(need=line.need, provider=line.provider)  # the same provider once more
    other = ServiceTypeFactory(code="", name="配食サービス", law_group="other")
    PlannedServiceFactory(need=line.need, service_type=other, provider_name="配食の会")
    path = reverse("plans:provider-plan-list")
    rows = desk.get(path, {"clear": 1}).context["rows"]
    assert [(row["provider__name"], row["plan_state"]) for row in rows] == [
        ("あおば工房", "missing")
    ]
    held = ProviderPlanFactory(client=case.client, provider=line.provider, provider_name="")
    assert not desk.get(path, {"clear": 1}).context["rows"]
    assert len(desk.get(path, {"state": "held"}).context["rows"]) == 1
    ProviderPlan.objects.update(next_on=date(2026, 6, 1))
    assert desk.get(path, {"clear": 1}).context["rows"][0]["plan_state"] == "overdue"
    desk.post(reverse("plans:provider-plan-delete", args=[held.pk]), {"reason": "別の人のもの"})
    assert desk.get(path, {"clear": 1}).context["rows"][0]["plan_state"] == "missing"
    assert "あおば工房" in desk.get(reverse("cases:deleted-list"), {"kind": "provider-plan"}).text
    desk.post(reverse("plans:provider-plan-restore", args=[held.pk]))
    assert desk.get(path, {"state": "all"}).context["rows"][0]["plan_state"] == "overdue"


def test_only_the_version_that_binds_is_asked_for(desk, town, case, plan, line):
    newer = ServiceUsePlanFactory(case=case, number=2, consented=True, author=town.counsellor)
    PlannedServiceFactory(need=PlanNeedFactory(plan=newer), provider_name="若竹")
    rows = desk.get(reverse("plans:provider-plan-list")).context["rows"]
    assert [row["provider_name"] for row in rows] == ["若竹"]

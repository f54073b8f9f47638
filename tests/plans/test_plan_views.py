from datetime import date

import pytest
from django.urls import reverse

from cases.choices import CaseState
from plans.choices import Stage
from plans.models import (
    ServiceUsePlan,
)
from staffing.models import AuditEntry
from tests.factories.cases import CaseFactory
from tests.factories.plans import (
    BenefitDecisionFactory,
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceUsePlanFactory,
)
from tests.plans.posts import TEXTS, plan_post
from tests.staffing.test_sheets import opened


# T-02
def test_a_first_plan_is_started_and_opened(desk, case, town):
    path = reverse("plans:plan-create", args=[case.client_id])

    response = desk.post(path, plan_post(town), follow=True)

    plan = ServiceUsePlan.objects.get()
    assert response.redirect_chain[-1][0] == plan.get_absolute_url()
    assert plan.wishes_client == TEXTS["wishes_client"]
    assert case.steps.filter(is_skipped=False).count() == 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"drafted_on": "R8.2.30"}, "drafted_on"),
        ({"drafted_on": "R28"}, "drafted_on"),
        ({"contracted_on": ""}, "contracted_on"),
        ({"assessed_on": "R8.2.1"}, "assessed_on"),
        ({"long_goal_by": "13月"}, "long_goal_by"),
        ({"kind": "cat"}, "kind"),
    ],
)
def test_a_bad_plan_says_where_and_keeps_everything(desk, case, town, values, field):
    path = reverse("plans:plan-create", args=[case.client_id])

    response = desk.post(path, plan_post(town, **values))

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert TEXTS["wishes_client"] in response.text
    assert not ServiceUsePlan.objects.exists()


def test_a_colleague_of_another_office_cannot_be_the_author(desk, case, town):
    path = reverse("plans:plan-create", args=[case.client_id])

    response = desk.post(path, plan_post(town, author=town.stranger.pk))

    assert "author" in response.context["form"].errors


def test_a_double_click_starts_one_plan(desk, case, town):
    path = reverse("plans:plan-create", args=[case.client_id])
    post = plan_post(town, _key="5b1a4f4e-5f7b-4f9f-9a55-3b9a4cf0c0de")

    first, second = desk.post(path, post), desk.post(path, post)

    assert first.url == second.url
    assert ServiceUsePlan.objects.count() == 1


def test_a_plan_being_written_goes_on_instead_of_a_second_one(desk, case, draft):
    response = desk.get(reverse("plans:plan-create", args=[case.client_id]))

    assert response.url == draft.get_absolute_url()


def test_two_people_who_write_the_same_text_see_both(desk, draft, town, sign_in):
    path = reverse("plans:plan-edit", args=[draft.pk])
    sheet = desk.get(path).context["sheet"]
    ServiceUsePlan.objects.filter(pk=draft.pk).update(long_goal="同僚の文", version=2)

    post = plan_post(town, long_goal="わたしの文", **sheet.hidden)
    response = desk.post(path, post)

    assert response.status_code == 409
    assert "同僚の文" in response.text
    assert "わたしの文" in response.text


def test_reading_a_plan_is_noted(desk, draft, town):
    desk.get(draft.get_absolute_url())

    entry = AuditEntry.objects.get(verb="plan.viewed")
    assert (entry.user, entry.client_id) == (town.counsellor, draft.client_id)


# T-15
def test_the_phase_of_support_goes_forth_and_back(draft, town, sign_in):
    browser, path = sign_in(town.counsellor), reverse("plans:plan-edit", args=[draft.pk])
    for phase in ("stable", "explore", "future", "stable"):
        assert browser.post(path, opened(browser, path, phase=phase)).status_code == 302
        draft.refresh_from_db()
        assert draft.phase == phase
    assert draft.get_phase_display() in browser.get(draft.get_absolute_url()).text


@pytest.mark.parametrize("name", ["plan-edit", "plan-consent", "need-create"])
def test_an_agreed_plan_is_shown_not_written(desk, case, name):
    plan = ServiceUsePlanFactory(case=case, consented=True)

    response = desk.get(reverse(f"plans:{name}", args=[plan.pk]))

    assert response.url == plan.get_absolute_url()


def test_consent_without_needs_says_what_is_missing(desk, draft):
    path = reverse("plans:plan-consent", args=[draft.pk])

    response = desk.post(path, {"consented_on": "R8.3.20", "consented_by": "本人"})

    assert response.status_code == 422
    assert not ServiceUsePlan.objects.consented().exists()


def test_consent_before_the_plan_was_written_is_refused_at_the_field(desk, draft):
    PlannedServiceFactory(need=PlanNeedFactory(plan=draft))
    path = reverse("plans:plan-consent", args=[draft.pk])

    response = desk.post(path, {"consented_on": "R8.3.1", "consented_by": "本人"})

    assert "consented_on" in response.context["form"].errors


def test_consent_copy_and_submission_are_recorded(desk, draft):
    PlannedServiceFactory(need=PlanNeedFactory(plan=draft))
    days = {"consented_on": "R8.3.20", "consented_by": "本人", "delivered_on": ""}

    desk.post(reverse("plans:plan-consent", args=[draft.pk]), days)
    desk.post(reverse("plans:plan-deliver", args=[draft.pk]), {"delivered_on": "R8.3.21"})
    desk.post(reverse("plans:plan-submit", args=[draft.pk]), {"submitted_on": "R8.3.22"})

    draft.refresh_from_db()
    assert draft.consented_on == date(2026, 3, 20)
    assert draft.delivered_on == date(2026, 3, 21)
    assert draft.submitted_on == date(2026, 3, 22)


def test_the_list_finds_a_name_without_putting_it_into_the_address(desk, draft):
    draft.client.name_kana = "あさい"
    found = desk.post(reverse("plans:plan-list"), {"q": draft.client.name})

    assert draft.client.name not in found.url
    page = desk.get(found.url)
    assert [row["pk"] for row in page.context["rows"]] == [draft.pk]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("state=writing", 1),
        ("state=submitted", 0),
        ("kind=child", 0),
        ("versions=on", 1),
        ("ends=2099-01", 1),
    ],
)
def test_the_list_is_filtered_by_the_address(desk, draft, query, count):
    page = desk.get(f"{reverse('plans:plan-list')}?{query}")

    assert len(page.context["rows"]) == count


def test_the_list_shows_the_newest_version_unless_asked(desk, case):
    ServiceUsePlanFactory(case=case, number=1, consented=True)
    newest = ServiceUsePlanFactory(case=case, number=2)

    page = desk.get(reverse("plans:plan-list"))
    all_of_them = desk.get(f"{reverse('plans:plan-list')}?versions=on")

    assert [row["pk"] for row in page.context["rows"]] == [newest.pk]
    assert len(all_of_them.context["rows"]) == 2


def test_the_list_of_clients_shows_the_plan_and_the_end_of_the_decision(desk, case, draft):
    BenefitDecisionFactory(client=case.client, ends_on=date(2027, 3, 31))

    page = desk.get(reverse("cases:client-list"))

    assert draft.get_absolute_url() in page.text
    assert "R9.3.31" in page.text


# T-01: from the decision by way of the meeting to the plan.
def test_the_way_from_the_decision_leads_to_meeting_and_plan(desk, town):
    case = CaseFactory(
        client__office=town.office, state=CaseState.DECIDED, opened_on=date(2026, 1, 5)
    )
    draft = ServiceUsePlanFactory(case=case, consented=True, submitted_on=date(2026, 3, 20))
    BenefitDecisionFactory(client=case.client, plan=draft)
    path = reverse("plans:plan-finalise", args=[draft.pk])
    meeting = reverse("plans:care-meeting-create", args=[case.client_id])
    assert meeting in desk.get(case.client.get_absolute_url()).text
    assert path in desk.get(draft.get_absolute_url()).text

    post = {"held_on": "R8.3.26", "drafted_on": "R8.3.27", "author": town.counsellor.pk}
    response = desk.post(path, post)

    plan = ServiceUsePlan.objects.get(stage=Stage.FINAL)
    case.refresh_from_db()
    assert (response.url, case.state) == (plan.get_absolute_url(), CaseState.FINAL_PLAN)


def test_a_meeting_that_was_noted_is_not_asked_for_again(desk, town):
    case = CaseFactory(client__office=town.office, state=CaseState.COORDINATION)
    case.steps.create(state=CaseState.COORDINATION, entered_on=date(2026, 3, 26))
    draft = ServiceUsePlanFactory(case=case, consented=True)

    page = desk.get(reverse("plans:plan-finalise", args=[draft.pk]))

    assert page.context["form"]["held_on"].value() == date(2026, 3, 26)


def test_an_agreed_plan_gets_a_new_version_from_its_page(desk, case, town):
    plan = ServiceUsePlanFactory(case=case, number=1, consented=True, **TEXTS)
    post = {"drafted_on": "R8.5.1", "author": town.counsellor.pk}

    desk.post(reverse("plans:plan-revise", args=[plan.pk]), post)

    newest = ServiceUsePlan.objects.get(number=2)
    assert (newest.previous, newest.long_goal) == (plan, TEXTS["long_goal"])


def test_a_clerk_sees_no_plan_on_the_page_of_a_person(sign_in, town, case, draft):
    page = sign_in(town.clerk).get(case.client.get_absolute_url())

    assert draft.wishes_client not in page.text


# T-02
def test_the_paper_of_a_child_bears_its_own_name(desk, draft):
    ServiceUsePlan.objects.update(kind="child")

    page = desk.get(draft.get_absolute_url()).content.decode()
    rows = desk.get(reverse("plans:plan-list")).content.decode()

    assert "<h1>障害児支援利用計画案</h1>" in page
    assert "障害児支援利用計画案" in rows


# issue 5: the plan shows the decision that answered its draft
def test_a_plan_names_the_decision_of_the_draft_it_was_made_from(case, town, desk):
    made = {"case": case, "author": town.counsellor, "consented": True}
    draft = ServiceUsePlanFactory(**made, stage="draft")
    decision = BenefitDecisionFactory(client=case.client, plan=draft)
    plan = ServiceUsePlanFactory(**made, stage="final", previous=draft)
    assert desk.get(plan.get_absolute_url()).context["answer"] == decision
    later = ServiceUsePlanFactory(**made, stage="final", previous=plan)
    assert desk.get(later.get_absolute_url()).context["answer"] is None

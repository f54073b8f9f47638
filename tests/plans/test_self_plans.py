"""Self-made plans: who, why, since when, and no monitoring.  # C-07"""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.rules import DecisionFacts, decision_months
from plans.models import SelfPlan
from plans.rules import self_plan_problems
from tests.factories.cases import CaseFactory, ConsultationFactory
from tests.factories.plans import SelfPlanFactory

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "others", "code"),
    [
        (date(2026, 4, 1), None, [], None),
        (date(2026, 11, 27), None, [], "future"),
        (date(2026, 4, 1), date(2026, 3, 31), [], "order"),
        (date(2026, 4, 1), None, [(date(2025, 4, 1), date(2026, 3, 31))], None),
        (date(2026, 4, 1), None, [(date(2025, 4, 1), None)], "overlap"),
    ],
)
def test_periods_of_self_made_plans(starts_on, ends_on, others, code):
    problems = self_plan_problems(starts_on, ends_on, today=TODAY, others=others)
    assert [problem.code for problem in problems] == ([code] if code else [])


@pytest.mark.parametrize(
    ("periods", "due"),
    [
        ([], [9, 12, 3]),
        ([(date(2026, 12, 31), None)], [9]),
        ([(date(2026, 1, 1), date(2026, 12, 30))], [12, 3]),
        ([(date(2026, 1, 1), date(2026, 12, 31))], [3]),
    ],
)
def test_while_the_own_plan_holds_at_the_end_of_a_month_it_is_not_monitored(periods, due):
    facts = DecisionFacts(date(2026, 6, 1), 3, date(2026, 9, 1), date(2027, 3, 1))
    months = decision_months(facts, self_plans=periods)
    assert [each.month.month for each in months if each.is_due] == due
    assert {each.code for each in months if not each.is_due} <= {"self_plan", "left-out"}


@pytest.mark.django_db
def test_a_self_made_plan_is_registered_with_the_talks_and_counted(town, sign_in):
    case = CaseFactory(client__office=town.office)
    talk = ConsultationFactory(office=town.office, client=case.client)
    desk = sign_in(town.counsellor)
    path = reverse("plans:self-plan-create", args=[case.client_id])
    typed = {"reason": "no_office", "starts_on": "R8.4.1", "contacts": [talk.pk]}
    desk.post(path, typed)
    plan = SelfPlan.objects.get()
    assert list(plan.contacts.all()) == [talk]
    page = desk.get(reverse("plans:self-plan-list"))
    assert page.context["page"].rows[0].contacts_number == 1
    assert page.context["numbers"][0] | {"office_id": 0, "name": ""} == {
        "office_id": 0,
        "name": "",
        "people": 1,
        "unwanted": 1,
    }
    assert "事業所がない" in desk.get(case.client.get_absolute_url()).text
    again = desk.post(path, typed)
    assert "starts_on" in again.context["form"].errors


@pytest.mark.django_db
def test_an_ended_self_made_plan_leaves_the_list_and_the_person(town, sign_in):
    plan = SelfPlanFactory(case=CaseFactory(client__office=town.office))
    desk = sign_in(town.lead)
    path = reverse("plans:self-plan-edit", args=[plan.pk])
    typed = {"reason": "choice", "starts_on": "R8.4.1", "ends_on": "R8.10.31", "_version": "1"}
    assert desk.post(path, typed).status_code == 302
    assert not desk.get(reverse("plans:self-plan-list")).context["page"].rows
    assert desk.get(reverse("plans:self-plan-list"), {"state": "ended"}).context["page"].rows
    assert timezone.localdate() > SelfPlan.objects.get().ends_on


@pytest.mark.django_db
def test_contacts_of_somebody_else_are_not_accepted(town, sign_in):
    case = CaseFactory(client__office=town.office)
    other = ConsultationFactory(office=town.other_office)
    typed = {"reason": "choice", "starts_on": "R8.4.1", "contacts": [other.pk]}
    desk = sign_in(town.counsellor)
    page = desk.post(reverse("plans:self-plan-create", args=[case.client_id]), typed)
    assert "contacts" in page.context["form"].errors


@pytest.mark.django_db
def test_the_persons_page_says_until_when_it_holds(town, sign_in):
    plan = SelfPlanFactory(case=CaseFactory(client__office=town.office), starts_on=date(2026, 4, 1))
    desk = sign_in(town.counsellor)
    assert "R8.4.1（水）から" in desk.get(plan.client.get_absolute_url()).text
    SelfPlan.objects.update(ends_on=date(2096, 5, 31))
    assert "R8.4.1（水）〜R78.5.31" in desk.get(plan.client.get_absolute_url()).text

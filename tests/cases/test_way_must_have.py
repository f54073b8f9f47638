"""What each state must have, steps left out, the closing sheet, and an end taken back."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.evidence import evidence_of, lacking
from cases.papers import gathered, paper_named
from staffing.models import AuditEntry
from staffing.saving import Refused
from tests.cases.test_way_and_calendar import CONTRACT, END, advance
from tests.factories.cases import ClientFactory, IntakeFactory, PromiseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(town, sign_in):
    return sign_in(town.counsellor)


@pytest.fixture
def case(town):
    client = ClientFactory(office=town.office)
    return actions.open_case(
        client, on=date(2026, 4, 1), by=town.counsellor, worker=town.counsellor
    )


def lines(desk, case):
    steps = desk.get(case.get_absolute_url()).context["steps"]
    return {str(line["label"]): line["is_there"] for line in steps["must_have"]}


# T-01: each state says what it must have, until it is there.
def test_the_page_says_what_the_state_lacks_and_where_it_is_written(desk, case, town):
    assert lines(desk, case) == {"相談受付票": False}
    IntakeFactory(office=town.office, client=case.client)
    assert lines(desk, case) == {"相談受付票": True}


def test_an_intake_without_its_sheet_is_entered_only_for_a_reason_that_stays(desk, case, town):
    page = desk.post(advance(case, "intake"), {"on": "R8.4.2"})
    assert page.status_code == 422
    assert "skip_reason" in page.context["form"].errors
    desk.post(advance(case, "intake"), {"on": "R8.4.2", "skip_reason": "電話の聞き取りだけ"})
    page = desk.get(case.get_absolute_url())
    assert "電話の聞き取りだけ" in page.content.decode()
    history = desk.get(reverse("cases:client-history", args=[case.client_id]))
    assert "電話の聞き取りだけ" in history.content.decode()


def test_with_the_sheet_nothing_is_asked(desk, case, town):
    IntakeFactory(office=town.office, client=case.client)
    page = desk.get(advance(case, "intake"))
    assert list(page.context["form"].fields) == ["on"]


def test_every_state_of_the_way_but_the_days_has_its_records(town):
    for state in ("inquiry", "intake", "basic_only", "contracted", "assessing", "draft_plan"):
        assert evidence_of(state), state
    for state in ("decided", "coordination", "final_plan", "active", "closed"):
        assert evidence_of(state), state


def test_a_contract_is_missed_its_report_until_it_is_entered(desk, case):
    desk.post(advance(case, "contracted"), CONTRACT)
    case.refresh_from_db()
    assert [each.key for each in lacking(case, "contracted")] == ["report"]
    path = reverse("cases:case-contract", args=[case.pk])
    hidden = desk.get(path).context["sheet"].hidden
    typed = {**CONTRACT, "contract_reported_on": "R8.4.1"}
    assert desk.post(path, hidden | typed).status_code == 422
    desk.post(path, hidden | typed | {"contract_reported_on": "R8.4.5"})
    case.refresh_from_db()
    assert lacking(case, "contracted") == []


def test_steps_left_out_stay_visible_with_their_reason(desk, case):
    path = reverse("cases:case-skip", args=[case.pk])
    typed = {"to": "draft_plan", "on": "R8.4.10", "contracted_on": "R8.4.3"}
    assert desk.post(path, typed).status_code == 422
    desk.post(path, typed | {"skip_reason": "紙の計画で支援していた"})
    case.refresh_from_db()
    assert (case.state, case.contracted_on) == ("draft_plan", date(2026, 4, 3))
    left_out = case.steps.filter(is_skipped=True).values_list("state", flat=True)
    assert list(left_out) == ["intake", "contracted", "assessing"]
    assert "紙の計画で支援していた" in desk.get(case.get_absolute_url()).content.decode()


def test_a_state_that_is_behind_cannot_be_skipped_to(desk, case):
    path = reverse("cases:case-skip", args=[case.pk])
    typed = {"to": "intake", "on": "R8.4.10", "skip_reason": "x"}
    assert desk.post(path, typed).status_code == 422


def test_the_end_shows_what_is_open_and_asks_for_its_sheet(desk, case, town):
    PromiseFactory(office=town.office, client=case.client)
    assert "約束 1件" in desk.get(advance(case, "closed")).content.decode()
    page = desk.post(advance(case, "closed"), END | {"continued_by": ""})
    assert page.status_code == 422
    assert "continued_by" in page.context["form"].errors
    desk.post(advance(case, "closed"), END)
    case.refresh_from_db()
    assert (case.goal_result, case.continued_by) == ("partly", "転出先の事業所")


def test_the_closing_sheet_is_completed_and_printed(desk, case, town):
    desk.post(advance(case, "closed"), END)
    case.refresh_from_db()
    path = reverse("cases:case-closing", args=[case.pk])
    hidden = desk.get(path).context["sheet"].hidden
    typed = {"goal_result": "reached", "closing_note": "一人で通えた", "continued_by": "B事業所"}
    assert desk.post(path, hidden | typed).status_code == 302
    case.refresh_from_db()
    data = gathered(
        paper_named("closing"), case, user=town.counsellor, today=timezone.localdate(), options={}
    )
    assert ["達成", True] in data["results"]
    assert (data["note"], data["continued_by"]) == ("一人で通えた", "B事業所")
    page = desk.get(reverse("cases:paper-preview", args=["closing", case.pk]))
    assert "一人で通えた" in page.content.decode()


def test_an_open_case_has_no_closing_sheet(desk, case):
    assert desk.get(reverse("cases:case-closing", args=[case.pk])).status_code == 404
    assert desk.get(reverse("cases:paper-preview", args=["closing", case.pk])).status_code == 404


def test_an_end_is_taken_back_with_its_people_and_a_reason(desk, case, town, sign_in):
    desk.post(advance(case, "closed"), END | {"closed_on": "今日"})
    lead = sign_in(town.lead)
    path = reverse("cases:case-reopen", args=[case.pk])
    hidden = lead.get(path).context["sheet"].hidden
    assert lead.post(path, hidden | {"reason": ""}).status_code == 422
    assert lead.post(path, hidden | {"reason": "別の人の終結だった"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.closed_on, case.close_reason) == ("inquiry", None, "")
    assert case.assignments.get().ended_on is None
    assert AuditEntry.objects.filter(verb="case.reopened").count() == 1
    assert "別の人の終結だった" in lead.get(case.get_absolute_url()).content.decode()


def test_an_end_is_not_taken_back_while_another_case_is_open(case, town):
    today = timezone.localdate()
    closed = actions.close_case(case, on=today, reason="achieved", by=town.counsellor)
    actions.open_case(case.client, on=today, by=town.counsellor)
    with pytest.raises(Refused):
        actions.reopen_case(closed, reason="間違い", by=town.lead, today=today)

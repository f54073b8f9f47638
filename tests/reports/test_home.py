"""ホーム（今日のしごと, S02): each block counts right, leads on, and says something when empty."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.choices import Method
from config.common.fiscal import add_months, month_end, month_of
from monitoring.choices import MonthState
from plans.choices import Stage
from reports.home.deadlines import counts
from reports.home.scope import Scope
from staffing.choices import Role
from staffing.models import Draft, Notice
from tests.factories.care import ProviderPlanFactory
from tests.factories.cases import (
    AppointmentFactory,
    CaseFactory,
    ConsultationFactory,
    PromiseFactory,
)
from tests.factories.monitoring import MonitoringReportFactory, month_of_client
from tests.factories.plans import (
    BenefitDecisionFactory,
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceUsePlanFactory,
)
from tests.factories.reports import agreed_plan, law, serve
from tests.factories.staffing import PostingFactory
from tests.personas import posted

TODAY = timezone.localdate


def held(town, worker=None):
    """A client with an open case of the counsellor."""
    return CaseFactory(client__office=town.office, worker=worker or town.counsellor).client


def noon():
    return timezone.localtime().replace(hour=12, minute=0)


def this_month():
    return f"{month_of(TODAY()):%Y-%m}"


def test_appointments_of_today_lead_to_their_record(town, sign_in):
    fields = {"office": town.office, "worker": town.counsellor, "starts_at": noon()}
    open_one = AppointmentFactory(client=held(town), method=Method.VISIT, **fields)
    record = ConsultationFactory(office=town.office, worker=town.counsellor)
    AppointmentFactory(consultation=record, **fields)
    AppointmentFactory(**fields | {"starts_at": noon() + timedelta(days=1)})
    page = sign_in(town.counsellor).get("/")
    rows = page.context["appointments"]
    assert len(rows) == page.context["appointments_number"] == 2
    assert rows[0]["log_url"].endswith(f"?appointment={open_one.pk}")
    assert rows[1]["record_url"] == record.get_absolute_url()


def test_own_and_team_work_can_be_switched_and_preferred(town, sign_in):
    AppointmentFactory(office=town.office, worker=town.lead, starts_at=noon())
    browser = sign_in(town.counsellor)
    assert browser.get("/").context["appointments_number"] == 0
    assert browser.get("/", {"view": "team"}).context["appointments_number"] == 1
    town.counsellor.preferences = {"view": "team"}
    town.counsellor.save()
    assert browser.get("/").context["appointments_number"] == 1
    assert browser.get("/", {"view": "mine"}).context["appointments_number"] == 0


@pytest.fixture
def months(town):
    """One monitoring month of the counsellor in each state."""
    now, before = this_month(), f"{add_months(month_of(TODAY()), -1):%Y-%m}"
    visit = AppointmentFactory(office=town.office, worker=town.counsellor, starts_at=noon())
    made = {
        "overdue": month_of_client(held(town), before),
        "open": month_of_client(held(town), now),
        "planned": month_of_client(held(town), now, appointment=visit),
        "reported": month_of_client(held(town), now, state=MonthState.REPORTED),
        "done": month_of_client(held(town), now, state=MonthState.DONE),
        "submitted": month_of_client(held(town), now, state=MonthState.SUBMITTED),
        "skipped": month_of_client(held(town), now, state=MonthState.SKIPPED),
    }
    for state in ("reported", "done", "submitted"):
        MonitoringReportFactory(month=made[state], author=town.counsellor)
    month_of_client(held(town, town.lead), now)
    return made


def test_monitoring_is_tallied_as_its_list_counts_it(town, months, sign_in):
    browser = sign_in(town.counsellor)
    board = browser.get("/").context["months"]
    assert board.due == 7
    assert {state: number for state, _words, number in board.tallies} == dict.fromkeys(months, 1)
    for state in months:
        query = {"state": state, "worker": town.counsellor.pk}
        listed = browser.get(reverse("monitoring:month-list"), query)
        assert listed.context["page"].count == 1, state


def test_the_most_urgent_month_comes_first_with_its_one_action(town, months, sign_in):
    rows = sign_in(town.counsellor).get("/").context["months"].rows
    assert [row.url for row in rows] == [
        reverse("monitoring:report-create", args=[months["overdue"].pk]),
        reverse("monitoring:report-edit", args=[months["reported"].report.pk]),
        reverse("monitoring:month-visit", args=[months["open"].pk]),
        reverse("monitoring:report-create", args=[months["planned"].pk]),
        reverse("monitoring:report-detail", args=[months["done"].report.pk]),
    ]


def test_a_cancelled_visit_is_no_planned_visit(town, months, sign_in):
    visit = months["planned"].appointment
    type(visit).objects.filter(pk=visit.pk).update(deleted_at=timezone.now())
    tallies = sign_in(town.counsellor).get("/").context["months"].tallies
    assert [number for state, _w, number in tallies if state in {"open", "planned"}] == [2, 0]


def test_a_finished_month_points_to_the_next_one(town, sign_in):
    following = f"{add_months(month_of(TODAY()), 1):%Y-%m}"
    month_of_client(held(town), following)
    text = sign_in(town.counsellor).get("/").content.decode()
    assert "今月の対象はありません。 来月の対象は1件です。" in text
    assert f"/monitoring/?month={following}" in text


def reported(client, month, *, finished_at, state=MonthState.DONE):
    """A month of the client whose report was finished at a moment."""
    made = month_of_client(client, f"{month:%Y-%m}", state=state)
    MonitoringReportFactory(month=made, finished=True, finished_at=finished_at)
    return made


def test_home_names_the_next_month_of_whoever_was_reported_on(town, sign_in):
    month, now = month_of(TODAY()), timezone.now()
    late, early = held(town), held(town)
    reported(late, add_months(month, -1), finished_at=now + timedelta(seconds=9))
    reported(early, month, finished_at=now, state=MonthState.SUBMITTED)
    for client in (late, early):
        month_of_client(client, f"{add_months(month, 3):%Y-%m}")
        month_of_client(client, f"{add_months(month, 6):%Y-%m}")
    reported(held(town), month, finished_at=now)  # nothing comes after it
    longer_ago = held(town)
    reported(longer_ago, add_months(month, -1), finished_at=now - timedelta(days=32))
    month_of_client(longer_ago, f"{add_months(month, 2):%Y-%m}")
    of_a_colleague = held(town, town.lead)
    reported(of_a_colleague, month, finished_at=now)
    month_of_client(of_a_colleague, f"{add_months(month, 3):%Y-%m}")

    page = sign_in(town.counsellor).get("/")
    assert [(each.client, each.due_month) for each in page.context["following"]] == [
        (late.name, add_months(month, 3)),
        (early.name, add_months(month, 3)),
    ]
    assert "報告した人の次回" in page.content.decode()
    assert page.context["months"].due == 2


def test_home_names_three_next_months_and_counts_the_rest(town, sign_in):
    month = month_of(TODAY())
    for _each in range(5):
        client = held(town)
        reported(client, month, finished_at=timezone.now())
        month_of_client(client, f"{add_months(month, 1):%Y-%m}")
    page = sign_in(town.counsellor).get("/")
    assert len(page.context["following"]) == 3
    assert "ほか2人" in page.content.decode()


@pytest.fixture
def deadlines(town):
    """One row behind each line of 期限に注意, all of the counsellor."""
    today = TODAY()
    period = {"starts_on": today - timedelta(days=300)}
    ending = BenefitDecisionFactory(client=held(town), ends_on=today + timedelta(90), **period)
    expired = BenefitDecisionFactory(client=held(town), ends_on=today - timedelta(1), **period)
    BenefitDecisionFactory(client=held(town), ends_on=today + timedelta(91), **period)
    renewed = BenefitDecisionFactory(client=held(town), ends_on=today + timedelta(9), **period)
    BenefitDecisionFactory(client=renewed.client, ends_on=month_end(today) + timedelta(400))
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    plan = agreed_plan(town.office, town.counsellor, "2026-03-16", delivered_on=None, case=case)
    waiting = ServiceUsePlanFactory(
        case=CaseFactory(client__office=town.office), author=town.counsellor, stage=Stage.DRAFT
    )
    promise = PromiseFactory(
        office=town.office, owner=town.counsellor, due_on=today - timedelta(days=1)
    )
    PromiseFactory(office=town.office, owner=town.counsellor, due_on=today + timedelta(days=8))
    need = PlanNeedFactory(plan=plan)
    line = PlannedServiceFactory(need=need, provider_name="あおば工房")
    PlannedServiceFactory(need=need, provider_name="若竹")
    ProviderPlanFactory(client=plan.client, provider_name="若竹", ends_on=None)
    return {
        "providers": line,
        "expired": expired,
        "ending": ending,
        "submission": plan,
        "delivery": plan,
        "consent": waiting,
        "promises": promise,
    }


# T-04
def test_each_deadline_counts_what_its_list_shows(town, deadlines, sign_in):
    browser = sign_in(town.counsellor)
    lines = lines_of(browser.get("/"))
    assert set(deadlines) <= set(lines)
    for deadline, line in lines.items():
        rows = list(browser.get(line.url).context["page"].rows)
        assert line.number == len(rows), deadline
        if deadline in deadlines:
            assert [row["pk"] for row in rows] == [deadlines[deadline].pk], deadline


def lines_of(page):
    """{deadline: line} of 期限に注意."""
    lines = page.context["counts"].warnings
    found = [(re.search(r"/deadlines/\?.*of=(\w+)", line.url), line) for line in lines]
    return {match[1]: line for match, line in found if match}


def test_deadlines_of_a_colleague_stand_in_the_teams_view_only(town, deadlines, sign_in):
    browser = sign_in(town.lead)
    assert browser.get("/").context["counts"].warnings == ()
    assert set(deadlines) <= set(lines_of(browser.get("/", {"view": "team"})))


def test_a_clerk_sees_promises_but_neither_plans_nor_monitoring(town, deadlines, sign_in):
    page = sign_in(town.clerk).get("/", {"view": "team"})
    lines = lines_of(page)
    assert "promises" in lines
    assert not lines.keys() & (deadlines.keys() - {"promises"})
    assert "months" not in page.context
    assert "own" not in page.context


def test_the_latest_records_of_the_team_are_shown(town, sign_in):
    ConsultationFactory(office=town.office, worker=town.lead, client=held(town), text="送迎の件")
    ConsultationFactory(office=town.office, worker=town.lead, is_anonymous=True)
    ConsultationFactory(office=town.other_office, worker=town.stranger, text="よその記録")
    page = sign_in(town.counsellor).get("/")
    text = page.content.decode()
    assert len(page.context["contacts"]) == 2
    assert "送迎の件" in text
    assert "匿名" in text
    assert "よその記録" not in text


def test_notices_and_drafts_are_ones_own(town, sign_in):
    for person in (town.counsellor, town.lead):
        Notice.objects.create(recipient=person, key="a", kind="x", text=f"{person.login_id}へ")
        Draft.objects.create(user=person, key="k", label="x", path="/", saved_at=timezone.now())
    page = sign_in(town.counsellor).get("/")
    assert page.context["counts"].drafts == 1
    assert f"{town.counsellor.login_id}へ" in page.content.decode()
    assert f"{town.lead.login_id}へ" not in page.content.decode()


# T-07
def test_my_caseload_is_the_figure_of_the_caseload_page(town, sign_in):
    law()
    serve(town.office, town.counsellor, this_month(), 1)
    serve(town.office, town.counsellor, f"{add_months(month_of(TODAY()), -2):%Y-%m}", 9)
    browser = sign_in(town.counsellor)
    own = browser.get("/").context["own"]
    (row,) = browser.get("/caseload/").context["rows"]
    assert (own["load"], own["average"]) == (row["load"], row["average"])
    assert (str(own["average"]), own["difference"]) == ("1.5", "あと 33.5")


def test_the_team_view_says_who_is_over_the_standard(town, sign_in):
    law()
    for step in range(-6, 0):
        month = f"{add_months(month_of(TODAY()), step):%Y-%m}"
        serve(town.office, town.counsellor, month, 36)
    text = sign_in(town.manager).get("/", {"view": "team"}).content.decode()
    assert "標準の35件を超えているのは1人" in text


def test_city_and_administrator_get_a_page_without_people(town, deadlines, sign_in):
    held(town)
    for persona in (town.city, town.administrator):
        page = sign_in(persona).get("/")
        assert page.status_code == 200
        assert "利用 " not in page.content.decode()
        assert "appointments" not in page.context


def test_somebody_without_a_posting_is_told_whom_to_ask(town, sign_in):
    town.counsellor.postings.update(ended_on=TODAY() - timedelta(days=1))
    text = sign_in(town.counsellor).get("/").content.decode()
    assert "事業所への配置がありません" in text


def test_who_works_at_two_offices_sees_the_chosen_one(town, sign_in):
    PostingFactory(user=town.counsellor, office=town.other_office)
    AppointmentFactory(office=town.other_office, worker=town.counsellor, starts_at=noon())
    browser = sign_in(town.counsellor)
    assert browser.get("/").context["appointments_number"] == 0
    browser.post(reverse("office-switch"), {"office": town.other_office.pk})
    assert browser.get("/").context["appointments_number"] == 1


@pytest.mark.parametrize("view", ["mine", "team"])
def test_the_page_costs_the_same_however_much_there_is_to_do(town, sign_in, view):
    law()
    browser = sign_in(town.manager)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert browser.get("/", {"view": view}).status_code == 200
        return len(captured)

    def grow(number):
        for _count in range(number):
            client = held(town, town.manager)
            month_of_client(client, this_month())
            AppointmentFactory(office=town.office, worker=town.manager, starts_at=noon())
            ConsultationFactory(office=town.office, worker=town.manager, client=client)
            agreed_plan(town.office, town.manager, TODAY().isoformat())

    grow(1)
    cost()
    few = cost()
    grow(5)
    assert cost() == few <= 18


def test_two_people_of_one_role_each_see_their_own_counts(town):
    colleague = posted(town.office, Role.COUNSELLOR)
    stranger = posted(town.other_office, Role.COUNSELLOR)
    for owner, number in ((town.counsellor, 1), (colleague, 2)):
        for _ in range(number):
            PromiseFactory(office=town.office, owner=owner, due_on=TODAY())
    places = (
        (town.counsellor, town.office),
        (colleague, town.office),
        (stranger, town.other_office),
    )
    for is_own, numbers in ((True, [1, 2, 0]), (False, [3, 3, 0])):
        found = [counts(Scope(user, office, TODAY(), is_own=is_own)) for user, office in places]
        assert [sum(line.number for line in each.warnings) for each in found] == numbers

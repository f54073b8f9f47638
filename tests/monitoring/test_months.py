"""What a person may decide about a monitoring month."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Appointment
from monitoring import actions
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth
from staffing.models import AuditEntry
from staffing.saving import Refused, StaleState
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringReportFactory, month_of_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def month(town):
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    return month_of_client(case.client, "2026-11")


def reload(month) -> MonitoringMonth:
    return MonitoringMonth.objects.get(pk=month.pk)


def test_a_month_is_left_out_and_put_back(month, town):
    actions.leave_out(month, by=town.counsellor)
    assert not reload(month).is_due

    actions.put_back(month, by=town.counsellor)
    actions.put_back(month, by=town.counsellor)

    assert reload(month).is_due
    assert reload(month).is_touched
    assert AuditEntry.objects.filter(verb="month.switched").count() == 2


def test_a_skipped_month_keeps_its_reason_and_can_be_taken_back(month, town):
    actions.skip_month(month, reason="入院中のため", by=town.counsellor)
    assert reload(month).note == "入院中のため"
    assert not MonitoringMonth.objects.unfinished().exists()

    actions.put_back(month, by=town.counsellor)

    assert reload(month).state == MonthState.OPEN


@pytest.mark.parametrize("verb", [actions.leave_out, actions.skip_month])
def test_a_month_with_a_report_is_neither_left_out_nor_skipped(verb, month, town):
    actions.create_report(month, by=town.counsellor, today=date(2026, 11, 20))
    more = {"reason": "x"} if verb is actions.skip_month else {}

    with pytest.raises(Refused):
        verb(month, by=town.counsellor, **more)


def test_a_month_the_computation_removed_meanwhile_is_said_to_have_changed(month, town):
    MonitoringMonth.objects.filter(pk=month.pk).delete()

    with pytest.raises(StaleState):
        actions.skip_month(month, reason="x", by=town.counsellor)


def test_a_planned_visit_is_an_appointment_of_the_day(month, town, sign_in):
    url = reverse("monitoring:month-visit", args=[month.pk])
    data = {
        "starts_on": "2026-11-25",
        "starts_time": "10:30",
        "worker": town.counsellor.pk,
        "place": "自宅",
    }

    response = sign_in(town.counsellor).post(url, data)

    assert response.status_code == 302
    visit = Appointment.objects.get()
    assert (visit.client, visit.worker) == (month.client, town.counsellor)
    assert reload(month).planned == visit


def test_a_visit_is_planned_once(month, town):
    when = timezone.now()
    actions.plan_visit(month, by=town.counsellor, worker=town.counsellor, starts_at=when)

    with pytest.raises(Refused):
        actions.plan_visit(month, by=town.counsellor, worker=town.counsellor, starts_at=when)


def test_a_visit_that_ends_before_it_starts_is_refused_with_everything_still_there(
    month, town, sign_in
):
    url = reverse("monitoring:month-visit", args=[month.pk])
    data = {
        "starts_on": "2026-02-31",
        "starts_time": "10:30",
        "ends_time": "9:00",
        "worker": town.stranger.pk,
        "place": "自宅の玄関",
    }

    response = sign_in(town.counsellor).post(url, data)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"starts_on", "ends_time", "worker"}
    assert "自宅の玄関" in response.content.decode()
    assert not Appointment.objects.exists()


def test_the_switch_does_what_it_says_also_on_a_double_click(month, town, sign_in):
    url = reverse("monitoring:month-switch", args=[month.pk])
    client = sign_in(town.counsellor)

    client.post(url, {"to": "out"})
    client.post(url, {"to": "out"})
    assert not reload(month).is_due

    client.post(url, {"to": "due"})
    assert reload(month).is_due


def test_a_skip_needs_its_reason(month, town, sign_in):
    url = reverse("monitoring:month-skip", args=[month.pk])

    response = sign_in(town.counsellor).post(url, {"reason": " "})

    assert response.status_code == 422
    assert reload(month).state == MonthState.OPEN


def test_overdue_means_unfinished_before_this_month_and_nothing_else(town):
    today = date(2026, 11, 24)
    late = month_of_client(CaseFactory(client__office=town.office).client, "2026-10")
    for due_month, state in [("2026-11", "open"), ("2026-10", "done"), ("2026-10", "skipped")]:
        month_of_client(CaseFactory(client__office=town.office).client, due_month, state=state)
    month_of_client(CaseFactory(client__office=town.office).client, "2026-10", is_due=False)

    assert list(MonitoringMonth.objects.overdue(today)) == [late]


@pytest.mark.parametrize(
    ("changed", "is_awaited"),
    [
        ({"state": MonthState.OPEN}, True),
        ({"state": MonthState.REPORTED}, True),
        ({"state": MonthState.DONE}, False),
        ({"state": MonthState.SKIPPED}, False),
        ({"is_due": False}, False),
    ],
)
def test_a_month_is_kept_apart_as_long_as_its_report_is_awaited(month, changed, is_awaited):
    MonitoringMonth.objects.filter(pk=month.pk).update(**changed)

    assert reload(month).open_month == (date(2026, 11, 1) if is_awaited else None)


def test_the_next_month_of_many_people_costs_one_query(town, django_assert_num_queries):
    people = [CaseFactory(client__office=town.office).client for _count in range(5)]
    for person in people:
        month_of_client(person, "2027-01")
        month_of_client(person, "2026-12")

    with django_assert_num_queries(1):
        found = MonitoringMonth.objects.next_due([person.pk for person in people])

    assert {month.due_month for month in found.values()} == {date(2026, 12, 1)}
    assert len(found) == 5


def test_the_page_of_a_month_says_why_it_is_one_and_leaves_a_trace(month, town, sign_in):
    url = reverse("monitoring:month-detail", args=[month.pk])

    text = sign_in(town.counsellor).get(url).content.decode()

    assert month.reason in text
    assert AuditEntry.objects.filter(verb="month.viewed", object_id=month.pk).exists()


@pytest.mark.parametrize("is_down", [True, False])
def test_a_stale_month_says_that_it_waits_and_whether_anybody_computes(
    is_down, month, town, sign_in, monkeypatch
):
    now = timezone.now()
    heard = now - timedelta(hours=1) if is_down else now
    monkeypatch.setattr("staffing.work.last_heartbeat", lambda: heard)
    month.schedule.stale_since = now
    month.schedule.save()

    page = sign_in(town.counsellor).get(month.get_absolute_url())
    listed = sign_in(town.counsellor).get(reverse("monitoring:month-list"))

    assert page.context["is_waiting"]
    assert page.context["is_worker_down"] == is_down
    assert listed.context["waiting"] == 1
    assert bool(listed.context["worker_notice"]) == is_down


def test_the_months_of_a_person_stand_in_their_years(month, town, sign_in):
    MonitoringReportFactory(month=month_of_client(month.client, "2026-02"), finished=True)
    url = reverse("monitoring:client-months", args=[month.client_id])

    years = sign_in(town.counsellor).get(url).context["years"]

    assert [[row.month.month for row in rows] for _name, rows in years] == [[11], [2]]


def test_after_the_end_of_the_case_the_page_says_that_nothing_is_left_to_do(town, sign_in):
    case = CaseFactory(
        client__office=town.office,
        state="closed",
        closed_on=date(2026, 10, 5),
        close_reason="moved",
    )
    schedule = month_of_client(case.client, "2026-11").schedule
    schedule.months.all().delete()
    desk = sign_in(town.counsellor)
    text = desk.get(reverse("monitoring:client-months", args=[case.client_id])).content.decode()
    assert "令和8年10月5日" in text
    assert "この先のモニタリング月はありません" in text
    assert "支給決定を登録" not in text
    file = desk.get(case.client.get_absolute_url()).content.decode()
    assert "令和8年10月5日 終結" in file
    assert "更新の準備" not in file

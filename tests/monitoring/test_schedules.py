"""The months that are stored follow the decision, whatever happens to queue and worker."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from cases.actions import close_case, make_appointment, open_case
from cases.choices import CloseReason
from monitoring import actions, tasks
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth, MonitoringSchedule
from plans import hooks
from plans.choices import IntervalSource
from staffing.models import AuditEntry, JobRun
from tests.factories.cases import AppointmentFactory, CaseFactory
from tests.factories.monitoring import MonitoringReportFactory, MonitoringScheduleFactory
from tests.factories.plans import BenefitDecisionFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 10)
NOW = timezone.make_aware(datetime(2026, 4, 10, 9, 0))


def recompute(*schedules, today=TODAY):
    return actions.recompute([schedule.pk for schedule in schedules], today=today, now=NOW)


def months(schedule, **wanted):
    stored = schedule.months.filter(**wanted).order_by("due_month")
    return [f"{month.due_month:%Y-%m}" for month in stored]


def test_the_months_of_a_decision_are_written_with_their_reasons():
    schedule = MonitoringScheduleFactory(stale_since=NOW)

    recompute(schedule)

    assert months(schedule, is_due=True) == ["2026-09", "2027-03"]
    assert all(schedule.months.values_list("reason", flat=True))
    schedule.refresh_from_db()
    assert schedule.stale_since is None


def test_running_it_twice_changes_nothing():
    schedule = MonitoringScheduleFactory(stale_since=NOW)
    recompute(schedule)
    before = list(schedule.months.values_list("pk", flat=True))

    assert recompute(schedule) == 0
    assert list(schedule.months.values_list("pk", flat=True)) == before


def test_the_months_on_the_certificate_win():
    decision = BenefitDecisionFactory(
        interval_source=IntervalSource.CERTIFICATE,
        interval_months=3,
        monitoring_from=date(2026, 4, 1),
        monitoring_to=date(2026, 10, 1),
    )
    schedule = MonitoringScheduleFactory(decision=decision)

    recompute(schedule)

    assert months(schedule) == ["2026-04", "2026-07", "2026-10"]


def test_open_months_follow_a_changed_interval_and_superfluous_ones_go():
    schedule = MonitoringScheduleFactory()
    recompute(schedule)
    schedule.decision.interval_months = 12
    schedule.decision.save()

    recompute(schedule)

    assert months(schedule) == ["2027-03"]


@pytest.mark.parametrize("kind", ["skipped", "switched", "reported", "planned", "past"])
def test_a_month_somebody_worked_on_never_changes(kind, town):
    decision = BenefitDecisionFactory(client__office=town.office)
    schedule = MonitoringScheduleFactory(decision=decision)
    recompute(schedule)
    month = schedule.months.get(due_month=date(2026, 9, 1))
    today = TODAY
    match kind:
        case "skipped":
            actions.skip_month(month, reason="入院", by=town.counsellor)
        case "switched":
            actions.leave_out(month, by=town.counsellor)
        case "reported":
            actions.create_report(month, by=town.counsellor, today=TODAY)
        case "planned":
            actions.plan_visit(month, by=town.counsellor, worker=town.counsellor, starts_at=NOW)
        case "past":
            today = date(2026, 10, 1)
    decision.interval_months = 12
    decision.save()

    recompute(schedule, today=today)

    assert "2026-09" in months(schedule)


def test_a_cancelled_appointment_holds_no_month():
    schedule = MonitoringScheduleFactory()
    recompute(schedule)
    visit = AppointmentFactory(office=schedule.office, client=schedule.client, deleted_at=NOW)
    schedule.months.filter(due_month=date(2026, 9, 1)).update(appointment=visit)
    schedule.decision.interval_months = 12
    schedule.decision.save()

    recompute(schedule)

    assert months(schedule) == ["2027-03"]


def test_a_later_decision_takes_its_months_over():
    old = MonitoringScheduleFactory()
    new = MonitoringScheduleFactory(
        decision=BenefitDecisionFactory(
            client=old.client, starts_on=date(2026, 8, 1), ends_on=date(2027, 3, 31)
        )
    )

    recompute(old, new)

    assert months(old, is_due=True) == []
    assert months(new, is_due=True) == ["2026-09", "2027-03"]
    assert months(old, is_due=False) == ["2026-09", "2027-03"]


def test_a_closed_case_stops_the_months_to_come(town):
    case = CaseFactory(client__office=town.office, opened_on=date(2026, 4, 1))
    decision = BenefitDecisionFactory(client=case.client)
    hooks.decision_changed(decision)
    recompute(decision.schedule)
    assert months(decision.schedule) == ["2026-09", "2027-03"]

    close_case(case, on=date(2026, 10, 5), reason=CloseReason.MOVED, by=town.lead)
    schedule = MonitoringSchedule.objects.get(decision=decision)
    assert schedule.stale_since is not None
    recompute(schedule, today=date(2026, 10, 6))

    assert months(schedule) == ["2026-09"]


def test_a_reopened_case_gets_its_months_back(town):
    case = CaseFactory(client__office=town.office, opened_on=date(2026, 4, 1))
    decision = BenefitDecisionFactory(client=case.client)
    hooks.decision_changed(decision)
    close_case(case, on=date(2026, 5, 5), reason=CloseReason.MOVED, by=town.lead)
    recompute(decision.schedule)
    open_case(case.client, on=date(2026, 6, 1), by=town.lead)

    recompute(decision.schedule)

    assert months(decision.schedule) == ["2026-09", "2027-03"]


@pytest.mark.parametrize(
    ("spans", "due"),
    [
        ([("2026-10-20", None)], ["2026-10", "2027-01"]),
        ([("2026-07-31", None)], ["2026-07", "2026-10", "2027-01"]),
        ([("2026-03-01", "2026-05-09"), ("2026-11-01", None)], ["2027-01"]),
        ([("2026-03-01", "2026-11-09")], ["2026-07", "2026-10"]),
        ([], ["2026-07", "2026-10", "2027-01"]),
    ],
)
def test_months_without_a_case_at_this_office_are_not_its_own(spans, due):
    decision = BenefitDecisionFactory(
        interval_months=3, ends_on=date(2027, 1, 31), monitoring_to=date(2027, 1, 1)
    )
    for opened_on, closed_on in spans:
        ended = {"closed_on": closed_on, "close_reason": CloseReason.MOVED, "state": "closed"}
        CaseFactory(client=decision.client, opened_on=opened_on, **(ended if closed_on else {}))
    schedule = MonitoringScheduleFactory(decision=decision)

    recompute(schedule)

    assert months(schedule, is_due=True) == due


def test_a_deleted_decision_keeps_only_what_was_used():
    schedule = MonitoringScheduleFactory()
    recompute(schedule)
    used = schedule.months.get(due_month=date(2026, 9, 1))
    MonitoringReportFactory(month=used)
    schedule.decision.deleted_at = NOW
    schedule.decision.save()

    recompute(schedule)

    assert months(schedule) == ["2026-09"]


def test_a_decision_that_cannot_be_counted_stops_nobody_else(caplog):
    bad = BenefitDecisionFactory(
        starts_on=date(2026, 4, 1),
        monitoring_from=date(2026, 1, 1),
        monitoring_to=date(2026, 2, 1),
    )
    schedules = [MonitoringScheduleFactory(decision=bad), MonitoringScheduleFactory()]

    recompute(*schedules)

    assert months(schedules[0]) == []
    assert months(schedules[1]) == ["2026-09", "2027-03"]
    assert str(bad.pk) in caplog.text


def test_every_change_leaves_one_line_in_the_history():
    schedule = MonitoringScheduleFactory()

    recompute(schedule)
    recompute(schedule)

    assert AuditEntry.objects.filter(verb="schedule.computed").count() == 1


def test_a_batch_costs_the_same_few_queries(django_assert_max_num_queries):
    schedules = [MonitoringScheduleFactory(stale_since=NOW) for _count in range(30)]

    with django_assert_max_num_queries(12):
        recompute(*schedules)

    assert MonitoringMonth.objects.count() == 60


def test_the_task_of_each_minute_finds_what_the_queue_lost():
    waiting = MonitoringScheduleFactory(stale_since=NOW)
    fresh = MonitoringScheduleFactory()

    tasks.recompute_stale()

    waiting.refresh_from_db()
    assert waiting.stale_since is None
    assert waiting.months.exists()
    assert not fresh.months.exists()
    assert JobRun.objects.get(name="monitoring.recompute_stale").is_ok


def test_the_nightly_sweep_repairs_what_nobody_announced():
    today = timezone.localdate()
    starts_on, ends_on = today.replace(day=1), today + timedelta(days=360)
    running = {"starts_on": starts_on, "ends_on": ends_on, "monitoring_to": ends_on}
    forgotten = BenefitDecisionFactory(**running, monitoring_from=starts_on)
    over = BenefitDecisionFactory(
        starts_on=date(2020, 4, 1),
        ends_on=date(2021, 3, 31),
        monitoring_from=date(2020, 9, 1),
        monitoring_to=date(2021, 3, 1),
    )

    tasks.sweep()
    tasks.sweep()

    assert MonitoringMonth.objects.filter(schedule__decision=forgotten).exists()
    assert not MonitoringSchedule.objects.filter(decision=over).exists()
    assert JobRun.objects.get(name="monitoring.sweep").is_ok


def test_the_sweep_goes_through_batches_of_any_size(monkeypatch):
    monkeypatch.setattr(actions.schedules, "WRITTEN", 2)
    for _count in range(5):
        MonitoringScheduleFactory(stale_since=NOW)

    batches = list(actions.stale_schedules())

    assert [len(batch) for batch in batches] == [2, 2, 1]
    assert len({key for batch in batches for key in batch}) == 5


def test_an_appointment_made_elsewhere_does_not_touch_a_month(town):
    schedule = MonitoringScheduleFactory(decision__client__office=town.office)
    recompute(schedule)

    make_appointment(
        by=town.clerk,
        office=town.office,
        client=schedule.client,
        worker=town.counsellor,
        starts_at=NOW,
        title="訪問",
    )

    states = set(schedule.months.values_list("state", flat=True))
    assert states == {MonthState.OPEN}

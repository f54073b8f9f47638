"""Morning summary and warnings of ends: each once, however often and however late a run comes."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.actions.reminders import send_endings, send_mornings
from reports.tasks import end_warnings, morning_summary
from staffing.models import JobRun, Notice
from tests.factories.cases import CaseFactory, CertificateFactory, PromiseFactory
from tests.factories.monitoring import month_of_client
from tests.factories.plans import BenefitDecisionFactory

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 11, 24)


def told(user, kind):
    return list(Notice.objects.filter(recipient=user, kind=kind).order_by("pk"))


@pytest.fixture
def case(town):
    return CaseFactory(client__office=town.office, worker=town.counsellor)


def test_everybody_is_told_the_own_numbers_once_a_day(case, town):
    PromiseFactory(office=town.office, owner=town.counsellor, due_on=TUESDAY)
    month_of_client(case.client, "2026-11")
    month_of_client(case.client, "2026-09")

    assert send_mornings(today=TUESDAY) == 1
    assert send_mornings(today=TUESDAY) == 0
    assert send_mornings(today=TUESDAY + timedelta(days=1)) == 1

    first, _second = told(town.counsellor, "morning")
    assert "約束 1件" in first.text
    assert case.client.name not in first.text
    assert not told(town.lead, "morning")


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 23)])
def test_on_a_closed_day_nobody_is_told(day, case, town):
    month_of_client(case.client, "2026-11")

    assert send_mornings(today=day) == 0


def test_each_step_before_an_end_is_warned_of_once(case, town):
    end = TUESDAY + timedelta(days=90)
    BenefitDecisionFactory(client=case.client, starts_on=end - timedelta(days=364), ends_on=end)

    runs = [TUESDAY, TUESDAY, TUESDAY + timedelta(days=1), end - timedelta(days=60), end, end]
    assert [send_endings(today=day) for day in runs] == [1, 0, 0, 1, 1, 0]
    assert len(told(town.counsellor, "ending")) == 3
    assert told(town.counsellor, "ending")[0].client_id == case.client_id


def test_a_run_that_comes_late_warns_of_the_step_it_finds(case, town):
    end = TUESDAY + timedelta(days=20)
    BenefitDecisionFactory(client=case.client, starts_on=end - timedelta(days=364), ends_on=end)

    assert send_endings(today=TUESDAY) == 1
    assert "20日" in told(town.counsellor, "ending")[0].text


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2026, 11, 30), date(2026, 12, 31)])
def test_the_last_day_of_a_month_and_the_29th_of_february(day, case, town):
    BenefitDecisionFactory(client=case.client, starts_on=day - timedelta(days=364), ends_on=day)

    assert [send_endings(today=day), send_endings(today=day)] == [1, 0]


def test_a_renewed_decision_or_a_closed_case_warns_of_nothing(case, town):
    end = TUESDAY + timedelta(days=30)
    BenefitDecisionFactory(client=case.client, starts_on=end - timedelta(days=364), ends_on=end)
    BenefitDecisionFactory(
        client=case.client, starts_on=end + timedelta(days=1), ends_on=end + timedelta(days=365)
    )

    assert send_endings(today=TUESDAY) == 0


def test_without_anybody_in_charge_the_leads_are_told(town):
    case = CaseFactory(client__office=town.office, worker=None)
    CertificateFactory(client=case.client, ends_on=TUESDAY + timedelta(days=30))

    assert send_endings(today=TUESDAY) == 2
    assert told(town.lead, "ending")


def test_the_tasks_run_and_the_home_page_says_when_one_is_late(case, town, sign_in):
    assert morning_summary() is not None
    assert end_warnings() is not None
    JobRun.objects.update_or_create(
        name="monitoring.sweep",
        defaults={
            "started_at": timezone.now() - timedelta(days=4),
            "finished_at": timezone.now() - timedelta(days=4),
            "good_at": timezone.now() - timedelta(days=4),
            "is_ok": True,
        },
    )
    JobRun.objects.update_or_create(
        name="staffing.heartbeat",
        defaults={"started_at": timezone.now(), "finished_at": timezone.now(), "is_ok": True},
    )

    page = sign_in(town.lead).get(reverse("reports:home")).content.decode()

    assert "モニタリング月の夜間点検" in page

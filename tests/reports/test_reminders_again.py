"""Runs that come thrice, late, or in the last minute of a month: each reminder exactly once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from reports.tasks import end_warnings, morning_summary, weekly_digest
from staffing.models import Notice
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringMonthFactory, MonitoringScheduleFactory
from tests.factories.plans import BenefitDecisionFactory

pytestmark = pytest.mark.django_db

JAPAN = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 30, 23, 59, tzinfo=JAPAN),
        datetime(2028, 2, 29, 23, 59, tzinfo=JAPAN),
        datetime(2027, 3, 31, 23, 59, tzinfo=JAPAN),
    ],
)
def test_three_deliveries_in_the_last_minute_of_a_month(now, town, monkeypatch):
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    today = now.date()
    decision = BenefitDecisionFactory(
        client=case.client, starts_on=today - timedelta(days=364), ends_on=today
    )
    schedule = MonitoringScheduleFactory(decision=decision)
    MonitoringMonthFactory(schedule=schedule, due_month=today.replace(day=1))
    monkeypatch.setattr(timezone, "now", lambda: now)

    for _delivery in range(3):
        morning_summary.run()
        end_warnings.run()
        weekly_digest.run()

    assert Notice.objects.filter(recipient=town.lead, kind="digest").count() == 1
    kinds = Notice.objects.filter(recipient=town.counsellor).values_list("kind", flat=True)
    assert sorted(kinds) == ["ending", "morning"]
    (morning,) = Notice.objects.filter(kind="morning", recipient=town.counsellor)
    assert f"{today:%Y-%m-%d}" in morning.key

"""The sweep in the last minute of a month, delivered three times: each month right, once. T-06"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from config.common.fiscal import add_months, month_end
from monitoring.models import MonitoringMonth
from monitoring.tasks import sweep
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringScheduleFactory
from tests.factories.plans import BenefitDecisionFactory

pytestmark = pytest.mark.django_db

JAPAN = ZoneInfo("Asia/Tokyo")


def decided(this_month: date):
    """Every three months, with the month that is about to end among them; nothing computed yet."""
    start = add_months(this_month, -8)
    last = add_months(start, 11)
    case = CaseFactory(opened_on=date(2020, 1, 1))
    decision = BenefitDecisionFactory(
        client=case.client,
        starts_on=start,
        ends_on=month_end(last),
        interval_months=3,
        monitoring_from=add_months(start, 2),
        monitoring_to=last,
    )
    return MonitoringScheduleFactory(decision=decision)


# T-06
@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 30, 23, 59, tzinfo=JAPAN),
        datetime(2026, 12, 31, 23, 59, tzinfo=JAPAN),
        datetime(2027, 2, 28, 23, 59, tzinfo=JAPAN),
        datetime(2028, 2, 29, 23, 59, tzinfo=JAPAN),
    ],
)
def test_the_month_that_ends_is_still_this_month(now, monkeypatch):
    this_month = now.date().replace(day=1)
    schedule = decided(this_month)
    monkeypatch.setattr(timezone, "now", lambda: now)

    for _delivery in range(3):
        sweep()

    months = MonitoringMonth.objects.filter(schedule=schedule, due_month__gte=this_month)
    found = list(months.order_by("due_month").values_list("due_month", "is_due"))
    assert found == [(this_month, True), (add_months(this_month, 3), True)]
    MonitoringMonth.objects.filter(schedule=schedule, due_month=this_month).delete()

    for _delivery in range(3):
        sweep()

    assert months.filter(due_month=this_month).count() == 1

"""Pauses for a stay in hospital, and a month moved to another: each with its reason."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from config.common.fiscal import add_months, month_end, month_of
from monitoring.actions import recompute
from monitoring.actions.pauses import begin_pause, cancel_pause, change_pause, move_month
from monitoring.choices import MonthState, PauseKind
from monitoring.models import MonitoringMonth
from staffing.saving import Refused
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringScheduleFactory
from tests.factories.plans import BenefitDecisionFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
FIRST = month_of(TODAY)


@pytest.fixture
def schedule(town):
    """Every three months for a year from this month: months 2, 5, 8 and 11."""
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    end = month_end(add_months(FIRST, 11))
    decision = BenefitDecisionFactory(
        client=case.client,
        starts_on=FIRST,
        ends_on=end,
        interval_months=3,
        monitoring_from=FIRST,
        monitoring_to=end.replace(day=1),
        interval_source="standard",
    )
    schedule = MonitoringScheduleFactory(decision=decision)
    recompute([schedule.pk], today=TODAY, now=timezone.now())
    return schedule


def due(schedule):
    months = schedule.months.due().exclude(state=MonthState.SKIPPED).order_by("due_month")
    return [(m.due_month.year - FIRST.year) * 12 + m.due_month.month - FIRST.month for m in months]


def pause(town, schedule, **fields):
    values = {
        "kind": PauseKind.HOSPITAL,
        "starts_on": add_months(FIRST, 1),
        "ends_on": None,
        "place": "市立病院",
    }
    now = timezone.now()
    return begin_pause(schedule.client, by=town.counsellor, today=TODAY, now=now, **values | fields)


def test_whole_months_of_a_stay_are_left_out_but_for_the_last_of_the_period(town, schedule):
    assert due(schedule) == [2, 5, 8, 11]

    pause(town, schedule)

    assert due(schedule) == [11]
    left = schedule.months.get(due_month=add_months(FIRST, 2))
    assert not left.is_due
    assert "入院" in left.reason


def test_months_after_the_end_are_due_again(town, schedule):
    made = pause(town, schedule)
    now = timezone.now()

    change_pause(
        made,
        by=town.counsellor,
        version=None,
        today=TODAY,
        now=now,
        ends_on=add_months(FIRST, 5) + timedelta(days=9),
    )
    assert due(schedule) == [5, 8, 11]

    cancel_pause(made, by=town.counsellor, reason="登録の誤り", today=TODAY, now=now)
    assert due(schedule) == [2, 5, 8, 11]


def test_a_month_somebody_worked_on_stays(town, schedule):
    month = schedule.months.get(due_month=add_months(FIRST, 2))
    MonitoringMonth.objects.filter(pk=month.pk).update(state=MonthState.REPORTED)

    pause(town, schedule)

    assert 2 in due(schedule)


def test_a_month_is_moved_and_both_say_why(town, schedule):
    month = schedule.months.get(due_month=add_months(FIRST, 2))

    target = move_month(month, to=add_months(FIRST, 3), reason="本人の希望", by=town.counsellor)

    assert due(schedule) == [3, 5, 8, 11]
    month.refresh_from_db()
    assert "本人の希望" in month.note
    assert "本人の希望" in target.reason
    recompute([schedule.pk], today=TODAY, now=timezone.now())
    assert due(schedule) == [3, 5, 8, 11]


@pytest.mark.parametrize(("place", "to"), [(11, 10), (2, 5), (2, 13)])
def test_what_does_not_move(place, to, town, schedule):
    month = schedule.months.get(due_month=add_months(FIRST, place))

    with pytest.raises(Refused):
        move_month(month, to=add_months(FIRST, to), reason="x", by=town.counsellor)


def test_pauses_and_moves_by_the_pages(town, schedule, sign_in):
    client = sign_in(town.counsellor)
    url = reverse("monitoring:pause-create", args=[schedule.client_id])
    data = {"kind": "hospital", "starts_on": f"{TODAY:%Y-%m-%d}", "_key": str(uuid4())}
    wrong = client.post(url, data | {"ends_on": "2020-01-01"})
    assert "ends_on" in wrong.context["form"].errors

    client.post(url, data)

    page = client.get(reverse("monitoring:client-months", args=[schedule.client_id]))
    (made,) = page.context["pauses"]
    assert client.get(reverse("monitoring:pause-edit", args=[made.pk])).status_code == 200
    client.post(reverse("monitoring:pause-cancel", args=[made.pk]), {"reason": "誤り"})
    month = schedule.months.get(due_month=add_months(FIRST, 2))
    move = reverse("monitoring:month-move", args=[month.pk])
    client.post(move, {"to": f"{add_months(FIRST, 1):%Y-%m}", "reason": "都合"})
    assert due(schedule) == [1, 5, 8, 11]

"""Many rows at once: what arrives is what `save()` would have written."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from cases.models import RecentClient
from config.common import bulk
from config.common.bulk import ROOM, insert_row, insert_rows, roomy
from monitoring.models import MonitoringMonth
from staffing.models import AuditEntry
from tests.factories.cases import ClientFactory
from tests.factories.monitoring import MonitoringScheduleFactory

pytestmark = pytest.mark.django_db

NAMES = ("schedule_id", "office_id", "client_id", "due_month", "is_due", "reason")
HARD = "満了月から「6か月」ごと\tに\\N逆算\n%s 𠮷"


def row(schedule, month, *, is_due=True, reason=HARD):
    return (schedule.pk, schedule.office_id, schedule.client_id, month, is_due, reason)


def columns(month: MonitoringMonth) -> dict:
    stored = MonitoringMonth.objects.filter(pk=month.pk).values().get()
    return {name: value for name, value in stored.items() if name not in {"id", "due_month"}}


def test_a_row_equals_the_one_that_save_writes():
    schedule = MonitoringScheduleFactory()
    saved = MonitoringMonth.objects.create(
        schedule=schedule,
        office=schedule.office,
        client=schedule.client,
        due_month=date(2026, 9, 1),
        is_due=False,
        reason=HARD,
    )

    insert_rows(MonitoringMonth, NAMES, [row(schedule, date(2027, 3, 1), is_due=False)])

    written = MonitoringMonth.objects.get(due_month=date(2027, 3, 1))
    assert columns(written) == columns(saved)


def test_rows_come_from_a_generator_of_any_length(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(bulk, "CHUNK", 2)
    schedule = MonitoringScheduleFactory()

    with django_assert_num_queries(3):
        insert_rows(
            MonitoringMonth, NAMES, (row(schedule, date(2026, month, 1)) for month in range(1, 6))
        )

    assert schedule.months.count() == 5


def test_no_rows_cost_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows(MonitoringMonth, NAMES, [])


def test_columns_that_are_alike_are_given_once_and_the_rest_takes_its_default():
    names = ("object_type", "object_id", "office_id", "client_id")
    same = {"verb": "schedule.computed", "details": {"何": ["a", 1, None]}}

    insert_rows(AuditEntry, names, [("x", 1, None, None), ("x", 2, None, 7)], same=same)

    first, second = AuditEntry.objects.order_by("pk")
    assert first.details == second.details == {"何": ["a", 1, None]}
    assert (first.user_id, first.request_id, second.client_id) == (None, "", 7)
    assert first.at == second.at


def test_a_row_that_breaks_a_constraint_is_refused_as_save_would():
    schedule = MonitoringScheduleFactory()
    twice = [row(schedule, date(2026, 9, 1))] * 2

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(MonitoringMonth, NAMES, twice)

    assert not schedule.months.exists()


def test_one_row_equals_the_one_that_save_writes(town):
    def entry():
        details = {"file": HARD, "pages": 2}
        return AuditEntry(user=town.lead, verb="x", object_type="y", details=details)

    insert_row(entry())
    entry().save()
    written = AuditEntry.objects.order_by("-pk").values(
        "user", "office", "verb", "object_type", "object_id", "details", "request_id"
    )[:2]
    assert written[0] == written[1]
    assert AuditEntry.objects.latest("pk").at is not None


def test_a_row_that_is_there_takes_over_the_new_values(town):
    client = ClientFactory(office=town.office)
    for day in (1, 2):
        opened = RecentClient(
            user=town.lead, client=client, opened_at=datetime(2026, 11, day, tzinfo=UTC)
        )
        insert_row(opened, unique=("user", "client"))
    assert RecentClient.objects.get(user=town.lead).opened_at.day == 2


def kept() -> int:
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA cache_size").fetchone()[0]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="others look after their memory")
def test_long_work_has_room_and_gives_it_back():
    before = kept()

    with roomy():
        assert kept() == -ROOM
    assert kept() == before

    with pytest.raises(ZeroDivisionError), roomy():
        _ = 1 / 0
    assert kept() == before

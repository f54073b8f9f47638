"""Questions that are compiled once and asked with other values (README, decisions)."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.models import Count, DateField, Value
from django.test.utils import CaptureQueriesContext

from config.common.keptplans import named
from config.common.prepared import prepared, prepared_part
from staffing.models import Office, Posting, User
from tests.factories.staffing import OfficeFactory, PostingFactory, UserFactory

pytestmark = pytest.mark.django_db


@prepared
def offices(*, keys, since=None):
    rows = Office.objects.filter(pk__in=keys).order_by("pk")
    return rows.filter(created_at__gte=since) if since else rows


def test_other_values_find_other_rows():
    one, two = OfficeFactory(), OfficeFactory()
    assert offices(keys=(one.pk,)) == [one]
    assert offices(keys=(two.pk,)) == [two]


def test_more_values_and_none_at_all_are_another_shape():
    one, two = OfficeFactory(), OfficeFactory()
    assert offices(keys=(one.pk, two.pk)) == [one, two]
    assert offices(keys=()) == []


def test_the_same_rows_come_as_from_the_query_itself():
    posting = PostingFactory()

    @prepared
    def postings(*, key, today):
        return Posting.objects.on(today).filter(user_id=key).select_related("user", "office")

    with CaptureQueriesContext(connection) as captured:
        found = postings(key=posting.user_id, today=date.today())[0]
        assert (found, found.user, found.office) == (posting, posting.user, posting.office)
    assert len(captured) == 1


def test_values_of_columns_come_as_usual():
    user = UserFactory()

    @prepared
    def names(*, login_id):
        return User.objects.filter(login_id=login_id).values("pk", "name")

    assert names(login_id=user.login_id) == [{"pk": user.pk, "name": user.name}]


def test_a_value_that_does_not_reach_the_database_is_a_mistake():
    @prepared
    def doubled(*, key):
        return Office.objects.filter(pk=key * 2)

    with pytest.raises(ValueError, match="key"):
        doubled(key=1)


def test_a_key_that_no_table_can_hold_finds_nothing():
    @prepared
    def office(*, key):
        return Office.objects.filter(pk=key)

    assert office(key=10**30) == []


@prepared_part(may_lack=("since",))
def chosen(*, keys, since=None):
    rows = Office.objects.filter(pk__in=keys).order_by()
    rows = rows.filter(created_at__gte=since) if since else rows
    return rows.values("pk")


def test_a_part_stands_in_a_condition_like_the_question_itself():
    one, two = OfficeFactory(), OfficeFactory()
    rows = Office.objects.order_by("pk")
    assert list(rows.filter(pk__in=chosen(keys=(two.pk,)))) == [two]
    assert list(rows.exclude(pk__in=chosen(keys=(two.pk,)))) == [one]
    # In a query within a query, too, where Django gives the tables other names.
    posted = Posting.objects.filter(office__in=rows.filter(pk__in=chosen(keys=(one.pk,))))
    assert list(posted) == []
    posting = PostingFactory(office=one)
    assert list(posted.all()) == [posting]


def test_a_question_that_has_been_asked_in_too_many_shapes_begins_anew(monkeypatch):
    monkeypatch.setattr("config.common.prepared.KEPT", 2)
    made = [OfficeFactory() for _ in range(4)]
    keys = tuple(office.pk for office in made)
    for number in range(5):
        assert offices(keys=keys[:number]) == made[:number]
    assert len(offices(keys=keys)) == len(made)


def test_a_text_to_look_for_is_escaped_like_the_database_wants_it():
    @prepared
    def named(*, text):
        return Office.objects.filter(name__contains=text).order_by("pk")

    plain, odd = OfficeFactory(name="あおば"), OfficeFactory(name="100%_あおば")
    assert named(text="あおば") == [plain, odd]
    assert named(text="100%_") == [odd]
    assert named(text="%") == [odd]


def test_only_the_values_are_sent_beside_the_question():
    written = SimpleNamespace(ops=SimpleNamespace(compose_sql=lambda sql, values: repr(*values)))
    sql = "SELECT %s WHERE a LIKE '%%' AND b = %s AND c IN (%s, %s)"
    found = named(sql, ["7%", 1, 2, 1], {1: "key", 2: "other", 3: "key"}, written)
    assert found.sql == ("SELECT '7%%' WHERE a LIKE '%%' AND b = %(v0)s AND c IN (%(v1)s, %(v0)s)")
    assert found.names == {"v0": 1, "v1": 2}


on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="keeps no plans")


def plans(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT parameter_types::text FROM pg_prepared_statements WHERE statement LIKE %s",
            [f"%{table}%"],
        )
        return [types for (types,) in cursor.fetchall()]


@on_postgresql
def test_the_server_keeps_one_plan_for_keys_of_every_size():
    @prepared
    def people(*, key, today):
        rows = Posting.objects.filter(office_id=key).values(day=Value(today, DateField()))
        return rows.annotate(number=Count("pk")).values_list("day", "number")

    posting, day = PostingFactory(), date(2026, 4, 1)
    for key in (1, 40_000, 3_000_000_000):
        people(key=key, today=day)
    assert people(key=posting.office_id, today=day) == [(day, 1)]
    assert plans("staffing_posting") == ["{date,bigint}"]


@on_postgresql
def test_what_a_span_of_time_finds_is_planned_each_time():
    for _time in range(3):
        offices(keys=(1,), since=datetime(2026, 4, 1, tzinfo=UTC))
    assert plans("staffing_office") == []

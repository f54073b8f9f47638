"""A full disk and a database that is away: a page that says so and loses nothing that was typed."""

import errno
import sqlite3
from contextlib import contextmanager

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse
from psycopg import errors as postgresql

from cases import actions
from cases.models import Client
from staffing.models import SearchTicket, User
from staffing.saving import StaleState
from tests.factories.cases import CaseFactory
from tests.input.walk import (
    BY_APP,
    ROWS,
    FormReader,
    address,
    assert_reveals_nothing,
    fields_of,
    insider,
    post,
    stock,
)
from tests.staffing.test_sheets import opened

TYPED = "電話で伺った話 <b>9時</b>"
SHOWN = "電話で伺った話 &lt;b&gt;9時&lt;/b&gt;"


def full_sqlite() -> Exception:
    """Return the very error of a database that may not grow."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE t (x)")
    database.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.OperationalError) as raised:
        database.execute("INSERT INTO t VALUES (zeroblob(100000))")
    database.close()
    return raised.value


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


NO_ROOM = {
    "sqlite": lambda: caused(OperationalError("database or disk is full"), full_sqlite()),
    "postgresql": lambda: caused(OperationalError("x"), postgresql.DiskFull("x")),
    "files": lambda: OSError(errno.ENOSPC, "No space left on device"),
}
AWAY = {
    "stopped": lambda: OperationalError("connection refused"),
    "shutdown": lambda: caused(OperationalError("x"), postgresql.AdminShutdown("x")),
    "closed": lambda: InterfaceError("the connection is closed"),
    "locked": lambda: OperationalError("database is locked"),
}


@contextmanager
def failing(error, *, reading: bool):
    """Let every write fail, or every statement."""

    def refuse(execute, sql, params, many, context):
        if reading or sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise error()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def form_of(town, sign_in):
    path = reverse("cases:client-create")
    browser = sign_in(town.counsellor)
    browser.raise_request_exception = False
    return browser, path, opened(browser, path, name=TYPED, name_kana="やまだ")


@pytest.mark.parametrize("kind", NO_ROOM)
def test_a_full_disk_shows_what_was_typed_and_sends_it_again(form_of, kind):
    browser, path, form = form_of
    with failing(NO_ROOM[kind], reading=False):
        answer = browser.post(path, form)
    page = answer.content.decode()
    assert answer.status_code == 507
    assert answer.headers["Retry-After"]
    assert "いまは保存できません" in page
    assert answer.headers["X-Request-ID"] in page
    assert SHOWN in page
    assert_reveals_nothing(answer)
    assert not Client.objects.exists()
    reader = FormReader()
    reader.feed(page)
    again = post(browser, path, reader.fields)
    assert again.status_code == 302
    assert Client.objects.get().name == TYPED


@pytest.mark.parametrize("reading", [False, True], ids=["writing", "everything"])
@pytest.mark.parametrize("kind", AWAY)
def test_a_database_that_is_away_keeps_what_was_typed(form_of, kind, reading):
    browser, path, form = form_of
    with failing(AWAY[kind], reading=reading):
        answer = browser.post(path, form)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "データベースが応答しません" in page
    assert SHOWN in page
    assert_reveals_nothing(answer)
    assert not Client.objects.exists()
    assert browser.post(path, form).status_code == 302
    assert Client.objects.count() == 1


@pytest.mark.parametrize("kind", AWAY)
def test_no_page_but_503_while_the_database_is_away(town, sign_in, kind):
    browser = sign_in(town.manager)
    browser.raise_request_exception = False
    with failing(AWAY[kind], reading=True):
        answers = [browser.get(path) for path in ("/", "/clients/", "/settings/")]
    assert [answer.status_code for answer in answers] == [503] * 3
    assert "もう一度送信する" not in answers[0].content.decode()


@pytest.mark.parametrize("app", BY_APP)
def test_every_form_of_every_app_keeps_what_was_typed(app, town, sign_in):
    for name in BY_APP[app]:
        row = ROWS[name]
        path, browser = address(name, town), sign_in(town.people[insider(row)])
        browser.raise_request_exception = False
        filled = fields_of(browser, row, path, typed=TYPED)
        before = stock()
        with failing(NO_ROOM["postgresql"], reading=True):
            answer = post(browser, path, filled)
        assert answer.status_code == 507, name
        assert stock() == before, name
        if "_key" in dict(filled):
            assert (SHOWN in answer.content.decode()) is any(v == TYPED for _n, v in filled), name


def test_no_password_is_shown_again(client, db):
    client.raise_request_exception = False
    with failing(NO_ROOM["sqlite"], reading=True):
        answer = client.post(reverse("login"), {"username": "x", "password": "himitsu-1234"})
    assert answer.status_code == 507
    assert "himitsu-1234" not in answer.content.decode()


@pytest.mark.django_db(transaction=True)  # a failure inside the test's transaction would end it
def test_a_file_can_be_read_while_the_disk_is_full_and_the_log_says_so(town, sign_in, caplog):
    case = CaseFactory(client__office=town.office, client__name="潮見 波留")
    browser = sign_in(town.counsellor)
    with failing(NO_ROOM["sqlite"], reading=False):
        answer = browser.get(reverse("cases:client-detail", args=[case.client_id]))
    assert answer.status_code == 200
    [line] = [line for line in caplog.messages if "trail" in line]
    assert f"client {case.client_id}" in line
    assert f"by {town.counsellor.pk}:" in line
    assert "潮見" not in line


def test_an_act_that_came_too_late_says_so_and_shows_what_was_typed(town, sign_in, monkeypatch):
    row = ROWS["cases:appointment-cancel"]
    path, browser = address("cases:appointment-cancel", town), sign_in(town.people[insider(row)])

    def is_late(appointment, **_values):
        raise StaleState(appointment)

    monkeypatch.setattr(actions, "cancel_appointment", is_late)
    answer = post(browser, path, fields_of(browser, row, path, typed=TYPED))
    assert answer.status_code == 409
    assert SHOWN in answer.content.decode()
    assert "もう一度送信する" not in answer.content.decode()


def test_the_second_of_two_who_take_one_place_is_told_so(form_of, monkeypatch):
    browser, path, form = form_of

    def takes_again(**_values):
        SearchTicket.objects.create(token="x", user=User.objects.first(), text="")
        SearchTicket(token="x", user=User.objects.first(), text="").save(force_insert=True)

    monkeypatch.setattr(actions, "register_client", takes_again)
    answer = browser.post(path, form)
    assert answer.status_code == 409
    assert "先に変更されています" in answer.content.decode()
    assert SHOWN in answer.content.decode()
    assert not SearchTicket.objects.exists()

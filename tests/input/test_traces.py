"""G21, H5: what is left behind in logs, addresses, the queue and the trail; never a person."""

import io
import json
import logging
from urllib.parse import unquote

import pytest
from celery.signals import before_task_publish
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import OperationalError
from django.urls import reverse

from cases.models import Client, Consultation
from config.common.logs import OneLineFormatter, RequestIdFilter
from staffing.models import AuditEntry, JobRun, SearchTicket
from tests.factories.cases import CaseFactory
from tests.input.walk import BY_APP, ROWS, address, fields_of, insider, post
from tests.staffing.test_sheets import opened

NAME, KANA, PHONE, BIRTH = "目印 太郎", "めじるし たろう", "0134001122", "S60.4.2"
MARKS = ("目印", "めじるし", "0134001122", "0134-00-1122", "S60.4.2", "1985-04-02")
PERSON = {"name": NAME, "name_kana": KANA, "phone": PHONE, "birth_on": BIRTH}


def told(text: str) -> list[str]:
    """Return the marks of the person that stand in a text, however they are written there."""
    spelled = unquote(unquote(text)) + text.encode().decode("unicode_escape", errors="ignore")
    return [mark for mark in MARKS if mark in text + spelled]


@pytest.fixture
def lines():
    """Return the log as the operator reads it."""
    sink = io.StringIO()
    handler = logging.StreamHandler(sink)
    handler.addFilter(RequestIdFilter())
    layout = settings.LOGGING["formatters"]["line"]["format"]
    handler.setFormatter(OneLineFormatter(layout, style="{"))
    root = logging.getLogger()
    root.addHandler(handler)

    def read(*, forget: bool = False) -> list[str]:
        written = sink.getvalue().splitlines()
        if forget:
            sink.seek(0)
            sink.truncate()
        return written

    yield read
    root.removeHandler(handler)


@pytest.fixture
def sent():
    """Return what was put into the queue."""
    messages = []

    def note(sender=None, body=None, headers=None, **_more):
        messages.append(f"{sender} {body!r} {headers!r}")

    before_task_publish.connect(note)
    yield messages
    before_task_publish.disconnect(note)


def fails(*_arguments, **_keywords):
    raise ValueError(f"{NAME}\n{PHONE}")


def test_a_failure_leaves_one_line_with_number_user_and_view(town, sign_in, lines, monkeypatch):
    browser = sign_in(town.counsellor)
    browser.raise_request_exception = False
    monkeypatch.setattr(BaseHandler, "make_view_atomic", lambda self, view: fails)
    answer = browser.post(reverse("cases:client-create"), PERSON)
    [line] = lines()
    assert answer.headers["X-Request-ID"] in line
    assert f"user={town.counsellor.pk} " in line
    assert "view=cases:client-create " in line
    assert "ValueError at " in line
    assert "test_traces.py" in line
    assert told(line) == []


def test_a_database_that_cannot_write_leaves_one_line(town, sign_in, lines, monkeypatch):
    def refuses(*_arguments, **_keywords):
        raise OperationalError(f"disk I/O error near {NAME}")

    monkeypatch.setattr(BaseHandler, "make_view_atomic", lambda self, view: refuses)
    answer = sign_in(town.counsellor).post(reverse("cases:client-create"), PERSON)
    assert answer.status_code in {503, 507}
    [line] = lines()
    assert answer.headers["X-Request-ID"] in line
    assert f"user={town.counsellor.pk} " in line
    assert told("".join(lines())) == []


def test_the_words_of_a_failure_stay_out_even_where_a_library_quotes_them(lines):
    log = logging.getLogger("celery.app.trace")
    try:
        fails()
    except ValueError as error:
        log.error("Task %(name)s raised: %(exc)s", {"name": "x", "exc": repr(error)}, exc_info=True)
        log.error("Task raised: %s", error, exc_info=True)
    assert len(lines()) == 2
    assert told("".join(lines())) == []


@pytest.mark.parametrize("app", BY_APP)
def test_what_is_posted_stands_in_no_log_and_no_address(app, town, sign_in, lines, sent):
    for name in BY_APP[app]:
        row = ROWS[name]
        path = address(name, town)
        browser = sign_in(town.people[insider(row)])
        filled = [
            (field, PERSON.get(field.rsplit("-", 1)[-1], value))
            for field, value in fields_of(browser, row, path, typed=NAME)
        ]
        response = post(browser, path, [*filled, ("q", NAME)])
        headers = "".join(f"{key}: {value}\n" for key, value in response.items())
        assert told(headers) == [], name
        assert told("\n".join(lines(forget=True))) == [], name
        assert told("".join(sent)) == [], name
        sent.clear()


def test_registering_logging_and_searching_leave_only_numbers(
    town, sign_in, lines, sent, django_capture_on_commit_callbacks
):
    browser = sign_in(town.counsellor)
    ways = []
    with django_capture_on_commit_callbacks(execute=True):
        find = reverse("cases:client-find")
        ways.append(browser.post(find, opened(browser, find, name=NAME, birth_on=BIRTH)))
        create = reverse("cases:client-create")
        ways.append(browser.post(create, opened(browser, create, **PERSON)))
        client = Client.objects.get(name=NAME)
        log = reverse("cases:consultation-create")
        caller = {"client_text": "見知らぬ目印", "caller_phone": PHONE, "text": f"{NAME}の電話"}
        ways.append(browser.post(log, opened(browser, log, **caller)))
        ways.append(browser.post(reverse("search"), {"q": NAME}))
        ways.append(browser.post(reverse("cases:client-search"), {"q": NAME}))
        ways.append(browser.post(reverse("cases:consultation-search"), {"q": PHONE}))
        edit = reverse("cases:client-edit", args=[client.pk])
        ways.append(browser.post(edit, opened(browser, edit, name="目印 次郎", phone=PHONE)))
    assert [way.status_code for way in ways] == [302] * len(ways)
    assert Consultation.objects.exists()
    assert SearchTicket.objects.filter(text=NAME).exists()
    assert told("".join(way.url for way in ways)) == []
    assert told("\n".join(lines())) == []
    assert told("".join(sent)) == []
    assert told("".join(JobRun.objects.values_list("detail", flat=True))) == []
    trail = json.dumps(list(AuditEntry.objects.values_list("details", flat=True)))
    assert [mark for mark in told(trail) if mark not in ("1985-04-02",)] == []


def test_an_unknown_address_is_logged_without_what_follows_the_question_mark(client, db, lines):
    client.get("/nowhere/", {"name": NAME})
    assert told("\n".join(lines())) == []


def test_the_draft_of_a_form_is_found_by_numbers(town, sign_in):
    case = CaseFactory(client__office=town.office, client__name=NAME)
    page = sign_in(town.counsellor).get(reverse("cases:client-edit", args=[case.client_id]))
    sheet = page.context["sheet"]
    assert told(sheet.name.key + sheet.name.path) == []

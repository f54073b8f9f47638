"""What a page may ask of the database (figure P5): for everybody, with few rows and with many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.models import Consultation
from config import signin
from staffing import work
from tests.rows import fill
from tests.test_access import ROWS

#: Session, user and rights count as well.
LIST, DETAIL, CREATE, DASHBOARD = 6, 8, 10, 8
BUDGETS = {
    "cases:consultation-list": LIST,
    "cases:client-list": LIST,
    "cases:client-detail": DETAIL,
    "cases:client-log": DETAIL,
    "cases:consultation-create": CREATE,
    "cases:log-month-list": LIST,
    "staffing:question-list": LIST,
    "staffing:absence-list": LIST,
    "reports:morning-row-list": LIST,
    "reports:morning": DASHBOARD,
    "reports:home": DASHBOARD,
    "reports:caseload": DASHBOARD,
}
#: A page has fifty rows: both lists have several.
FEW, MANY = 120, 240
#: Not questions, but how they are framed.
FRAMES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def questions(ask) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = ask()
    assert response.status_code in {200, 302}
    return len([q for q in captured.captured_queries if not q["sql"].startswith(FRAMES)])


def fill_town(town, number):
    """Give every office so much work; return a client of the town's office."""
    own = [town.counsellor, town.lead, town.manager, town.clerk]
    fill(town.other_office, [town.stranger], number // 2)
    fill(town.core_office, [town.core_staff], number // 2)
    return fill(town.office, own, number)[0]


def asked_by_everybody(name, town, sign_in, client) -> dict[str, int]:
    found = {}
    path = reverse(name, kwargs={"pk": client.pk} if ROWS[name].make else None)
    for persona in sorted(ROWS[name].allowed):
        browser = sign_in(town.people[persona])
        browser.get(path)  # fills what is remembered for some seconds
        found[persona] = questions(lambda b=browser: b.get(path))
    return found


def test_no_page_asks_more_than_its_budget_however_much_there_is(town, sign_in, monkeypatch):
    # A slow machine needs longer than the heartbeat is remembered, and the session's use is noted.
    monkeypatch.setattr(work, "CACHE_SECONDS", 3600)
    monkeypatch.setattr(signin, "SEEN_EVERY", timedelta(hours=1))
    client = fill_town(town, FEW)
    few = {name: asked_by_everybody(name, town, sign_in, client) for name in BUDGETS}
    fill_town(town, MANY)
    many = {name: asked_by_everybody(name, town, sign_in, client) for name in BUDGETS}
    assert many == few
    beyond = {
        (name, persona): number
        for name, found in few.items()
        for persona, number in found.items()
        if number > BUDGETS[name]
    }
    assert beyond == {}


@pytest.mark.parametrize("persona", sorted(ROWS["cases:consultation-create"].allowed))
def test_a_contact_is_saved_within_its_budget(persona, town, sign_in):
    office = town.people[persona].access.offices[0]
    client = fill(office, [town.people[persona]], 3)[0]
    browser = sign_in(town.people[persona])
    now = timezone.localtime()
    told = {
        "client": client.pk,
        "client_text": client.name,
        "method": "call",
        "text": "電話で話した。",
        "contents": ["services", "health"],
        "occurred_on": now.date().isoformat(),
        "occurred_time": f"{now:%H:%M}",
        "next_step": "折り返す",
        "next_owner": town.people[persona].pk,
    }
    path = reverse("cases:consultation-create")
    assert questions(lambda: browser.post(path, told)) <= CREATE
    assert Consultation.objects.filter(client=client).count() == 2

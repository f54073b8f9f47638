"""Sessions: what they cost, when they end, and what happens to the text of an ended one."""

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from staffing import actions
from staffing.choices import Role
from staffing.models import Draft, Posting, Session
from staffing.sessions import clear_ended, digest
from staffing.sheets import drafts
from staffing.tasks import clear_sessions
from tests.conftest import BACKEND
from tests.factories.staffing import PASSWORD, PostingFactory

PAGE = "/drafts/"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36"


def enter(user, **headers) -> Client:
    client = Client(**headers)
    data = {"username": user.login_id, "password": PASSWORD, "next": PAGE}
    assert client.post(reverse("login"), data).status_code == 302
    return client


def is_inside(client) -> bool:
    return client.get(PAGE).status_code == 200


def age(user, **minutes):
    """Move the times of a person's sessions into the past."""
    for session in Session.objects.filter(user=user):
        for name, count in minutes.items():
            setattr(session, name, getattr(session, name) - timedelta(minutes=count))
        session.save()


def test_session_user_postings_and_offices_are_one_query(town):
    PostingFactory(user=town.counsellor)
    client = enter(town.counsellor)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(reverse("second-factor"))
    asked = [q["sql"] for q in captured if "staffing_session" in q["sql"]]
    others = [q["sql"] for q in captured if q["sql"].startswith('SELECT "staffing_user"')]
    assert len(asked) == 1
    assert others == []


def test_a_person_without_posting_still_has_a_session(town):
    assert is_inside(enter(town.administrator))


def test_the_table_does_not_hold_the_key_of_the_cookie(town):
    client = enter(town.counsellor)
    key = client.cookies["tsunagi_session"].value
    assert Session.objects.get().key_digest == digest(key) != key


def test_signing_in_makes_a_new_key_and_the_old_one_is_dead(town, settings):  # F5
    client = Client()
    planted = client.session
    planted["seed"] = 1
    planted.save()
    client.cookies["tsunagi_session"] = planted.session_key
    client.post(reverse("login"), {"username": town.counsellor.login_id, "password": PASSWORD})
    assert client.cookies["tsunagi_session"].value != planted.session_key
    thief = Client()
    thief.cookies["tsunagi_session"] = planted.session_key
    assert not is_inside(thief)


def test_a_key_that_was_never_given_opens_nothing(town):
    client = Client()
    client.cookies["tsunagi_session"] = "a" * 32
    assert not is_inside(client)


@pytest.mark.parametrize(
    ("changes", "lives"),
    [
        ({"seen_at": 59}, True),
        ({"seen_at": 61}, False),
        ({"seen_at": 1, "started_at": 719, "expires_at": 719}, True),
        ({"seen_at": 1, "started_at": 721, "expires_at": 721}, False),
    ],
)
def test_idleness_and_age_end_a_session(town, changes, lives):  # F6
    client = enter(town.counsellor)
    age(town.counsellor, **changes)
    assert is_inside(client) is lives


def test_work_keeps_a_session_alive_until_its_last_hour(town):  # F6
    client = enter(town.counsellor)
    for _half_hour in range(3):
        age(town.counsellor, seen_at=45)
        assert is_inside(client)


def test_reading_pages_writes_the_last_use_once_a_minute(town):
    client = enter(town.counsellor)
    is_inside(client)
    with CaptureQueriesContext(connection) as captured:
        is_inside(client)
    assert [q for q in captured if q["sql"].startswith("UPDATE")] == []


def by_logout(town, client):
    client.post(reverse("logout"))


def by_stop(town, client):
    actions.set_active(town.counsellor, is_active=False, by=town.manager)


def by_reset(town, client):
    actions.reset_password(
        town.counsellor, by=town.manager, password="abcd-efgh-jkmn", now=timezone.now()
    )


def by_role(town, client):
    posting = Posting.objects.get(user=town.counsellor)
    actions.change_posting(posting, by=town.manager, version=None, role=Role.CLERK)


def by_end_of_posting(town, client):
    posting = Posting.objects.get(user=town.counsellor)
    actions.end_posting(posting, ended_on=timezone.localdate(), by=town.manager)


def by_new_posting(town, client):
    actions.create_posting(
        by=town.manager,
        user=town.counsellor,
        office=town.other_office,
        role=Role.LEAD,
        job="specialist",
        employment="full_time",
        dedication="dedicated",
        started_on=timezone.localdate(),
    )


@pytest.mark.parametrize("how", [by_stop, by_reset, by_role, by_end_of_posting, by_new_posting])
def test_what_changes_an_account_ends_its_sessions_everywhere(town, how):  # F6
    devices = [enter(town.counsellor), enter(town.counsellor)]
    colleague = enter(town.manager)
    how(town, devices[0])
    assert [is_inside(device) for device in devices] == [False, False]
    assert is_inside(colleague)


def test_logging_out_ends_this_session_for_good(town):  # F6
    client = enter(town.counsellor)
    cookie = client.cookies["tsunagi_session"].value
    by_logout(town, client)
    client.cookies["tsunagi_session"] = cookie
    assert not is_inside(client)


def test_other_remarks_on_a_posting_end_nothing(town):
    client = enter(town.counsellor)
    posting = Posting.objects.get(user=town.counsellor)
    actions.change_posting(posting, by=town.manager, version=None, note="育休から復帰")
    assert is_inside(client)


def test_a_new_password_ends_all_other_sessions(town):  # F6
    here, elsewhere = enter(town.counsellor), enter(town.counsellor)
    new = "あたらしい合い言葉２０２６"
    data = {"old_password": PASSWORD, "new_password": new, "repeated": new}
    assert here.post(reverse("password-change"), data).status_code == 302
    assert is_inside(here)
    assert not is_inside(elsewhere)


def test_ones_sessions_are_listed_with_their_devices(town):  # F13
    client = enter(town.counsellor, HTTP_USER_AGENT=CHROME)
    enter(town.counsellor, HTTP_USER_AGENT="curl/8", REMOTE_ADDR="192.0.2.7")
    enter(town.manager)
    page = client.get(reverse("session-overview"))
    assert {row.device for row in page.context["rows"]} == {"Chrome・Windows", ""}
    assert {row.address for row in page.context["rows"]} == {"127.0.0.1", "192.0.2.7"}


def test_one_session_can_be_ended_from_another(town):  # F13
    here, elsewhere = enter(town.counsellor), enter(town.counsellor)
    key = elsewhere.cookies["tsunagi_session"].value
    pk = Session.objects.get(key_digest=digest(key)).pk
    assert enter(town.manager).post(reverse("session-end", args=[pk])).status_code == 404
    here.post(reverse("session-end", args=[pk]))
    assert is_inside(here)
    assert not is_inside(elsewhere)


def test_all_others_can_be_ended_at_once(town):  # F13
    here, *others = [enter(town.counsellor) for _device in range(3)]
    here.post(reverse("session-end-others"))
    assert is_inside(here)
    assert [is_inside(other) for other in others] == [False, False]


def test_what_is_sent_after_the_end_is_in_the_drafts_after_login(town):  # F6
    client = enter(town.counsellor)
    name = drafts.DraftName("client:1", "利用者", "/clients/1/edit/")
    age(town.counsellor, seen_at=61)
    data = {"_draft": name.token(), "text": "昼休みのあとに書いた文"}
    headers = {"HTTP_REFERER": "http://testserver/clients/1/edit/"}
    response = client.post("/clients/1/edit/", data, **headers)
    assert response.url == reverse("login") + "?next=/clients/1/edit/"
    assert Draft.objects.get(user=town.counsellor).data == {"text": ["昼休みのあとに書いた文"]}


def test_a_session_that_was_ended_by_hand_keeps_nothing(town):
    client = enter(town.counsellor)
    actions.end_sessions(town.counsellor)
    name = drafts.DraftName("client:1", "利用者", "/clients/1/edit/")
    client.post("/clients/1/edit/", {"_draft": name.token(), "text": "x"})
    assert not Draft.objects.exists()


def test_an_act_that_cannot_be_read_leads_back_to_its_page(client, town):
    headers = {"HTTP_REFERER": "http://testserver/notices/?unread=1"}
    response = client.post(reverse("staffing:notice-read-all"), **headers)
    assert response.url == reverse("login") + "?next=/notices/%3Funread%3D1"
    elsewhere = client.post(
        reverse("staffing:notice-read-all"), HTTP_REFERER="https://example.com/x"
    )
    assert elsewhere.url == reverse("login")


def test_a_part_of_a_page_sends_the_whole_page_to_the_login(client, town):
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/clients/"}
    response = client.get("/log/", **headers)
    assert response["HX-Redirect"] == reverse("login") + "?next=/clients/"


def test_ended_sessions_are_swept_away_after_some_days(town):
    enter(town.counsellor)
    enter(town.manager)
    age(town.counsellor, seen_at=60 * 60, expires_at=60 * 60)
    clear_sessions()
    assert [row.user for row in Session.objects.all()] == [town.manager]
    assert clear_ended(now=timezone.now()) == 0


def test_a_forced_session_names_its_person(client, town):
    client.force_login(town.counsellor, backend=BACKEND)
    assert Session.objects.get().user == town.counsellor
    assert client.session[SESSION_KEY] == str(town.counsellor.pk)


@pytest.mark.parametrize("end", ["by age", "by hand"])
def test_the_login_leads_back_to_where_the_draft_goes_on(town, end):
    client = enter(town.counsellor)
    name = drafts.DraftName("log:1a2b", "かんたん記録", "/log/new/?d=1a2b")
    if end == "by age":
        age(town.counsellor, seen_at=61)
    else:
        actions.end_sessions(town.counsellor)
    headers = {"HTTP_REFERER": "http://testserver/log/new/"}
    response = client.post("/log/new/?d=1a2b", {"_draft": name.token(), "text": "x"}, **headers)
    assert response.url == reverse("login") + "?next=/log/new/%3Fd%3D1a2b"

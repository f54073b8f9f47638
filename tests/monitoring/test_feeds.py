"""The private calendar feed: neutral titles, a hashed token, revocable."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from monitoring.actions.feeds import make_feed
from monitoring.models import CalendarFeed
from monitoring.rules.calendar import Event, calendar_text
from staffing.models import AuditEntry
from tests.factories.cases import AppointmentFactory, CaseFactory
from tests.factories.monitoring import month_of_client

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_no_line_is_longer_than_the_standard_allows(title):
    text = calendar_text([Event("1@tsunagi", title, date(2026, 11, 30))], now=NOW, name="x")

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.replace("\r\n ", "").count("SUMMARY:") == 1 + title.count("SUMMARY:")


def test_moments_are_in_utc_and_days_are_whole():
    starts = datetime(2026, 11, 24, 13, 30, tzinfo=timezone.get_default_timezone())
    text = calendar_text(
        [
            Event("1@tsunagi", "訪問", starts, starts + timedelta(hours=1)),
            Event("2@tsunagi", "期限", date(2026, 11, 30)),
        ],
        now=NOW,
        name="つなぎ",
    )

    assert "DTSTART:20261124T043000Z\r\nDTEND:20261124T053000Z" in text
    assert "DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261201" in text


@pytest.fixture
def person(db, town):
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    month_of_client(case.client, f"{timezone.localdate():%Y-%m}")
    AppointmentFactory(
        office=town.office,
        client=case.client,
        worker=town.counsellor,
        starts_at=timezone.now() + timedelta(days=1),
        title=f"{case.client.name}さん訪問",
    )
    return case.client


def test_the_feed_holds_ones_work_and_names_nobody(person, town, client):
    url = reverse("monitoring:calendar-feed", args=[make_feed(town.counsellor, now=NOW)])

    response = client.get(url)

    text = response.content.decode()
    assert response["Content-Type"].startswith("text/calendar")
    assert text.count("BEGIN:VEVENT") == 2
    assert person.name not in text
    assert "no-store" in response["Cache-Control"]
    assert CalendarFeed.objects.get().read_at is not None


def test_the_token_stands_nowhere_and_a_new_one_ends_the_old(person, town, client):
    first = make_feed(town.counsellor, now=NOW)
    second = make_feed(town.counsellor, now=NOW)

    assert first not in str(CalendarFeed.objects.values())
    assert client.get(reverse("monitoring:calendar-feed", args=[first])).status_code == 404
    assert client.get(reverse("monitoring:calendar-feed", args=[second])).status_code == 200


def test_it_is_made_and_revoked_on_ones_own_page(person, town, sign_in, client):
    browser = sign_in(town.counsellor)
    page = browser.get(reverse("monitoring:my-calendar"))
    assert page.context["address"] == ""

    address = browser.post(reverse("monitoring:my-calendar")).context["address"]
    path = address.removeprefix("http://testserver")
    assert client.get(path).status_code == 200
    browser.post(reverse("monitoring:my-calendar-revoke"))

    assert client.get(path).status_code == 404
    verbs = AuditEntry.objects.filter(user=town.counsellor).values_list("verb", flat=True)
    assert {"feed.made", "feed.revoked"} <= set(verbs)


def test_who_left_is_read_no_more(person, town, client):
    url = reverse("monitoring:calendar-feed", args=[make_feed(town.counsellor, now=NOW)])
    type(town.counsellor).objects.filter(pk=town.counsellor.pk).update(is_active=False)

    assert client.get(url).status_code == 404

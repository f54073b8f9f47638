"""One visit to a household: a record for each person, counted right, written all or none."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.models import Consultation, Promise, Visit
from cases.rules import shares
from tests.factories.cases import ClientFactory, ConsultationFactory, VisitFactory, household_of

URL = "/log/new/"


@pytest.mark.parametrize(
    ("minutes", "people", "expected"),
    [(60, 2, [30, 30]), (45, 2, [23, 22]), (1, 3, [1, 0, 0]), (None, 2, [None, None])],
)
def test_the_time_of_a_visit_is_shared(minutes, people, expected):
    assert shares(minutes, people) == expected


@given(st.integers(0, 1440), st.integers(1, 20))
def test_shares_add_up_to_the_whole_and_are_nearly_equal(minutes, people):
    found = shares(minutes, people)
    assert sum(found) == minutes
    assert max(found) - min(found) <= 1


@pytest.fixture
def home(town):
    """A mother of 80 and her son, both clients."""
    people = [ClientFactory(office=town.office, name=name) for name in ("浅井 芳子", "浅井 正")]
    household_of(*people)
    return people


def told(client, **more):
    now = timezone.localtime()
    return {
        "client": client.pk,
        "client_text": client.name,
        "method": "visit",
        "text": "二人と話した。",
        "minutes": "45",
        "contents": ["health"],
        "occurred_on": now.date().isoformat(),
        "occurred_time": f"{now:%H:%M}",
    } | more


# O-10
def test_one_visit_becomes_a_record_for_each_person(town, sign_in, home):
    mother, son = home
    step = {"next_step": "薬の確認", "next_owner": town.counsellor.pk}
    desk = sign_in(town.counsellor)

    desk.post(URL, told(mother, also_for=[son.pk], **step))

    first, second = Consultation.objects.order_by("pk")
    assert (first.client, second.client) == (mother, son)
    assert first.visit == second.visit == Visit.objects.get(minutes=45)
    assert second.contents.get().content == "health"
    assert Promise.objects.get().client == mother
    totals = Consultation.objects.all().totals()
    assert totals == {"contacts": 2, "minutes": 45, "persons": 2}


# O-10
def test_a_double_click_writes_the_visit_once(town, sign_in, home):
    mother, son = home
    posted = told(mother, also_for=[son.pk], _key=str(uuid.uuid4()))
    desk = sign_in(town.counsellor)
    for _click in range(2):
        assert desk.post(URL, posted).status_code == 302
    assert Consultation.objects.count() == 2


def test_somebody_of_another_household_cannot_be_added(town, sign_in, home):
    stranger = ClientFactory(office=town.office)
    page = sign_in(town.counsellor).post(URL, told(home[0], also_for=[stranger.pk, "x"]))
    assert page.status_code == 422
    assert "also_for" in page.context["form"].errors
    assert not Consultation.objects.exists()


def test_the_others_are_offered_when_a_client_is_chosen(town, sign_in, home):
    desk = sign_in(town.counsellor)
    page = desk.get(reverse("cases:companions-offer"), {"client": home[0].pk})
    assert [item["client"] for item in page.context["companions"]] == [home[1]]
    alone = ClientFactory(office=town.office)
    page = desk.get(reverse("cases:companions-offer"), {"client": alone.pk})
    assert page.content.strip() == b""


def test_a_record_shows_the_others_of_the_visit_and_outlives_them(town, sign_in, home):
    visit = VisitFactory(office=town.office, minutes=60)
    shared = {"office": town.office, "worker": town.counsellor, "visit": visit, "minutes": 30}
    first, second = (ConsultationFactory(client=person, **shared) for person in home)
    desk = sign_in(town.counsellor)
    page = desk.get(first.get_absolute_url())
    assert page.context["joint"] == [second]

    desk.post(reverse("cases:consultation-delete", args=[second.pk]), {"reason": "重複"})

    page = desk.get(first.get_absolute_url())
    assert page.context["joint"] == []
    assert page.context["record"].deleted_at is None

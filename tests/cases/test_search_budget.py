"""What a search may ask of the database: as much of many contacts as of few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Consultation
from tests.factories.cases import ClientFactory, ConsultationFactory

pytestmark = pytest.mark.django_db
MOST = 8
FRAMES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def asked(browser, text):
    path = browser.post("/search/", {"q": text}).url
    browser.get(path)
    with CaptureQueriesContext(connection) as captured:
        page = browser.get(path)
    questions = [q for q in captured.captured_queries if not q["sql"].startswith(FRAMES)]
    return len(questions), len(page.context["contacts"]), len(page.context["clients"])


def fill(town, number):
    Consultation.objects.bulk_create(
        ConsultationFactory.build(
            office=town.office, worker=town.counsellor, client=None, text=f"電話 {index}"
        )
        for index in range(number)
    )


@pytest.mark.parametrize(
    ("text", "contacts", "clients"),
    [("電話", 10, 0), ("遮断", 1, 0), ("遮断器", 1, 0), ("鯨幕", 0, 0), ("みずの", 0, 10)],
)
def test_a_search_asks_the_same_however_many_contacts_there_are(
    town, sign_in, text, contacts, clients
):
    browser = sign_in(town.counsellor)
    for number in range(12):
        ClientFactory(office=town.office, name=f"水野 {number}", name_kana=f"みずの {number}")
    ConsultationFactory(office=town.office, worker=town.counsellor, text="遮断器の件")
    fill(town, 20)
    few = asked(browser, text)
    fill(town, 200)
    assert asked(browser, text) == few
    assert few[0] <= MOST
    assert few[1:] == (contacts, clients)

"""The loader of the bench fits the models, and the pages it measures answer."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cases.models import Client, Consultation
from cases.rules import client_keys
from tests.bench.figures import Figure, Queries
from tests.bench.load.filling import fill
from tests.bench.load.words import RARE_TIMES, SEARCHES
from tests.bench.pages import Facts, pages
from tests.bench.probe.inside import create_contact, facts, lead_browser
from tests.bench.servers import FLOOR, command
from tests.bench.sizes import Size

SMALLEST = Size("test", contacts=150, clients=24, in_care=10, months=6)


@pytest.fixture
def loaded(db):
    call_command("seed", verbosity=0)
    fill(SMALLEST, now=timezone.now())


def test_the_loaded_rows_are_what_the_actions_would_write(loaded):
    connection.check_constraints()
    assert Consultation.objects.count() >= SMALLEST.contacts
    for person in Client.objects.all()[:5]:
        kept = {name: getattr(person, name) for name in client_keys("", "")}
        assert kept == client_keys(person.name, person.name_kana)


def test_words_stand_as_often_as_the_searches_say(loaded):
    for name, word in SEARCHES.items():
        number = Consultation.objects.filter(text__contains=word).count()
        if name.startswith("rare"):
            assert number == RARE_TIMES
        elif name.startswith("absent"):
            assert number == 0
        elif name.startswith("common"):
            assert number > SMALLEST.contacts / 10


def test_every_measured_page_answers(loaded):
    known, browser = Facts(**facts()), lead_browser()
    answers = {name: browser.get(path).status_code for name, path in pages(known).items()}
    assert set(answers.values()) == {200}, answers
    create_contact(browser, known)


def test_the_server_is_started_as_in_the_image():
    words = command(FLOOR, 9000)
    assert words[1:3] == ["-m", "gunicorn"]
    assert FLOOR in words
    assert "127.0.0.1:9000" in words
    assert words[words.index("--worker-class") + 1] == "gthread"


def test_a_bound_that_is_passed_is_a_miss():
    row = ("P1", "SQLite", "page")
    assert Figure(*row, 10, 2, 8, 4, "floor").verdict == "ok"
    assert Figure(*row, 20, 2, 8, 4, "floor").verdict == "MISS"
    assert Figure(*row, 2, 100, 90, 150, "admin", is_gain=True).verdict == "MISS"
    assert Queries(*row, 6, 5, 6, 4, "few rows").verdict == "MISS"

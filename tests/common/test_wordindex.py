"""The index on letters finds what a look at every text finds, on either database."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Client, Consultation
from cases.models.clients import _fits
from cases.models.contacts import NEWEST, OFTEN
from cases.rules import client_keys, read_query
from tests.factories.cases import ClientFactory, ConsultationFactory, at

pytestmark = pytest.mark.django_db
LETTERS = "電話漏遮断aAｂ%_\\\"'{},\n\x1f 。"
words = st.text(LETTERS, min_size=1, max_size=6)
quickly = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def keys(queryset):
    return set(queryset.values_list("pk", flat=True))


def indexed(word):
    """What the index finds although a common word would not ask it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cases.models.contacts.OFTEN", 10**6)
        return keys(Consultation.objects.mentioning(word))


@pytest.fixture
def contacts(town):
    def write(texts):
        rows = [
            Consultation(
                office=town.office,
                worker=town.counsellor,
                occurred_at=at("2026-11-02 10:00"),
                text=text,
                caller_name=text[::-1][:60],
            )
            for text in texts
        ]
        Consultation.objects.all().delete()
        return Consultation.objects.bulk_create(rows)

    return write


@quickly
@given(texts=st.lists(st.text(LETTERS, min_size=1, max_size=12), max_size=6), word=words)
def test_index_finds_the_same_contacts_as_a_look_at_each(contacts, texts, word):
    contacts(texts)
    held = keys(Consultation.objects.holding(word))
    assert indexed(word) == held == keys(Consultation.objects.mentioning(word))


@quickly
@given(texts=st.lists(st.text("電話漏aAbZ%_", min_size=1, max_size=8), max_size=5), word=words)
def test_word_is_held_where_it_stands_whatever_case_its_latin_letters_have(contacts, texts, word):
    def fold(text):
        return "".join(letter.lower() if letter.isascii() else letter for letter in text)

    rows = contacts(texts)
    parts = [fold(unicodedata.normalize("NFKC", part)) for part in word.split() or [word]]
    expected = {
        row.pk
        for row in rows
        if all(part in fold(row.text) or part in fold(row.caller_name) for part in parts)
    }
    assert indexed(word) == expected


@pytest.mark.parametrize("word", ["漏電", "電話", "100%", "%", "_", "a_b", "電", "Fax", "fAX"])
def test_two_letters_and_wildcards_are_letters(town, word):
    held = ConsultationFactory(
        office=town.office, worker=town.counsellor, text="漏電の電話。100%、a_b、FAX"
    )
    ConsultationFactory(office=town.office, worker=town.counsellor, text="100円、axb、電気…話")
    found = indexed(word)
    assert held.pk in found
    assert word == "電" or found == {held.pk}


def test_index_follows_changes_and_deletions(town):
    contact = ConsultationFactory(office=town.office, worker=town.counsellor, text="漏電の件")
    contact.text = "遮断器の件"
    contact.save()
    assert indexed("漏電") == set()
    assert indexed("遮断") == {contact.pk}
    Consultation.objects.filter(pk=contact.pk).update(text="停電の件")
    assert indexed("停電") == {contact.pk}
    contact.delete()
    assert indexed("停電") == set()


def test_common_word_is_found_without_the_index_and_a_rare_one_by_it(town):
    for number in range(OFTEN):
        ConsultationFactory(office=town.office, worker=town.counsellor, text=f"電話 {number}")
    sql = str(Consultation.objects.mentioning("電話").query)
    assert not any(sign in sql for sign in ("MATCH", "_terms", "@>"))
    sql = str(Consultation.objects.mentioning("遮断").query)
    assert "_terms" in sql or "@>" in sql
    assert NEWEST > OFTEN


@quickly
@given(
    names=st.lists(st.text("みずのさとう 佐藤aA%_ー", min_size=1, max_size=6), max_size=5),
    text=st.text("みずのさとう佐藤aA%_ー 0123-19", min_size=1, max_size=5),
    today=st.just(at("2026-11-24 10:00").date()),
)
def test_index_finds_the_same_people(town, names, text, today):
    Client.objects.filter(office=town.office).delete()
    for name in names:
        client_key = client_keys(name, name)
        ClientFactory(office=town.office, name=name, phone="0134191234", **client_key)
    wanted = read_query(text, today=today)
    people = Client.objects.all()
    assert keys(people.matching(wanted)) == keys(people.filter(_fits(wanted)))


def test_index_is_asked_before_the_log_of_an_office(town):
    ConsultationFactory(office=town.office, worker=town.counsellor, text="漏電の件")
    found = Consultation.objects.filter(office=town.office).mentioning("漏電").newest()
    if connection.vendor == "sqlite":
        assert "cases_log_office" not in found.explain()

"""What a contact is in the counts: rules, what is taken over, and what can be corrected."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.models import ClientDisability, Consultation, WorkCategory
from cases.reference import CATEGORIES
from cases.rules import count_contacts, intake_number, is_new_contact
from tests.factories.cases import ClientFactory, ConsultationFactory, WorkCategoryFactory, at

APRIL, MAY, MARCH = date(2026, 4, 10), date(2026, 5, 10), date(2026, 3, 10)


@pytest.mark.parametrize(
    ("previous", "each_year", "is_new"),
    [
        (None, False, True),
        (None, True, True),
        (APRIL, False, False),
        (APRIL, True, False),
        (MARCH, False, False),
        (MARCH, True, True),
    ],
)
def test_who_is_new_follows_the_rule_of_the_office(previous, each_year, is_new):
    assert is_new_contact(MAY, previous, each_year=each_year) is is_new


@pytest.mark.parametrize(
    ("first", "last", "counted"),
    [
        (date(2026, 4, 1), date(2026, 4, 30), (3, 1)),
        (date(2026, 5, 1), date(2026, 5, 31), (2, 2)),
        # The year has two persons, not three.
        (date(2026, 4, 1), date(2027, 3, 31), (5, 2)),
    ],
)
def test_persons_of_a_year_are_not_the_sum_of_its_months(first, last, counted):
    contacts = [(APRIL, 1), (APRIL, 1), (APRIL, None), (MAY, 1), (MAY, 2)]
    assert count_contacts(contacts, first, last) == counted


@pytest.mark.parametrize(("year", "number", "label"), [(2026, 12, "R8-0012"), (2019, 1, "R1-0001")])
def test_a_sheet_is_numbered_by_the_era(year, number, label):
    assert intake_number(year, number) == label


# K-02
def test_the_categories_are_those_of_the_contract():
    codes = [category.code for category in CATEGORIES]
    new = {"I(1)①", "I(2)①", "II(1)③"}
    assert len(codes) == len(set(codes)) == 21
    assert {c.code for c in CATEGORIES if c.valid_from == date(2021, 4, 1)} == new
    assert [sum(c.part == part for c in CATEGORIES) for part in ("I", "II", "III")] == [9, 6, 6]


def logged(town, client=None, day="2026-06-10 10:00", **fields):
    return actions.log_consultation(
        office=town.office,
        by=town.counsellor,
        occurred_at=at(day),
        text="話",
        client=client,
        **fields,
    )


@pytest.mark.django_db
def test_a_contact_keeps_the_disabilities_and_the_age_of_its_day(town):
    client = ClientFactory(office=town.office, birth_on=date(2008, 6, 11))
    ClientDisability.objects.create(client=client, kind="mental")
    first = logged(town, client)
    client.disabilities.all().delete()
    ClientDisability.objects.create(client=client, kind="developmental")
    later = logged(town, client, "2026-06-11 10:00")
    first.refresh_from_db()
    assert (first.disabilities, first.is_child, first.is_new) == (("mental",), True, True)
    assert (later.disabilities, later.is_child, later.is_new) == (("developmental",), False, False)


@pytest.mark.django_db
def test_a_contact_written_in_afterwards_looks_at_what_was_before_it(town):
    client = ClientFactory(office=town.office)
    logged(town, client, "2026-06-10 10:00")
    assert logged(town, client, "2026-06-01 10:00").is_new


@pytest.mark.django_db
def test_many_contacts_are_counted_like_one_by_one(town):
    client = ClientFactory(office=town.office)
    common = {"office": town.office, "text": "話", "client": client}
    days = ("2026-06-01 10:00", "2026-06-02 10:00")
    actions.log_many([common | {"occurred_at": at(day)} for day in days], by=town.counsellor)
    newest = Consultation.objects.order_by("occurred_at")
    assert list(newest.values_list("is_new", flat=True)) == [True, False]


@pytest.mark.django_db
def test_a_stranger_who_turns_out_to_be_a_client_is_counted_anew(town):
    client = ClientFactory(office=town.office, birth_on=date(2015, 1, 1))
    logged(town, client, "2026-06-01 10:00")
    record = logged(town)
    assert record.is_new
    record = actions.change_consultation(record, by=town.lead, version=None, client=client)
    assert (record.is_new, record.is_child) == (False, True)


@pytest.fixture
def category(town):
    type(town.office).objects.filter(pk=town.office.pk).update(has_work_categories=True)
    return WorkCategoryFactory(valid_from=date(2021, 4, 1))


@pytest.mark.django_db
def test_a_category_is_chosen_in_the_log_and_its_rows_are_found(town, sign_in, category):
    desk, now = sign_in(town.counsellor), timezone.localtime()
    posted = {"occurred_on": now.date().isoformat(), "occurred_time": f"{now:%H:%M}", "text": "話"}
    desk.post("/log/new/", posted | {"work_category_id": category.pk, "present": ["self"]})
    record = Consultation.objects.get()
    assert (record.work_category, record.present) == (category, ("self",))
    other = ConsultationFactory(office=town.office, worker=town.counsellor)
    found = desk.get(f"/log/?category={category.pk}").context["rows"]
    without = desk.get("/log/?category=none").context["rows"]
    assert [[row["pk"] for row in rows] for rows in (found, without)] == [[record.pk], [other.pk]]


@pytest.mark.django_db
def test_a_category_is_not_chosen_for_a_day_before_it(town, sign_in, category):
    posted = {"occurred_on": "2021-03-31", "occurred_time": "10:00", "text": "話"}
    page = sign_in(town.counsellor).post("/log/new/", posted | {"work_category_id": category.pk})
    assert "work_category_id" in page.context["form"].errors


@pytest.mark.django_db
def test_an_office_without_categories_is_not_asked(town, sign_in):
    WorkCategoryFactory()
    assert (
        "work_category_id" not in sign_in(town.counsellor).get("/log/new/").context["form"].fields
    )


@pytest.mark.django_db
def test_what_was_computed_can_be_corrected(town, sign_in):
    record = logged(town)
    path = reverse("cases:consultation-edit", args=[record.pk])
    form = sign_in(town.counsellor).get(path).context["form"]
    assert form["is_new"].value() == "1"
    posted = {"occurred_on": "2026-06-10", "occurred_time": "10:00", "text": "話", "is_new": "0"}
    sign_in(town.counsellor).post(path, posted | {"_version": record.version, "is_evidence": "on"})
    record.refresh_from_db()
    assert (record.is_new, record.is_evidence) == (False, True)
    assert WorkCategory.objects.count() == 0

"""Restricted files: for whoever is not named the person does not exist, wherever one looks."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.models import (
    Appointment,
    Client,
    Consultation,
    Promise,
    RecentClient,
    Restriction,
)
from cases.rules import client_keys, restriction_problems
from config.retention import APPS
from staffing import audit
from staffing.actions import notify
from staffing.hidden import PERSON
from staffing.models import AuditEntry, Draft, Notice, ScopedQuerySet
from staffing.permissions import access_for
from staffing.saving import Refused, StaleState
from tests.access import FILES
from tests.factories.access import RestrictionFactory
from tests.factories.cases import CaseFactory, ClientFactory
from tests.rows import fill
from tests.test_access import OBJECTS, ROWS

MARK = "隠木 ひそか"
#: Read only through their parent, or one's own list that passes through the scope of people.
THROUGH_PARENT = {
    "cases.ClientDisability",
    "cases.FaceSheet",
    "cases.MedicalCare",
    "cases.RecentClient",
    "cases.SupportEntry",
}
#: An act of the office about many people; its rows pass through the scope one by one.
OF_MANY = {"cases:handover-detail", "cases:handover-undo"}


def tables():
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def names_person(model):
    """Whether a row itself names a person: by a relation, or by the key alone."""
    links = [field for field in model._meta.fields if field.is_relation]
    is_linked = any(field.related_model._meta.label == PERSON for field in links)
    return is_linked or "client_id" in {field.attname for field in model._meta.fields}


@pytest.mark.parametrize("model", tables(), ids=lambda model: model._meta.label)
def test_every_table_that_names_a_person_leaves_hidden_people_out(model, town):  # F3
    rows = model._default_manager.all()
    is_child = isinstance(rows, ScopedQuerySet) and any(map(names_person, parents(model, rows)))
    if is_child or (names_person(model) and model._meta.label not in THROUGH_PARENT):
        assert "cases_restriction" in str(rows.visible_to(town.manager).query)


def parents(model, rows):
    for step in rows.office_path.split("__")[:-1]:
        model = model._meta.get_field(step).related_model
        yield model


def _give_a_person(office):
    """Let the records that may also be about nobody be about somebody."""
    for model in (Consultation, Promise, Appointment):
        free = model.objects.filter(office=office, client=None)
        if free.exists():
            free.update(client=ClientFactory(office=office))


@pytest.mark.parametrize("name", sorted({n for n in OBJECTS if ROWS[n].allowed & FILES} - OF_MANY))
def test_every_page_of_a_restricted_file_does_not_exist_for_the_others(name, town, sign_in):  # F2
    row = ROWS[name]
    path = reverse(name, kwargs=row.make(town))
    _give_a_person(town.office)
    people = Client.objects.filter(office=town.office, restrictions=None)
    if not people:
        return
    reader, *others = sorted(row.allowed & FILES - {"clerk"}) or ["counsellor"]
    for person in list(people):
        RestrictionFactory(client=person, readers=[town.people[reader]])
    for persona in {*others, "clerk", "counsellor"} - {reader}:
        browser = sign_in(town.people[persona])
        assert getattr(browser, row.method)(path, row.data).status_code == 404, persona
    browser = sign_in(town.people[reader])
    assert getattr(browser, row.method)(path, row.data).status_code not in {403, 404}


PAGES = sorted(name for name, row in ROWS.items() if not row.make and row.method == "get")


@pytest.fixture
def hidden(town):
    """A person with everything a file can hold, restricted to the lead."""
    (person,) = fill(town.office, [town.counsellor], 1)
    keys = client_keys(MARK, "かくれぎ ひそか")
    Client.objects.filter(pk=person.pk).update(name=MARK, name_kana="かくれぎ ひそか", **keys)
    Consultation.objects.filter(client=person).update(text=f"{MARK}さんの送迎")
    Promise.objects.filter(client=person).update(text=f"{MARK}さんへ電話")
    for user in (town.counsellor, town.clerk, town.manager, town.lead):
        notify(user, key="x", kind="due", text=f"{MARK}さん", client_id=person.pk)
        label = f"{MARK}の基本情報"
        Draft.objects.create(
            user=user, key="x", label=label, path="/", client_id=person.pk, saved_at=timezone.now()
        )
        RecentClient.objects.create(user=user, client=person, opened_at=timezone.now())
    RestrictionFactory(client=person, readers=[town.lead])
    return person


def _seen(browser, name):
    response = browser.get(reverse(name))
    return response.status_code == 200 and MARK in response.content.decode(errors="ignore")


def test_no_page_names_a_hidden_person_except_to_readers(town, hidden, sign_in):  # F3
    for persona in ("manager", "counsellor", "clerk"):
        browser = sign_in(town.people[persona])
        assert [name for name in PAGES if _seen(browser, name)] == [], persona
    shown = [name for name in PAGES if _seen(sign_in(town.lead), name)]
    assert {"reports:home", "cases:client-list", "cases:consultation-list"} <= set(shown)
    assert {"staffing:draft-list", "staffing:notice-list", "monitoring:month-list"} <= set(shown)


def test_neither_search_suggestion_nor_likeness_finds_a_hidden_person(town, hidden, sign_in):
    browser = sign_in(town.counsellor)
    posts = (("search", {"q": MARK}), ("cases:client-search", {"q": "かくれぎ"}))
    for name, data in posts:
        page = browser.post(reverse(name), data, follow=True)
        assert f'">{MARK}' not in page.content.decode()
    found = browser.post(reverse("cases:client-suggest"), {"q": "かくれぎ"})
    assert MARK not in found.content.decode()
    page = browser.post(reverse("cases:client-find"), {"name": MARK}, follow=True)
    assert page.context["candidates"] == []


def test_an_exported_list_leaves_hidden_people_out(town, hidden, sign_in):
    for user, rows in ((town.manager, 0), (town.lead, 1)):
        data = {"with_names": "on", "reason": "監査"}
        response = sign_in(user).post(
            reverse("staffing:list-export", args=["consultation-list"]), data
        )
        book = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
        parts = b"".join(book.read(part) for part in book.namelist()).decode(errors="ignore")
        assert (MARK in parts) is bool(rows)


def test_a_count_says_how_many_of_its_records_are_not_shown(town, hidden, sign_in):
    address = f"{reverse('reports:caseload-detail')}?of=contracts"
    page = sign_in(town.manager).get(address)
    assert (page.context["count"], page.context["hidden"], len(page.context["page"])) == (1, 1, 0)
    page = sign_in(town.lead).get(address)
    assert (page.context["count"], page.context["hidden"], len(page.context["page"])) == (1, 0, 1)


def test_the_history_of_acts_is_silent_about_a_hidden_person(town, hidden):
    audit.record(town.lead, "client.viewed", hidden)
    assert not AuditEntry.objects.visible_to(town.manager).filter(client_id=hidden.pk).exists()


# -- setting, naming, lifting


def restrict(town, person, readers, **fields):
    values = {"ground": "violence", "today": timezone.localdate(), "now": timezone.now()}
    return actions.restrict_client(person, by=town.lead, readers=readers, **values | fields)


def test_the_setter_reads_on_and_the_others_no_longer(town):
    person = CaseFactory(client__office=town.office, worker=town.counsellor).client
    restrict(town, person, [town.lead, town.counsellor])
    assert Client.objects.visible_to(town.counsellor).exists()
    assert not Client.objects.visible_to(town.manager).exists()
    assert not Client.objects.visible_to(town.clerk).exists()


def test_after_the_last_day_everybody_reads_again(town):
    person = CaseFactory(client__office=town.office).client
    today = timezone.localdate()
    restrict(town, person, [town.lead], ends_on=today)
    access_for(town.manager, on=today + timedelta(days=1))
    assert Client.objects.visible_to(town.manager).get() == person


def test_a_reader_who_becomes_a_clerk_reads_no_longer(town):
    person = CaseFactory(client__office=town.office).client
    restrict(town, person, [town.lead, town.counsellor])
    town.counsellor.postings.update(role="clerk")
    access_for(town.counsellor, on=timezone.localdate())
    assert not Client.objects.visible_to(town.counsellor).exists()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"readers": set()}, "nobody"),
        ({"readers": {2}}, "not-oneself"),
        ({"readers": {1, 9}}, "not-allowed"),
        ({"in_charge": {3}}, "in-charge"),
        ({"ends_on": date(2026, 4, 1)}, "over"),
        ({"setter": None, "readers": {2}}, None),
        ({}, None),
    ],
)
def test_what_keeps_a_file_from_being_restricted(fields, code):
    asked = {
        "ends_on": None,
        "today": date(2026, 4, 2),
        "readers": {1, 2},
        "setter": 1,
        "in_charge": {2},
        "may_read": {1, 2, 3},
    }
    assert [p.code for p in restriction_problems(**asked | fields)] == ([code] if code else [])


def test_a_case_is_not_assigned_to_somebody_who_may_not_read_it(town):
    case = CaseFactory(client__office=town.office)
    restrict(town, case.client, [town.lead])
    with pytest.raises(Refused):
        actions.assign_case(case, worker=town.counsellor, on=timezone.localdate(), by=town.lead)


def test_a_manager_names_readers_without_learning_whose_file_it_is(town, hidden, sign_in):
    restriction = Restriction.objects.get()
    browser = sign_in(town.manager)
    address = reverse("cases:restriction-readers", args=[restriction.pk])
    for page in (browser.get(reverse("cases:restriction-list")), browser.get(address)):
        text = page.content.decode()
        assert MARK not in text
        assert f"/clients/{hidden.pk}/" not in text
    readers = [town.lead.pk, town.counsellor.pk]
    browser.post(address, {"readers": readers, "_version": restriction.version})
    assert Client.objects.visible_to(town.counsellor).filter(pk=hidden.pk).exists()
    assert Notice.objects.filter(recipient=town.lead, kind="restriction").count() == 1


def test_two_who_restrict_a_file_at_once_do_not_overwrite_each_other(town):
    person = CaseFactory(client__office=town.office).client
    restrict(town, person, [town.lead, town.counsellor])
    with pytest.raises(StaleState):
        restrict(town, person, [town.lead])
    assert person.restrictions.get().readers.count() == 2


def test_a_file_is_restricted_and_lifted_in_the_browser(town, sign_in):
    person = CaseFactory(client__office=town.office).client
    browser = sign_in(town.lead)
    address = reverse("cases:client-restrict", args=[person.pk])
    empty = browser.post(address, {"ground": "abuse", "readers": []})
    assert "readers" in empty.context["form"].errors
    browser.post(address, {"ground": "abuse", "readers": [town.lead.pk]})
    assert not Client.objects.visible_to(town.manager).exists()
    lift = reverse("cases:client-unrestrict", args=[person.pk])
    assert browser.post(lift, {"reason": ""}).status_code == 422
    browser.post(lift, {"reason": "転居先が落ち着いた"})
    assert Client.objects.visible_to(town.manager).exists()

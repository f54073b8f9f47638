"""Deleted things come back; files of age are decided on by two people; two files become one."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse

from cases.actions.merging import merge_clients
from cases.filetables import file_tables, rows_of
from cases.merging import linked_tables, moves
from cases.models import (
    Attachment,
    Case,
    Client,
    ClientDisability,
    Consultation,
    Document,
    Purge,
    Restriction,
)
from cases.rules.retention import latest_end, of_age_on, years_kept
from config.retention import FILE, RETENTION
from plans.models import ServiceUsePlan
from staffing.models import AuditEntry, Draft, Notice, Office
from tests.children import contact, planned
from tests.factories.access import RestrictionFactory
from tests.factories.cases import CaseFactory, ConsultationFactory, at
from tests.factories.documents import AttachmentFactory, DocumentFactory


# domain 2.3
@pytest.mark.parametrize(
    ("ended", "last", "years", "day"),
    [
        (date(2020, 3, 31), None, 5, date(2025, 3, 31)),
        (date(2020, 3, 31), date(2020, 5, 1), 5, date(2025, 5, 1)),
        (date(2020, 3, 31), date(2019, 5, 1), 10, date(2030, 3, 31)),
        (date(2020, 2, 29), None, 5, date(2025, 2, 28)),
    ],
)
def test_a_file_is_kept_from_its_end_or_the_last_support(ended, last, years, day):
    assert of_age_on(ended, last, years) == day
    assert max(ended, last or ended) <= latest_end(day, years) or ended.day == 29


def test_an_office_keeps_its_files_no_shorter_than_the_law():
    assert (years_kept(3, 5), years_kept(10, 5)) == (5, 10)


def old_file(office, *, closed=date(2016, 3, 31), **fields):
    return CaseFactory(
        client__office=office,
        opened_on=date(2015, 4, 1),
        closed_on=closed,
        state="closed",
        close_reason="moved",
        **fields,
    ).client


LIST = "cases:retention-list"


def listed(browser):
    return [row["client"] for row in browser.get(reverse(LIST)).context["rows"]]


def test_only_closed_files_without_late_support_are_of_age(town, sign_in):
    old = old_file(town.office)
    talked = old_file(town.office)
    ConsultationFactory(office=town.office, client=talked, occurred_at=at("2024-04-01 10:00"))
    again = old_file(town.office)
    CaseFactory(client=again)
    old_file(town.office, closed=date(2025, 3, 31))
    old_file(town.other_office)
    browser = sign_in(town.manager)
    assert listed(browser) == [old]
    Office.objects.filter(pk=town.office.pk).update(record_years=30)
    assert listed(browser) == []


def test_an_office_cannot_keep_files_for_less_than_the_law(town, sign_in):
    browser = sign_in(town.manager)
    path = reverse("staffing:office-edit", args=[town.office.pk])
    form = browser.get(path).context["form"]
    assert form.fields["record_years"].initial or form["record_years"].value() == 5


def ask(browser, client, **typed):
    path = reverse("cases:purge-ask", args=[client.pk])
    return browser.post(path, {"typed_name": client.name, "reason": "満了", **typed})


def confirm(browser, purge, client):
    path = reverse("cases:purge-confirm", args=[purge.pk])
    return browser.post(path, {"typed_name": client.name})


def filled(town, client):
    """Rows in as many tables as the demo's files have, and files on the disk."""
    worker = town.counsellor
    document = DocumentFactory(client=client, created_by=worker)
    AttachmentFactory(client=client, created_by=worker, document=document)
    contact(town, client)
    planned(town, client)
    ClientDisability.objects.create(client=client, kind="mental")


# 完全削除: two people, the typed name, nothing left but the trail
def test_two_people_delete_a_file_for_good_and_nothing_of_it_stays(
    town, sign_in, django_capture_on_commit_callbacks
):
    client, other = old_file(town.office), CaseFactory(client__office=town.office).client
    filled(town, client)
    filled(town, other)
    Consultation.objects.filter(client=client).update(occurred_at=at("2015-05-01 10:00"))
    names = [Document.objects.get(client=client).pdf.name]
    names.append(Attachment.objects.get(client=client).file.name)
    about = {"user": town.counsellor, "client_id": client.pk, "saved_at": at("2026-11-01 9:00")}
    Draft.objects.create(key="promise:1:move", path="/promises/1/move/", **about)
    kept = {model: model._base_manager.count() for model in file_tables()}
    own = {model: rows_of(model, client.pk).count() for model in file_tables()}
    assert ask(sign_in(town.manager), client).status_code == 302
    purge = Purge.objects.get()
    assert Notice.objects.filter(recipient=town.lead, kind="purge").exists()
    assert confirm(sign_in(town.manager), purge, client).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert confirm(sign_in(town.lead), purge, client).status_code == 302
    for model in file_tables():
        assert rows_of(model, client.pk).count() == 0, model
        assert model._base_manager.count() == kept[model] - own[model], model
    assert not any(map(default_storage.exists, names))
    assert not Draft.objects.exists()
    purge.refresh_from_db()
    assert (purge.asked_by, purge.confirmed_by) == (town.manager, town.lead)
    assert AuditEntry.objects.filter(verb="purge.done", client_id=client.pk).exists()
    assert Client.objects.filter(pk=other.pk).exists()


def test_a_file_in_keeping_and_a_wrong_name_are_refused(town, sign_in):
    browser, young = sign_in(town.manager), old_file(town.office, closed=date(2025, 3, 31))
    assert ask(browser, young).url == reverse(LIST)
    old = old_file(town.office)
    answer = ask(browser, old, typed_name="別人")
    assert answer.status_code == 422
    assert answer.context["form"].errors["typed_name"]
    assert not Purge.objects.exists()


def test_a_file_that_came_into_use_again_is_not_deleted(town, sign_in):
    client = old_file(town.office)
    ask(sign_in(town.manager), client)
    CaseFactory(client=client)
    assert confirm(sign_in(town.lead), Purge.objects.get(), client).status_code == 422
    assert Client.objects.filter(pk=client.pk).exists()


def test_a_wish_that_is_withdrawn_can_be_asked_again(town, sign_in):
    browser, client = sign_in(town.manager), old_file(town.office)
    ask(browser, client)
    browser.post(reverse("cases:purge-withdraw", args=[Purge.objects.get().pk]))
    assert Client.objects.filter(pk=client.pk).exists()
    assert ask(browser, client).status_code == 302
    assert Purge.objects.waiting().count() == 1


def test_every_table_of_a_file_is_purged_with_it():
    found = {model._meta.label for model in file_tables()}
    kept_with_the_file = {label for label, kind in RETENTION.items() if kind == FILE}
    assert kept_with_the_file - found == set()
    # What one opened lately goes, too, a line of a bundle, and the point of a lesson on an agenda.
    assert {label for label in found - kept_with_the_file if label in RETENTION} == {
        "cases.RecentClient",
        "cases.PrintItem",
        "councils.LessonPoint",
    }


def test_every_table_of_which_a_person_has_one_says_what_becomes_of_two():
    """A unique row of a person (or a numbered one) needs its move: cases/merging.py."""
    needed = set()
    for model, field in linked_tables():
        rules = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
        in_rule = any(
            field.name in rule.fields
            or any(field.name in repr(expression) for expression in rule.expressions)
            for rule in rules
        )
        if field.unique or in_rule:
            needed.add(model._meta.label)
    assert needed - set(moves()) == set()


# 利用者の統合
def test_two_files_of_one_person_become_one(town, sign_in):
    kept = CaseFactory(client__office=town.office, client__phone="", worker=town.counsellor).client
    twin = CaseFactory(client__office=town.office, client__phone="0134000000").client
    for client in (kept, twin):
        filled(town, client)
    before = {
        model: rows_of(model, kept.pk).count() + rows_of(model, twin.pk).count()
        for model in file_tables()
        if model not in {Client, Case, ClientDisability}
    }
    path = reverse("cases:client-merge", args=[kept.pk, twin.pk])
    browser = sign_in(town.manager)
    assert "0134000000" in browser.get(path).content.decode().replace("-", "")
    kept.refresh_from_db()
    twin.refresh_from_db()
    seen = {"seen": f"{kept.version}:{twin.version}"}
    assert browser.post(path, seen | {"typed_name": "別人"}).status_code == 422
    old = {"seen": f"{kept.version}:{twin.version + 1}", "typed_name": kept.name}
    assert "書き換え" in browser.post(path, old).content.decode()
    typed = seen | {"typed_name": kept.name}
    assert browser.post(path, typed).url == kept.get_absolute_url()
    for model, number in before.items():
        if model._meta.label != "cases.RecentClient":
            assert rows_of(model, twin.pk).count() == 0, model
            assert rows_of(model, kept.pk).count() == number, model
    kept.refresh_from_db()
    assert kept.phone == "0134000000"
    assert kept.cases.filter(closed_on=None).count() == 1
    assert kept.disabilities.count() == 1
    numbers = ServiceUsePlan.objects.filter(client=kept).values_list("number", flat=True)
    assert len(set(numbers)) == len(numbers)
    assert browser.get(twin.get_absolute_url()).status_code == 404
    assert AuditEntry.objects.filter(verb="client.merged", client_id=kept.pk).exists()


# An old restriction that is over must not open the file of the other.
@pytest.mark.parametrize(
    ("first", "second", "held"),
    [
        (date(2020, 3, 31), None, "second"),
        (date(2020, 3, 31), date(2030, 3, 31), "second"),
        (None, None, "first"),
        (None, date(2030, 3, 31), "first"),
    ],
)
def test_of_two_restrictions_the_one_that_ends_later_holds(town, first, second, held):
    files = [CaseFactory(client__office=town.office).client for _number in range(2)]
    begun = {"started_on": date(2020, 1, 1), "readers": [town.manager]}
    made = {
        name: RestrictionFactory(client=client, ends_on=ends_on, **begun)
        for name, client, ends_on in zip(("first", "second"), files, (first, second), strict=True)
    }
    merge_clients(*files, by=town.manager, version=None)
    found = Restriction.objects.filter(client=files[0], lifted_at=None)
    assert list(found) == [made[held]]


@pytest.mark.parametrize("name", ["paper", "file"])
def test_deleted_papers_and_files_stand_in_the_list_and_come_back(town, sign_in, name):
    factory = DocumentFactory if name == "paper" else AttachmentFactory
    row = factory(client__office=town.office, created_by=town.counsellor)
    kind = "document" if name == "paper" else "attachment"
    browser = sign_in(town.counsellor)
    browser.post(reverse(f"cases:{kind}-delete", args=[row.pk]), {"reason": "書き損じ"})
    page = browser.get(reverse("cases:deleted-list"), {"kind": name})
    (found,) = page.context["rows"]
    assert found["record"].delete_reason == "書き損じ"
    assert browser.post(found["restore_url"]).status_code == 302
    row.refresh_from_db()
    assert row.deleted_at is None

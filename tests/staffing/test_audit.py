"""The trail: readable, complete, and never changed afterwards."""

import pytest
from django.urls import reverse

from staffing import audit
from staffing.history import describe
from staffing.models import AuditEntry, Office
from staffing.saving import StaleState, change, remove, restore


def test_an_entry_can_neither_be_changed_nor_deleted(town):
    audit.record(town.manager, "office.changed", town.office)
    entry = AuditEntry.objects.first()
    for attempt in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(verb="x"),
    ):
        with pytest.raises(TypeError):
            attempt()


def test_a_verb_without_a_sentence_is_refused(town):
    with pytest.raises(LookupError):
        audit.record(town.manager, "office.dreamt", town.office)


def test_every_verb_has_a_japanese_sentence(db):
    english = [verb for verb, text in audit.verb_choices() if str(text).isascii()]
    assert english == []


def test_short_facts_are_kept_and_texts_only_named(town):
    values = {"address": "港町1-2", "opens_on_holidays": True}
    change(town.office, values, by=town.manager, version=1, verb="office.changed")
    entry = AuditEntry.objects.get(verb="office.changed")
    assert entry.details["changed"] == {"address": None, "opens_on_holidays": [False, True]}
    assert describe(entry)


def test_a_stale_change_writes_nothing(town):
    change(town.office, {"address": "A"}, by=town.manager, version=1, verb="office.changed")
    with pytest.raises(StaleState):
        change(town.office, {"address": "B"}, by=town.lead, version=1, verb="office.changed")
    assert Office.objects.get(pk=town.office.pk).address == "A"
    assert AuditEntry.objects.filter(verb="office.changed").count() == 1


def test_a_deleted_record_can_be_restored_with_its_reason_in_the_trail(town):
    remove(town.office, by=town.manager, reason="二重登録")
    assert AuditEntry.objects.get(verb="record.deleted").details["reason"] == "二重登録"
    restore(town.office, by=town.manager)
    assert Office.objects.get(pk=town.office.pk).deleted_at is None


def test_the_manager_reads_the_history_of_the_own_office_only(town, sign_in):
    audit.record(town.manager, "office.changed", town.office)
    audit.record(town.stranger, "office.changed", town.other_office)
    page = sign_in(town.manager).get(reverse("staffing:history-list"))
    assert {row["entry"].office_id for row in page.context["rows"]} == {town.office.pk}

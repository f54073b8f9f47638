"""The verbs of layer 2: what they write, what they refuse."""

from datetime import date

import pytest
from django.utils import timezone

from cases import actions
from cases.choices import CaseState
from cases.models import Case, Client, Promise
from staffing.models import AuditEntry, Notice
from staffing.saving import Refused, StaleState
from tests.factories.cases import (
    AppointmentFactory,
    ClientFactory,
    ConsultationFactory,
    PromiseFactory,
    at,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def register(town, **fields):
    fields = {"name": "浅井 花乃", "name_kana": "あさい かの", "opened_on": TODAY} | fields
    return actions.register_client(office=town.office, by=town.counsellor, **fields)


# T-01
def test_registering_opens_the_case_with_its_first_step(town):
    client = register(town, worker=town.counsellor, route="family", consent_method="oral")

    case = client.cases.get()
    assert (case.state, case.worker, case.route) == ("inquiry", town.counsellor, "family")
    assert case.steps.get().entered_on == TODAY
    assert case.assignments.get().started_on == TODAY
    assert client.consents.get().given_on == TODAY
    verbs = AuditEntry.objects.filter(client_id=client.pk).values_list("verb", flat=True)
    assert set(verbs) == {"client.created", "case.opened", "consent.recorded"}


def test_a_name_is_stored_as_it_was_typed(town):
    client = register(town, name="𠮷﨑 髙子😀")
    assert Client.objects.get(pk=client.pk).name == "𠮷﨑 髙子😀"


def test_a_changed_name_is_found_under_its_new_key(town):
    client = register(town)
    actions.change_client(
        client, by=town.clerk, version=1, name="渡邊 花乃", name_kana="わたなべ かの"
    )
    client.refresh_from_db()
    assert (client.name_key, client.kana_row) == ("渡辺花乃", "わ")


def test_a_stale_change_writes_nothing(town):
    client = register(town)
    actions.change_client(client, by=town.clerk, version=1, phone="0134000001")
    with pytest.raises(StaleState):
        actions.change_client(client, by=town.lead, version=1, phone="0134000002")
    client.refresh_from_db()
    assert client.phone == "0134000001"


def test_a_second_open_case_is_refused(town):
    client = register(town)
    with pytest.raises(Refused) as refused:
        actions.open_case(client, on=TODAY, by=town.clerk)
    assert codes(refused) == ["open-case"]


def test_a_case_moves_to_what_the_law_lets_follow(town):
    case = register(town).cases.get()
    case = actions.advance_case(case, to="intake", on=TODAY, by=town.counsellor)
    case = actions.advance_case(case, to="contracted", on=TODAY, by=town.counsellor)
    assert (case.state, case.contracted_on, case.explained_on) == ("contracted", TODAY, TODAY)
    assert list(case.steps.values_list("state", flat=True)) == ["inquiry", "intake", "contracted"]


def test_a_step_that_does_not_follow_is_refused_and_nothing_is_written(town):
    case = register(town).cases.get()
    with pytest.raises(Refused) as refused:
        actions.advance_case(case, to="active", on=TODAY, by=town.counsellor)
    assert codes(refused) == ["no-skip-reason"]
    assert Case.objects.get(pk=case.pk).state == "inquiry"


def test_going_to_the_present_state_again_changes_nothing(town):
    case = register(town).cases.get()
    actions.advance_case(case, to="intake", on=TODAY, by=town.counsellor)
    case.refresh_from_db()
    actions.advance_case(case, to="intake", on=TODAY, by=town.counsellor)
    assert case.steps.count() == 2


def test_a_case_that_a_colleague_moved_meanwhile_is_stale(town):
    case = register(town).cases.get()
    actions.advance_case(Case.objects.get(pk=case.pk), to="intake", on=TODAY, by=town.lead)
    with pytest.raises(StaleState):
        actions.advance_case(case, to="contracted", on=TODAY, by=town.counsellor)


def test_closing_needs_a_reason_and_ends_the_charge(town):
    case = register(town, worker=town.counsellor).cases.get()
    with pytest.raises(Refused):
        actions.close_case(case, on=TODAY, reason="", by=town.lead)

    case = actions.close_case(case, on=TODAY, reason="moved", by=town.lead)

    assert (case.state, case.closed_on, case.close_reason) == (CaseState.CLOSED, TODAY, "moved")
    assert case.assignments.get().ended_on == TODAY


def test_after_the_end_a_new_case_begins(town):
    client = register(town)
    actions.close_case(client.cases.get(), on=TODAY, reason="moved", by=town.lead)
    case = actions.open_case(client, on=TODAY, by=town.clerk)
    assert (case.state, client.cases.count()) == ("inquiry", 2)


def test_the_person_in_charge_before_stays_in_the_history(town):
    case = register(town, worker=town.counsellor).cases.get()
    actions.assign_case(case, worker=town.lead, on=date(2026, 12, 1), by=town.lead)
    first, second = case.assignments.order_by("started_on")
    assert (first.worker, first.ended_on) == (town.counsellor, date(2026, 11, 30))
    assert (second.worker, second.started_on) == (town.lead, date(2026, 12, 1))


def test_nobody_takes_over_before_the_one_before_began(town):
    case = register(town, worker=town.counsellor).cases.get()
    with pytest.raises(Refused) as refused:
        actions.assign_case(case, worker=town.lead, on=date(2026, 11, 1), by=town.lead)
    assert codes(refused) == ["before-last"]


# O-08
def test_a_nameless_call_is_a_contact_like_any_other(town):
    record = actions.log_consultation(
        office=town.office, by=town.clerk, occurred_at=at("2026-11-24 10:02"), text="息子の就労"
    )
    assert (record.client, record.worker) == (None, town.clerk)


def test_what_comes_next_becomes_a_promise(town):
    client = ClientFactory(office=town.office)
    record = actions.log_consultation(
        office=town.office,
        by=town.counsellor,
        occurred_at=at("2026-11-24 10:02"),
        text="送迎の時間",
        client=client,
        caller_name="ignored for a known person",
        contents=["services", "anxiety"],
        next_step="あおば工房へ連絡",
        next_due_on=date(2026, 11, 25),
    )
    promise = Promise.objects.get()
    assert (promise.client, promise.owner, promise.consultation) == (
        client,
        town.counsellor,
        record,
    )
    assert record.caller_name == ""
    assert record.contents.count() == 2


def test_an_appointment_becomes_one_record_only(town):
    appointment = AppointmentFactory(office=town.office)
    fields = {"office": town.office, "by": town.counsellor, "text": "訪問した"}
    fields |= {"occurred_at": at("2026-11-24 10:30"), "appointment": appointment}
    record = actions.log_consultation(**fields)
    appointment.refresh_from_db()
    assert appointment.consultation == record
    with pytest.raises(StaleState):
        actions.log_consultation(**fields)


def test_a_feared_abuse_is_told_to_those_who_approve(town):
    record = actions.log_consultation(
        office=town.office,
        by=town.counsellor,
        occurred_at=at("2026-11-24 10:02"),
        text="……",
        is_abuse_suspected=True,
    )
    told = Notice.objects.filter(key=f"abuse:{record.pk}").values_list("recipient", flat=True)
    assert set(told) == {town.lead.pk, town.manager.pk}


def test_a_corrected_record_keeps_its_writer(town):
    record = ConsultationFactory(office=town.office, worker=town.counsellor)
    changed = actions.change_consultation(
        record, by=town.lead, version=1, text="直した", contents=["work"]
    )
    assert (changed.text, changed.worker, changed.updated_by) == (
        "直した",
        town.counsellor,
        town.lead,
    )


def test_a_promise_is_closed_once_and_can_be_reopened(town):
    promise = PromiseFactory(office=town.office)
    now = timezone.now()
    closed = actions.close_promise(promise, by=town.clerk, now=now, note="伝えた")
    with pytest.raises(StaleState):
        actions.close_promise(closed, by=town.lead, now=now)
    assert actions.reopen_promise(closed, by=town.clerk).closed_at is None


def test_a_cancelled_appointment_can_be_restored(town):
    appointment = AppointmentFactory(office=town.office)
    actions.cancel_appointment(appointment, by=town.clerk, reason="体調不良")
    appointment.refresh_from_db()
    assert appointment.delete_reason == "体調不良"
    actions.restore_appointment(appointment, by=town.clerk)
    appointment.refresh_from_db()
    assert appointment.deleted_at is None

"""A handover for a day to come: planned, carried out on its day, once; and the kinds it knows."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases import actions, handing
from cases.models import Case, Handover, Intake
from cases.tasks import effect_handovers
from councils.models import Membership
from staffing.choices import Role
from staffing.models import Draft, Notice, Posting
from staffing.saving import change
from tests.access.questions import asked_on
from tests.cases.test_handovers import hand_over
from tests.factories.access import RestrictionFactory
from tests.factories.cases import CaseFactory, IntakeFactory
from tests.factories.councils import BodyFactory
from tests.personas import posted

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=10)


@pytest.fixture
def case(town):
    return CaseFactory(
        client__office=town.office, worker=town.counsellor, opened_on=date(2026, 4, 1)
    )


@pytest.fixture
def heir(town):
    return posted(town.office, Role.COUNSELLOR)


def effect(handover, on=LATER):
    return actions.effect_handover(handover, today=on, now=timezone.now() + (on - TODAY))


def test_a_handover_ahead_changes_nothing_before_its_day(town, case, heir):  # S17
    handover = hand_over(town, heir, on=LATER)
    assert handover.effected_at is None
    assert Case.objects.get().worker == town.counsellor
    assert not effect(handover, on=LATER - timedelta(days=1))
    assert Case.objects.get().worker == town.counsellor
    assert Notice.objects.get(recipient=heir).url == handover.get_absolute_url()


def test_on_its_day_it_goes_over_once_whatever_was_written_since(town, case, heir):
    handover = hand_over(town, heir, on=LATER)
    change(Case.objects.get(), {"route": "self"}, by=town.lead, version=1, verb="case.corrected")
    assert effect(handover)
    assert not effect(handover)
    case.refresh_from_db()
    assert case.worker == heir
    assert case.assignments.filter(worker=heir, started_on=LATER).count() == 1
    assert Handover.objects.get().items.get().left == ""


def test_the_nightly_job_carries_out_what_is_due_and_is_harmless_twice(town, case, heir):
    handover = hand_over(town, heir, on=LATER)
    Handover.objects.filter(pk=handover.pk).update(handed_on=TODAY)
    assert effect_handovers() == "1"
    assert effect_handovers() == ""
    assert Case.objects.get().worker == heir


def test_what_comes_into_hand_until_then_goes_to_the_one_for_everything(town, case, heir):
    handover = hand_over(town, heir, on=LATER, rest_to=heir)
    new = CaseFactory(client__office=town.office, worker=town.counsellor)
    effect(handover)
    new.refresh_from_db()
    assert new.worker == heir
    assert handover.items.count() == 2


def test_what_cannot_go_over_any_more_stays_and_says_why(town, case, heir):
    gone = CaseFactory(client__office=town.office, worker=town.counsellor)
    handover = hand_over(town, heir, on=LATER)
    Case.objects.filter(pk=gone.pk).update(worker=town.lead)
    RestrictionFactory(client=case.client, readers=[town.counsellor])
    effect(handover)
    lefts = dict(handover.items.values_list("object_id", "left"))
    assert lefts == {gone.pk: "gone", case.pk: "unread"}
    assert Case.objects.get(pk=case.pk).worker == town.counsellor
    assert Notice.objects.filter(recipient=town.lead, kind="handover").exists()


def test_a_successor_who_left_meanwhile_gets_nothing(town, case, heir):
    handover = hand_over(town, heir, on=LATER)
    Posting.objects.filter(user=heir).update(ended_on=TODAY)
    effect(handover)
    assert handover.items.get().left == "away"
    assert Case.objects.get().worker == town.counsellor


def test_a_plan_is_struck_out_before_and_taken_back_after(town, case, heir):
    struck = hand_over(town, heir, on=LATER)
    assert actions.undo_handover(struck, by=town.lead, now=timezone.now()) == []
    assert not effect(struck)
    again = hand_over(town, heir, on=LATER)
    effect(again)
    assert Case.objects.get().worker == heir
    actions.undo_handover(again, by=town.lead, now=timezone.now() + timedelta(days=12))
    assert Case.objects.get().worker == town.counsellor


def test_requests_questions_drafts_and_seats_go_along_and_come_back(town, case, heir):
    IntakeFactory(office=town.office, receiver=town.counsellor, worker=town.counsellor)
    question = asked_on(town, created_by=town.counsellor, asker=town.counsellor)
    Draft.objects.create(
        user=town.counsellor,
        key="log:1",
        label="支援記録",
        path="/log/",
        client_id=case.client_id,
        saved_at=timezone.now(),
    )
    body = BodyFactory(office=town.office)
    Membership.objects.create(body=body, user=town.counsellor, name=town.counsellor.name)

    handover = hand_over(town, heir, on=TODAY)

    kinds = set(handover.items.values_list("duty", flat=True))
    assert {"intake", "question", "draft", "seat", "case"} <= kinds
    question.refresh_from_db()
    assert (Intake.objects.get().worker, question.asker) == (heir, heir)
    assert question.created_by == town.counsellor
    assert Draft.objects.get().user == heir
    assert set(Membership.objects.seated(TODAY).values_list("user_id", flat=True)) == {heir.pk}

    assert actions.undo_handover(handover, by=town.lead, now=timezone.now()) == []
    question.refresh_from_db()
    assert question.asker == town.counsellor
    assert Draft.objects.get().user == town.counsellor
    assert Membership.objects.get().user == town.counsellor


def test_a_draft_of_the_same_form_stays_with_its_writer(town, case, heir):
    for user in (town.counsellor, heir):
        Draft.objects.create(
            user=user,
            key="log:1",
            label="x",
            path="/",
            client_id=case.client_id,
            saved_at=timezone.now(),
        )
    handover = hand_over(town, heir, on=TODAY)
    assert handover.items.get(duty="draft").left == "taken"


def test_the_preview_shows_of_a_draft_its_form_and_person_only(town, case):
    Draft.objects.create(
        user=town.counsellor,
        key="log:1",
        label="支援記録",
        path="/",
        client_id=case.client_id,
        saved_at=timezone.now(),
        data={"text": "ひみつ"},
    )
    rows = handing.held(town.counsellor, town.office, by=town.lead, today=TODAY)
    draft = next(row for row in rows if row.duty.key == "draft")
    assert (draft.words, draft.client) == ("支援記録", case.client)

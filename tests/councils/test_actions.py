"""Verbs on bodies, the year's plan, meetings and minutes."""

from datetime import date, time

import pytest
from django.utils import timezone

from councils import actions
from councils.choices import AttendanceState, MeetingState, RecurrenceKind, Side, TrainingScope
from councils.models import Meeting, Membership, Recurrence, TrainingEvent
from staffing.models import AuditEntry, Notice
from staffing.saving import Refused, StaleState
from tests.factories.councils import (
    ActionItemFactory,
    AgendaItemFactory,
    AttendanceFactory,
    BodyFactory,
    MeetingFactory,
    MembershipFactory,
    RecurrenceFactory,
    TrainingEventFactory,
)
from tests.factories.staffing import OfficeFactory

TODAY = date(2026, 11, 24)


def finish(meeting, by, *, version=None, today=TODAY):
    version = meeting.version if version is None else version
    return actions.finish_minutes(meeting, by=by, version=version, now=timezone.now(), today=today)


def write(meeting, by, *, version=None, agenda=(), attendances=(), action_items=(), **values):
    return actions.write_minutes(
        meeting,
        by=by,
        version=version,
        agenda=agenda,
        attendances=attendances,
        action_items=action_items,
        **{"held_on": meeting.held_on, **values},
    )


# T-09
def test_a_body_keeps_its_council_its_members_and_their_terms(town):
    member = {
        "name": town.lead.name.replace(" ", "　"),
        "organisation": "みなと市",
        "side": Side.SECRETARIAT,
        "started_on": date(2026, 4, 1),
        "ended_on": date(2028, 3, 31),
    }
    body = actions.create_body(
        by=town.manager,
        office=town.office,
        name="くらし部会",
        kind="working_group",
        council_name="みなと市障害者支援協議会",
        members=[member],
    )
    assert body.council.name == "みなと市障害者支援協議会"
    assert body.memberships.get().user == town.lead
    assert AuditEntry.objects.filter(verb="body.created", office=town.office).count() == 2


def test_a_council_of_the_same_name_is_not_registered_twice(town):
    kwargs = {"by": town.manager, "office": town.office, "kind": "other", "council_name": "協議会"}
    first = actions.create_body(name="全体会", **kwargs)
    second = actions.create_body(name="部会", **kwargs)
    assert first.council == second.council
    assert first.position < second.position


def test_only_those_seated_on_the_day_are_asked(town):
    body = BodyFactory(office=town.office)
    MembershipFactory(body=body, name="前任 者", ended_on=date(2026, 3, 31))
    MembershipFactory(body=body, name="後任 者", started_on=date(2026, 4, 1))
    meeting = actions.set_up_meeting(by=town.lead, body=body, held_on=date(2026, 4, 21))
    assert [a.name for a in meeting.attendances.all()] == ["後任 者"]
    assert meeting.office == town.office


def test_a_body_does_not_meet_twice_on_a_day(town):
    meeting = MeetingFactory(body__office=town.office)
    with pytest.raises(Refused):
        actions.set_up_meeting(by=town.lead, body=meeting.body, held_on=meeting.held_on)
    assert Meeting.objects.count() == 1


def test_a_cancelled_meeting_leaves_its_day_free(town):
    meeting = MeetingFactory(body__office=town.office)
    actions.cancel_meeting(meeting, by=town.lead, version=1, reason="台風のため")
    actions.set_up_meeting(by=town.lead, body=meeting.body, held_on=meeting.held_on)
    assert Meeting.objects.not_cancelled().count() == 1


def test_a_meeting_with_minutes_cannot_be_cancelled(town):
    meeting = MeetingFactory(body__office=town.office, written=True)
    with pytest.raises(Refused):
        actions.cancel_meeting(meeting, by=town.lead, version=1, reason="台風のため")


def test_minutes_keep_items_decisions_and_who_does_what(town):
    meeting = MeetingFactory(body__office=town.office)
    agenda = [
        {"title": "夜間の相談", "discussion": "話した。", "decision": "表を作る。"},
        {"title": "その他", "discussion": "", "decision": ""},
    ]
    action = {"text": "表を作る", "owner_name": "早川", "due_on": TODAY, "item_number": 1}
    write(meeting, town.counsellor, agenda=agenda, action_items=[action], starts_at=time(13, 30))
    meeting.refresh_from_db()
    items = list(meeting.agenda.all())
    assert [item.title for item in items] == ["夜間の相談", "その他"]
    assert items[0].decision.text == "表を作る。"
    assert not hasattr(items[1], "decision")
    assert meeting.action_items.get().due_on == TODAY
    assert (meeting.state, meeting.writer) == (MeetingState.MINUTES, town.counsellor)


def test_minutes_keep_their_first_writer(town):
    meeting = MeetingFactory(body__office=town.office)
    write(meeting, town.counsellor)
    assert write(meeting, town.lead).writer == town.counsellor


def test_a_stale_text_changes_no_row_of_the_minutes(town):
    meeting = MeetingFactory(body__office=town.office, written=True, minutes=True, version=2)
    with pytest.raises(StaleState):
        write(meeting, town.lead, version=1)
    assert meeting.agenda.count() == 1


def test_final_minutes_tell_the_staff_who_were_asked(town):
    meeting = MeetingFactory(body__office=town.office)
    people = [
        {"name": town.lead.name, "state": AttendanceState.ABSENT},
        {"name": town.manager.name},
        {"name": town.stranger.name},
        {"name": "灘 ゆう"},
    ]
    agenda = [{"title": "夜間の相談", "discussion": "話した。"}]
    meeting = write(meeting, town.counsellor, attendances=people, agenda=agenda)
    meeting = finish(meeting, town.manager)
    assert (meeting.state, meeting.finished_by) == (MeetingState.FINISHED, town.manager)
    notice = Notice.objects.get()
    assert notice.recipient == town.lead
    assert notice.url == meeting.get_absolute_url()


def test_final_minutes_are_not_written_again(town):
    meeting = MeetingFactory(body__office=town.office, written=True, minutes=True)
    finish(meeting, town.lead)
    with pytest.raises(Refused):
        write(meeting, town.counsellor)
    with pytest.raises(Refused):
        finish(meeting, town.lead)
    assert meeting.agenda.count() == 1


def test_minutes_that_lack_something_do_not_become_final(town):
    meeting = MeetingFactory(body__office=town.office, written=True, held_on=date(2026, 12, 1))
    AgendaItemFactory(meeting=meeting, discussion="")
    AttendanceFactory(meeting=meeting, state=AttendanceState.ABSENT)
    with pytest.raises(Refused) as refused:
        finish(meeting, town.lead)
    codes = {problem.code for problem in refused.value.problems}
    assert codes == {"future", "nobody", "undiscussed"}


def test_a_text_that_moved_on_does_not_become_final_unread(town):
    meeting = MeetingFactory(body__office=town.office, written=True, minutes=True, version=3)
    with pytest.raises(StaleState):
        finish(meeting, town.lead, version=2)
    assert not Notice.objects.exists()


def test_an_action_item_is_ticked_off_once(town):
    item = ActionItemFactory(meeting__body__office=town.office)
    actions.mark_done(item, by=town.lead, done_on=TODAY)
    actions.mark_done(item, by=town.lead, done_on=TODAY)
    item.refresh_from_db()
    assert item.done_on == TODAY
    assert AuditEntry.objects.filter(verb="action_item.changed").count() == 1


# O-05, O-06: copying a year
def test_a_copied_year_has_the_rows_of_the_other_without_its_dates(town):
    office = town.office
    RecurrenceFactory(body__office=office, kind=RecurrenceKind.TWICE, months=[6, 1], note="係長")
    RecurrenceFactory(body__office=office, kind=RecurrenceKind.TEXT, text="26.6.24～25")
    TrainingEventFactory(office=office, name="初任者研修", when_text="26.6.24", sittings=[{"a": 1}])
    TrainingEventFactory(office=office, name="法人研修", when_text="年１回")
    kwargs = {"source": 2026, "target": 2027, "by": town.manager}
    assert actions.copy_year(office, **kwargs, meetings=True, trainings=True) == 4
    rows = list(Recurrence.objects.of_year(2027))
    assert [(row.kind, row.months, row.text) for row in rows] == [
        ("twice", [6, 1], ""),
        ("text", [], ""),
    ]
    trainings = list(TrainingEvent.objects.of_year(2027))
    assert [(row.when_text, row.sittings) for row in trainings] == [("", []), ("年１回", [])]


def test_copying_leaves_what_is_planned_and_other_offices_alone(town):
    planned = RecurrenceFactory(body__office=town.office, fiscal_year=2027, note="変えた")
    RecurrenceFactory(body=planned.body, fiscal_year=2026)
    RecurrenceFactory(body__office=OfficeFactory())
    kwargs = {"source": 2026, "target": 2027, "by": town.manager}
    assert actions.copy_year(town.office, **kwargs, meetings=True, trainings=True) == 0
    assert Recurrence.objects.of_year(2027).get().note == "変えた"


def test_a_body_is_planned_once_a_year(town):
    row = RecurrenceFactory(body__office=town.office)
    with pytest.raises(Refused):
        actions.plan_recurrence(
            by=town.lead, body=row.body, fiscal_year=2026, kind=RecurrenceKind.MONTHLY
        )


def test_a_row_taken_out_can_be_planned_anew(town):
    row = RecurrenceFactory(body__office=town.office)
    actions.remove_recurrence(row, by=town.lead, reason="二重に入れた")
    actions.plan_recurrence(
        by=town.lead, body=row.body, fiscal_year=2026, kind=RecurrenceKind.MONTHLY
    )
    assert Recurrence.objects.alive().of_year(2026).get().kind == RecurrenceKind.MONTHLY


def test_new_words_end_the_days_read_in_from_a_file(town):
    training = TrainingEventFactory(office=town.office, when_text="19.6.24", sittings=[{"a": 1}])
    training = actions.change_training(training, by=town.lead, version=1, note="係長")
    assert training.sittings
    training = actions.change_training(training, by=town.lead, version=2, when_text="年１回")
    assert training.sittings == []


def test_a_new_training_stands_last_among_its_own(town):
    TrainingEventFactory(office=town.office, scope=TrainingScope.INTERNAL, position=7)
    new = actions.plan_training(
        by=town.lead,
        office=town.office,
        fiscal_year=2026,
        scope=TrainingScope.INTERNAL,
        name="ミニ研修",
    )
    assert new.position == 8


def test_members_of_a_changed_body_are_exactly_those_given(town):
    body = BodyFactory(office=town.office)
    MembershipFactory(body=body)
    actions.change_body(
        body, by=town.lead, version=1, name="新しい名", members=[{"name": "灘 ゆう"}]
    )
    assert Membership.objects.get(body=body).name == "灘 ゆう"

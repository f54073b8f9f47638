"""Write the minutes of a meeting about a person and make them final."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.actions import make_promise
from cases.choices import CaseState
from config.common.problems import Problem
from plans.actions.case_steps import step
from plans.actions.meetings import Rows, move_appointment, open_meeting, write_people
from plans.choices_meetings import MeetingKind, MeetingState
from plans.models import MeetingConclusion, MeetingItem, ServiceCoordinationMeeting
from plans.rules import MeetingFacts, Sitter, minutes_problems
from staffing.models import User
from staffing.saving import Refused, change

PROMISE_LENGTH = 200


def meeting_facts(meeting: ServiceCoordinationMeeting) -> MeetingFacts:
    """Return what the rules need of a meeting; people, items and conclusions may be prefetched."""
    items = list(meeting.items.all())
    return MeetingFacts(
        kind=meeting.kind,
        way=meeting.way,
        held_on=meeting.held_on,
        people=tuple(
            Sitter(person.seat, person.presence, bool(person.opinion))
            for person in meeting.people.all()
        ),
        items=len(items),
        undiscussed=sum(1 for item in items if not item.discussion),
        conclusions=len(meeting.conclusions.all()),
        video_consent_on=meeting.video_consent_on,
        is_for_monitoring=meeting.is_for_monitoring,
        is_for_change=meeting.is_for_change,
        is_final=meeting.is_final,
    )


@transaction.atomic
def write_minutes(
    meeting: ServiceCoordinationMeeting,
    *,
    by: User,
    version: int | None,
    people: Rows,
    items: Rows,
    conclusions: Rows,
    **values: Any,
) -> ServiceCoordinationMeeting:
    """Write the minutes; people, items and conclusions become exactly those given."""
    current = open_meeting(meeting)
    values |= {"state": MeetingState.MINUTES, "writer": current.writer or by}
    meeting = change(meeting, values, by=by, version=version, verb="care_minutes.changed")
    write_texts(meeting, people=people, items=items, conclusions=conclusions)
    move_appointment(meeting, by=by)
    return meeting


def write_texts(
    meeting: ServiceCoordinationMeeting, *, people: Rows, items: Rows, conclusions: Rows
) -> None:
    """Make people, items and conclusions exactly those given, in their order."""
    write_people(meeting, people)
    for model, rows in ((MeetingItem, items), (MeetingConclusion, conclusions)):
        model.objects.filter(meeting=meeting).delete()
        model.objects.bulk_create(
            model(meeting=meeting, position=position, **row)
            for position, row in enumerate(rows, start=1)
        )


@transaction.atomic
def finish_minutes(
    meeting: ServiceCoordinationMeeting, *, by: User, version: int, now: datetime, today: date
) -> ServiceCoordinationMeeting:
    """Make minutes final: what was concluded is to be done, and the case has had its meeting.

    Raises Refused when something is missing, StaleState when the text is no longer the one read.
    """
    current = open_meeting(meeting)
    if current.state == MeetingState.PLANNED:
        raise Refused(Problem("no-minutes", _("The minutes are not written yet.")))
    if problems := minutes_problems(meeting_facts(current), today=today):
        raise Refused(*problems)
    values = {"state": MeetingState.FINISHED, "finished_at": now, "finished_by": by}
    meeting = change(meeting, values, by=by, version=version, verb="care_minutes.finished")
    for conclusion in meeting.conclusions.exclude(owner=None).select_related("owner"):
        conclusion.promise = make_promise(
            by=by,
            office_id=meeting.office_id,
            client_id=meeting.client_id,
            text=promise_text(conclusion),
            owner=conclusion.owner,
            due_on=conclusion.due_on,
        )
        conclusion.save(update_fields=["promise"])
    if meeting.kind == MeetingKind.COORDINATION:
        step(meeting.case_id, to=CaseState.COORDINATION, on=meeting.held_on, by=by)
    return meeting


def promise_text(conclusion: MeetingConclusion) -> str:
    """Return what stands on the list of things to do; somebody else's part is named so."""
    is_own = conclusion.owner and conclusion.who in ("", conclusion.owner.name)
    text = conclusion.text if is_own else f"{conclusion.who}：{conclusion.text}"
    return text[:PROMISE_LENGTH]

"""Write minutes, make them final, print them, tick off what they asked for."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from config.common.problems import Problem
from config.common.tags import day
from councils.actions.meetings import Rows, open_meeting, replace_attendances
from councils.choices import AttendanceState, MeetingState
from councils.models import ActionItem, AgendaItem, Decision, Meeting
from councils.rules import finish_problems
from staffing import audit
from staffing.actions import notify
from staffing.models import User
from staffing.saving import Refused, change


@transaction.atomic
def write_minutes(
    meeting: Meeting,
    *,
    by: User,
    version: int | None,
    attendances: Rows,
    agenda: Rows,
    action_items: Rows,
    **values: Any,
) -> Meeting:
    """Write the minutes of a meeting; their rows become exactly those given.

    Raises Refused when they were made final meanwhile.
    """
    current = open_meeting(meeting)
    values |= {"state": MeetingState.MINUTES, "writer": current.writer or by}
    meeting = change(meeting, values, by=by, version=version, verb="minutes.changed")
    replace_attendances(meeting, attendances)
    _replace_agenda(meeting, agenda)
    meeting.action_items.all().delete()
    ActionItem.objects.bulk_create(
        ActionItem(meeting=meeting, position=position, **row)
        for position, row in enumerate(action_items, start=1)
    )
    return meeting


def _replace_agenda(meeting: Meeting, rows: Rows) -> None:
    meeting.agenda.all().delete()
    rows = [dict(row) for row in rows]
    decisions = [row.pop("decision", "") for row in rows]
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=position, **row)
        for position, row in enumerate(rows, start=1)
    )
    Decision.objects.bulk_create(
        Decision(item=item, text=text) for item, text in zip(items, decisions, strict=True) if text
    )


@transaction.atomic
def put_on_agenda(meeting: Meeting, *, by: User, title: str) -> AgendaItem:
    """Add an item at the end of a meeting's agenda.

    Refused once its minutes are final, and where the same words stand there already: somebody
    else tapped the same thing.
    """
    current = open_meeting(meeting)
    if current.agenda.filter(title=title).exists():
        message = _("This stands on that agenda already. Another matter needs other words.")
        raise Refused(Problem("on-agenda", message, "title"))
    last = current.agenda.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(meeting=current, position=last + 1, title=title)
    # Whoever writes the minutes just now learns of it when saving.
    change(current, {}, by=by, version=None, verb="agenda.added")
    return item


@transaction.atomic
def finish_minutes(
    meeting: Meeting, *, by: User, version: int, now: datetime, today: date
) -> Meeting:
    """Make minutes final and tell those of the staff who were asked to the meeting.

    Raises Refused when something is missing, StaleState when the text is no longer the one read.
    """
    current = open_meeting(meeting)
    if problems := minutes_problems(current, today=today):
        raise Refused(*problems)
    values = {"state": MeetingState.FINISHED, "finished_at": now, "finished_by": by}
    meeting = change(meeting, values, by=by, version=version, verb="minutes.finished")
    sentence = _("The minutes of “%(body)s” (%(day)s) are final.")
    text = sentence % {"body": meeting.body.name, "day": day(meeting.held_on)}
    asked = meeting.attendances.exclude(user=None).exclude(user=by).select_related("user")
    for person in {row.user for row in asked}:
        notify(
            person,
            key=f"minutes:{meeting.pk}",
            kind="minutes",
            text=text,
            url=meeting.get_absolute_url(),
        )
    return meeting


def minutes_problems(meeting: Meeting, *, today: date) -> list:
    """Return what keeps the minutes of a meeting from being made final."""
    came = meeting.attendances.exclude(state=AttendanceState.ABSENT)
    silent = meeting.agenda.filter(discussion="", decision=None)
    return finish_problems(
        held_on=meeting.held_on,
        today=today,
        attendees=came.count(),
        items=meeting.agenda.count(),
        undiscussed=silent.count(),
    )


def record_printed(meeting: Meeting, *, by: User) -> None:
    """Write down that minutes were printed."""
    audit.record(by, "minutes.printed", meeting, state=meeting.state)


@transaction.atomic
def mark_done(item: ActionItem, *, by: User, done_on: date | None) -> None:
    """Tick off what a meeting asked for, or (None) open it again; minutes stay as they are."""
    if ActionItem.objects.filter(pk=item.pk).exclude(done_on=done_on).update(done_on=done_on):
        audit.record(by, "action_item.changed", item.meeting, done_on=done_on)

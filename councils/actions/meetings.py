"""Set up, change and cancel meetings."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.common.problems import Problem
from councils.choices import AttendanceState, MeetingState
from councils.models import Attendance, Body, Meeting
from councils.people import staff_by_name
from staffing.models import User
from staffing.saving import Refused, change, insert

Rows = Iterable[Mapping[str, Any]]


@transaction.atomic
def set_up_meeting(
    *, by: User | None, body: Body, held_on: date, attendees: Rows = (), **values: Any
) -> Meeting:
    """Set up a meeting of a body; without attendees everyone seated on that day is asked.

    Raises Refused when the body already meets on that day.
    """
    _refuse_second(body, held_on)
    meeting = Meeting(office_id=body.office_id, body=body, held_on=held_on, **values)
    insert(meeting, by=by, verb="meeting.created")
    replace_attendances(meeting, list(attendees) or members_on(body, held_on))
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, by: User, version: int | None, attendees: Rows = (), **values: Any
) -> Meeting:
    """Change a meeting before its minutes are written; those asked become `attendees`."""
    current = open_meeting(meeting)
    if values["held_on"] != current.held_on or values["body"].pk != current.body_id:
        _refuse_second(values["body"], values["held_on"], but=meeting.pk)
    meeting = change(meeting, values, by=by, version=version, verb="meeting.changed")
    replace_attendances(meeting, attendees)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: User, version: int | None, reason: str) -> Meeting:
    """Say that a meeting did not take place, and why."""
    if open_meeting(meeting).state != MeetingState.PLANNED:
        sentence = _("This meeting already has minutes and cannot be cancelled.")
        raise Refused(Problem("has-minutes", sentence))
    values = {"state": MeetingState.CANCELLED, "cancel_reason": reason}
    return change(meeting, values, by=by, version=version, verb="meeting.cancelled")


def open_meeting(meeting: Meeting) -> Meeting:
    """Return the meeting as it is now, locked; raise Refused when it can no longer be changed."""
    current = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if current.is_final:
        raise Refused(
            Problem(
                "final", _("The minutes were made final meanwhile. They can no longer be changed.")
            )
        )
    if current.state == MeetingState.CANCELLED:
        raise Refused(Problem("cancelled", _("The meeting was cancelled meanwhile.")))
    return current


def members_on(body: Body, day: date) -> list[dict[str, Any]]:
    """Return those seated in a body on a day as rows of attendees."""
    seats = body.memberships.seated(day)
    return list(seats.values("name", "organisation", "side"))


def replace_attendances(meeting: Meeting, rows: Rows) -> None:
    """Make those asked to a meeting, or come to it, exactly `rows`."""
    staff = staff_by_name(meeting.office_id)
    meeting.attendances.all().delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            user_id=staff(row["name"]),
            position=position,
            **{"state": AttendanceState.PRESENT, **row},
        )
        for position, row in enumerate(rows, start=1)
    )


def _refuse_second(body: Body, day: date, *, but: int | None = None) -> None:
    # The body's row is locked so that two people cannot set up the same day at once.
    Body.objects.select_for_update().get(pk=body.pk)
    same = Meeting.objects.alive().not_cancelled().filter(body=body, held_on=day).exclude(pk=but)
    if same.exists():
        sentence = _("A meeting of this body is already set up for this day.")
        raise Refused(Problem("same-day", sentence, "held_on"))

"""Set up, change and cancel a meeting about a person."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cases.actions import cancel_appointment, change_appointment, make_appointment
from cases.choices import Method
from cases.models import Client
from config.common.problems import Problem
from plans.actions.locking import open_case
from plans.choices_meetings import MeetingState
from plans.models import MeetingPerson, ServiceCoordinationMeeting
from staffing.models import User
from staffing.saving import Refused, StaleState, change, insert

Rows = Iterable[Mapping[str, Any]]


@transaction.atomic
def set_up_meeting(
    client: Client, *, by: User, people: Rows = (), **values: Any
) -> ServiceCoordinationMeeting:
    """Set up a meeting with those who are asked; with a time it stands in the day's appointments.

    Without `number` it is the next one of its kind.
    """
    case = open_case(client)
    meeting = ServiceCoordinationMeeting(
        office_id=client.office_id, client=client, case=case, **values
    )
    if meeting.number is None:
        meeting.number = _next_number(meeting)
    meeting.appointment = _appointment(meeting, by=by)
    insert(meeting, by=by, verb="care_meeting.created")
    write_people(meeting, people)
    return meeting


def _next_number(meeting: ServiceCoordinationMeeting) -> int:
    earlier = ServiceCoordinationMeeting.objects.alive().not_cancelled()
    earlier = earlier.filter(client=meeting.client, kind=meeting.kind)
    return (earlier.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def change_meeting(
    meeting: ServiceCoordinationMeeting,
    *,
    by: User,
    version: int | None,
    people: Rows = (),
    **values: Any,
) -> ServiceCoordinationMeeting:
    """Change a meeting whose minutes are not final; those who are asked become `people`."""
    open_meeting(meeting)
    meeting = change(meeting, values, by=by, version=version, verb="care_meeting.changed")
    write_people(meeting, people)
    move_appointment(meeting, by=by)
    return meeting


@transaction.atomic
def cancel_meeting(
    meeting: ServiceCoordinationMeeting, *, by: User, version: int | None, reason: str
) -> ServiceCoordinationMeeting:
    """Say that a meeting does not take place, and why; its appointment goes with it."""
    current = open_meeting(meeting)
    if current.state != MeetingState.PLANNED:
        message = pgettext(
            "care meeting", "This meeting already has minutes and cannot be cancelled."
        )
        raise Refused(Problem("has-minutes", message))
    values = {"state": MeetingState.CANCELLED, "cancel_reason": reason}
    meeting = change(meeting, values, by=by, version=version, verb="care_meeting.cancelled")
    held = meeting.appointment
    if held and held.deleted_at is None and held.consultation_id is None:
        cancel_appointment(held, by=by, reason=reason)
    return meeting


def open_meeting(meeting: ServiceCoordinationMeeting) -> ServiceCoordinationMeeting:
    """Return the meeting as it is now, locked; raise Refused when it can no longer be changed."""
    rows = ServiceCoordinationMeeting.objects.alive().select_for_update()
    current = rows.filter(pk=meeting.pk).first()
    if current is None:
        raise StaleState(meeting)
    if current.is_final:
        message = pgettext(
            "care meeting", "The minutes were made final meanwhile. They can no longer be changed."
        )
        raise Refused(Problem("final", message))
    if current.state == MeetingState.CANCELLED:
        raise Refused(Problem("cancelled", _("The meeting was cancelled meanwhile.")))
    return current


def write_people(meeting: ServiceCoordinationMeeting, rows: Rows) -> None:
    """Make those who are asked exactly `rows`; a row with an `id` keeps what it does not name."""
    stored = {person.pk: person for person in meeting.people.all()}
    for position, row in enumerate(rows, start=1):
        values = {**row, "position": position}
        person = stored.pop(values.pop("id", None), None) or MeetingPerson(meeting=meeting)
        for name, value in values.items():
            setattr(person, name, value)
        person.save()
    MeetingPerson.objects.filter(pk__in=stored).delete()


def _appointment(meeting: ServiceCoordinationMeeting, *, by: User):
    if meeting.starts_at is None:
        return None
    case = meeting.case
    return make_appointment(
        by=by,
        office_id=meeting.office_id,
        client_id=meeting.client_id,
        worker=case.worker or by,
        method=Method.VISIT,
        **_when(meeting),
    )


def _when(meeting: ServiceCoordinationMeeting) -> dict[str, Any]:
    def moment(time) -> datetime | None:
        return timezone.make_aware(datetime.combine(meeting.held_on, time)) if time else None

    with override("ja"):  # what is stored is read by everybody
        title = str(meeting.get_kind_display())
    times = {"starts_at": moment(meeting.starts_at), "ends_at": moment(meeting.ends_at)}
    return {"title": title, "place": meeting.place, **times}


def move_appointment(meeting: ServiceCoordinationMeeting, *, by: User) -> None:
    """Let the appointment say when and where the meeting is; what became a record stays."""
    held = meeting.appointment
    if held is None:
        if made := _appointment(meeting, by=by):
            rows = ServiceCoordinationMeeting.objects.filter(pk=meeting.pk)
            rows.update(appointment=made)
            meeting.appointment = made
        return
    if held.deleted_at or held.consultation_id or meeting.starts_at is None:
        return
    values = _when(meeting)
    if any(getattr(held, name) != value for name, value in values.items()):
        change_appointment(held, by=by, version=None, **values)

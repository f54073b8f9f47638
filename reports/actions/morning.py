"""Write the notes of a morning, and put what it brought up on the agenda of a meeting."""

from datetime import date

from django.db import IntegrityError, transaction

from cases.models import NearMiss
from councils.actions import put_on_agenda, take_to_meeting
from councils.models import Meeting
from reports.models import MorningPoint, MorningSheet
from staffing import audit
from staffing.models import Office, User
from staffing.saving import StaleState, change, insert


@transaction.atomic
def write_morning(
    office: Office, day: date, *, by: User, version: int | None, notes: str
) -> MorningSheet:
    """Write the notes of an office's morning; the first note makes the sheet."""
    sheet = MorningSheet.objects.of_day(office.pk, day).first()
    if sheet is not None:
        return change(sheet, {"notes": notes}, by=by, version=version, verb="morning.changed")
    return _new_sheet(office, day, by=by, notes=notes)


def _new_sheet(office: Office, day: date, *, by: User, notes: str = "") -> MorningSheet:
    sheet = MorningSheet(office=office, held_on=day, notes=notes)
    try:
        with transaction.atomic():
            return insert(sheet, by=by, verb="morning.created")
    except IntegrityError:
        raise StaleState(sheet) from None


@transaction.atomic
def put_morning_point(
    office: Office,
    day: date,
    *,
    by: User,
    meeting: Meeting,
    title: str,
    source: str = "",
    near_miss: NearMiss | None = None,
) -> MorningPoint:
    """Put something of a morning on a meeting's agenda and remember that it is there.

    A near miss remembers its meeting, too. Raises Refused when the minutes of the meeting are
    final meanwhile.
    """
    if near_miss:
        take_to_meeting(near_miss, by=by, meeting=meeting, title=title)
    else:
        put_on_agenda(meeting, by=by, title=title)
    sheet = MorningSheet.objects.of_day(office.pk, day).first() or _new_sheet(office, day, by=by)
    point = MorningPoint(sheet=sheet, source=source, title=title, meeting=meeting, made_by=by)
    point.save(force_insert=True)
    return point


def record_printed(office: Office, *, by: User, day: date) -> None:
    """Write down that the sheet of a morning was printed."""
    audit.record(by, "morning.printed", office, day=day)

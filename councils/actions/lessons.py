"""Take what an office learns from to a meeting (O-11)."""

from django.db import transaction

from cases.models import NearMiss
from councils.actions.minutes import put_on_agenda
from councils.models import LessonPoint, Meeting
from staffing.models import User


@transaction.atomic
def take_to_meeting(near_miss: NearMiss, *, by: User, meeting: Meeting, title: str) -> LessonPoint:
    """Put a record on a meeting's agenda and remember where; Refused once minutes are final."""
    put_on_agenda(meeting, by=by, title=title)
    return LessonPoint.objects.create(near_miss=near_miss, meeting=meeting, title=title, made_by=by)

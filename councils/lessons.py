"""What councils tell of a near miss or a case: the meetings it was taken to."""

from cases.meetings import Taken, add_meetings
from cases.models import NearMiss
from councils.models import Meeting
from staffing.models import User


def connect() -> None:
    """Register the meetings; called once when the app is ready."""
    add_meetings(_taken)


def _taken(near_miss: NearMiss, user: User) -> list[Taken]:
    rows = Meeting.objects.visible_to(user).filter(lesson_points__near_miss=near_miss)
    return [
        Taken(meeting.held_on, meeting.body.name, meeting.get_absolute_url())
        for meeting in rows.select_related("body").distinct()
    ]

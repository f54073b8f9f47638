"""Tables of councils, meetings, the year's trainings and the work for the area."""

from councils.models.activities import NetworkActivity
from councils.models.bodies import Body, Council, Membership, Recurrence, TrainingEvent
from councils.models.lessons import LessonPoint
from councils.models.meetings import ActionItem, AgendaItem, Attendance, Decision, Meeting

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Attendance",
    "Body",
    "Council",
    "Decision",
    "LessonPoint",
    "Meeting",
    "Membership",
    "NetworkActivity",
    "Recurrence",
    "TrainingEvent",
]

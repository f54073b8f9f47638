"""Tables of councils, meetings and the year's trainings."""

from councils.models.bodies import Body, Council, Membership, Recurrence, TrainingEvent
from councils.models.meetings import ActionItem, AgendaItem, Attendance, Decision, Meeting

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Attendance",
    "Body",
    "Council",
    "Decision",
    "Meeting",
    "Membership",
    "Recurrence",
    "TrainingEvent",
]

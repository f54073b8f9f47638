"""Forms of bodies, the plan of a year, meetings and minutes."""

from councils.forms.activities import ActivityForm
from councils.forms.agenda import AgendaForm
from councils.forms.bodies import BodyForm, body_texts
from councils.forms.meetings import MeetingForm, meeting_texts
from councils.forms.minutes import PAPERS, MinutesForm, minutes_texts
from councils.forms.plan import (
    ReasonForm,
    RecurrenceForm,
    TrainingForm,
    YearCopyForm,
)

__all__ = [
    "PAPERS",
    "ActivityForm",
    "AgendaForm",
    "BodyForm",
    "MeetingForm",
    "MinutesForm",
    "ReasonForm",
    "RecurrenceForm",
    "TrainingForm",
    "YearCopyForm",
    "body_texts",
    "meeting_texts",
    "minutes_texts",
]

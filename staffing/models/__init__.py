"""Tables of layer 1, one topic per file."""

from staffing.models.absences import Absence
from staffing.models.base import Record, ScopedQuerySet
from staffing.models.importing import ImportedRow, ImportRun
from staffing.models.organisations import (
    Area,
    Corporation,
    Designation,
    LegalFigure,
    Municipality,
    Office,
)
from staffing.models.people import Posting, User
from staffing.models.questions import Answer, Question
from staffing.models.signin import RecoveryCode, SecondFactor, Session
from staffing.models.town_figures import TownCount, towns_of
from staffing.models.traces import (
    AuditEntry,
    Draft,
    FailedJob,
    JobRun,
    Notice,
    SearchTicket,
    SubmittedForm,
)
from staffing.models.trainings import StaffTraining

__all__ = [
    "Absence",
    "Answer",
    "Area",
    "AuditEntry",
    "Corporation",
    "Designation",
    "Draft",
    "FailedJob",
    "ImportRun",
    "ImportedRow",
    "JobRun",
    "LegalFigure",
    "Municipality",
    "Notice",
    "Office",
    "Posting",
    "Question",
    "Record",
    "RecoveryCode",
    "ScopedQuerySet",
    "SearchTicket",
    "SecondFactor",
    "Session",
    "StaffTraining",
    "SubmittedForm",
    "TownCount",
    "User",
    "towns_of",
]

"""Tables of layer 1, one topic per file."""

from staffing.models.base import Record, ScopedQuerySet
from staffing.models.organisations import (
    Area,
    Corporation,
    Designation,
    LegalFigure,
    Municipality,
    Office,
)
from staffing.models.people import Posting, User
from staffing.models.signin import RecoveryCode, SecondFactor, Session
from staffing.models.traces import (
    AuditEntry,
    Draft,
    FailedJob,
    JobRun,
    Notice,
    SearchTicket,
    SubmittedForm,
)

__all__ = [
    "Area",
    "AuditEntry",
    "Corporation",
    "Designation",
    "Draft",
    "FailedJob",
    "JobRun",
    "LegalFigure",
    "Municipality",
    "Notice",
    "Office",
    "Posting",
    "Record",
    "RecoveryCode",
    "ScopedQuerySet",
    "SearchTicket",
    "SecondFactor",
    "Session",
    "SubmittedForm",
    "User",
]

"""Tables of layer 4, one topic per file."""

from monitoring.models.feeds import CalendarFeed
from monitoring.models.months import MonitoringMonth, MonitoringSchedule
from monitoring.models.pauses import Pause
from monitoring.models.reports import MonitoringReport, NeedReview
from monitoring.models.submissions import Submission, SubmissionStep

__all__ = [
    "CalendarFeed",
    "MonitoringMonth",
    "MonitoringReport",
    "MonitoringSchedule",
    "NeedReview",
    "Pause",
    "Submission",
    "SubmissionStep",
]

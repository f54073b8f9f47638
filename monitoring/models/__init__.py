"""Tables of layer 4, one topic per file."""

from monitoring.models.months import MonitoringMonth, MonitoringSchedule
from monitoring.models.reports import MonitoringReport, NeedReview

__all__ = ["MonitoringMonth", "MonitoringReport", "MonitoringSchedule", "NeedReview"]

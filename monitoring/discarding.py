"""Who may take a report away, and put it back."""

from monitoring.models import MonitoringReport
from staffing.models import User
from staffing.permissions import Permission, can


def may_discard(user: User, report: MonitoringReport) -> bool:
    """Its author while it is being written, and those who approve records."""
    if can(user, Permission.RECORD_APPROVE, report.office_id):
        return True
    is_own = report.author_id == user.pk and not report.is_finished
    return is_own and can(user, Permission.MONITORING_EDIT, report.office_id)

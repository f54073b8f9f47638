"""What the lead of an office looks at each week: the sets behind the numbers of the digest."""

from datetime import date, timedelta

from django.db.models import QuerySet

from cases.choices_closing import Lack
from cases.models import Consultation, Promise
from cases.month_figures import LACKS
from config.common.fiscal import month_of
from monitoring.models import MonitoringMonth
from reports.figures.work import overdue_months
from staffing.models import Question, User
from staffing.permissions import Permission

WEEK = timedelta(days=7)


def week_sets(user: User, office_id: int, today: date) -> dict[str, QuerySet]:
    """Return late promises, overdue monitoring, last week's unconfirmed contacts, questions."""
    promises = Promise.objects.visible_to(user).open().filter(due_on__lt=today)
    months = MonitoringMonth.objects.visible_to(user).filter(office_id=office_id)
    contacts = Consultation.objects.visible_to(user).on_days(today - WEEK, today)
    approves = user.access.offices_with(Permission.RECORD_APPROVE)
    questions = Question.objects.visible_to(user).waiting_for(user, approves)
    return {
        "promises": promises.filter(office_id=office_id),
        "monitoring": overdue_months(months, month_of(today), today),
        "unchecked": contacts.filter(LACKS[Lack.UNCHECKED], office_id=office_id),
        "questions": questions.filter(office_id=office_id),
    }

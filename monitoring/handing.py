"""What monitoring adds to a handover: unfinished reports, the months that follow their case."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.duties import Duty, add_duty, add_quote
from config.common.fiscal import add_months, month_of
from config.common.wareki import month_label
from monitoring.models import MonitoringMonth, MonitoringReport

#: Months so far ahead are shown with the cases.
AHEAD = 3


def _reports(user_id: int, office_id: int, today: date):
    rows = MonitoringReport.objects.alive().filter(office_id=office_id, finished_at=None)
    return rows.filter(author=user_id).select_related("client", "month").order_by("pk")


def _report_words(report: MonitoringReport) -> str:
    return _("Report on %(month)s") % {"month": month_label(report.month.due_month, "short")}


def _months(user_id: int, office_id: int, today: date):
    rows = MonitoringMonth.objects.unfinished().with_worker().filter(office_id=office_id)
    rows = rows.filter(worker_id=user_id, due_month__lte=add_months(month_of(today), AHEAD))
    return rows.select_related("client").order_by("due_month", "client__kana_sort", "pk")


def _month_words(month: MonitoringMonth) -> str:
    return f"{month_label(month.due_month, 'short')} {month.get_state_display()}"


def _next_months(client_ids, *, today: date) -> dict[int, list[str]]:
    rows = MonitoringMonth.objects.unfinished().filter(client_id__in=client_ids)
    found: dict[int, date] = {}
    for key, month in rows.order_by("due_month").values_list("client_id", "due_month"):
        found.setdefault(key, month)
    words = _("Next monitoring: %(month)s")
    return {key: [words % {"month": month_label(m, "short")}] for key, m in found.items()}


def connect() -> None:
    """Register reports, months and the quote."""
    reports, months = gettext_lazy("Reports being written"), gettext_lazy("Monitoring to come")
    add_duty(Duty("report", reports, _reports, _report_words, "author", 60))
    add_duty(Duty("month", months, _months, _month_words, order=70))
    add_quote("months", _next_months)

"""The list of this app that can be taken as a file."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.common.tags import month as month_words
from monitoring.exports import month_columns, month_rows
from monitoring.filters import MonthFilter, asked_month
from monitoring.models import MonitoringMonth
from staffing.outputs import Output, add_output, taken_offices
from staffing.permissions import Permission


def connect() -> None:
    """Register the list; called once when the app is ready."""
    add_output(
        Output(
            key="month-list",
            title=gettext_lazy("Monitoring months"),
            about=gettext_lazy("Who is due in a month, why, and how far it has come."),
            list_url="monitoring:month-list",
            permission=Permission.MONITORING_VIEW,
            listed=_months,
            columns=lambda _listed: month_columns(),
            rows=month_rows,
            more=lambda listed: [(_("Month"), month_words(_month(listed.request)))],
            order=60,
            office_path="office",
        )
    )


def _month(request: HttpRequest):
    return asked_month(request.GET.get("month", ""), timezone.localdate())


def _months(request: HttpRequest) -> MonthFilter:
    today = timezone.localdate()
    offices = taken_offices(request.user, Permission.MONITORING_VIEW)
    rows = MonitoringMonth.objects.visible_to(request.user).filter(office_id__in=offices)
    shown = rows.shown_in(_month(request), today).with_worker()
    return MonthFilter(request.GET, queryset=shown, request=request, today=today)

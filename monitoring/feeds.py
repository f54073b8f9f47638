"""What stands in a person's calendar feed: own appointments, and how many months are due."""

from collections import Counter
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.choices import Method
from cases.models import Appointment
from config.common.fiscal import month_end
from monitoring.models import MonitoringMonth
from monitoring.rules.calendar import Event, calendar_text
from staffing.models import User

BACK, AHEAD = timedelta(days=31), timedelta(days=366)


def feed_text(user: User, *, now: datetime) -> str:
    """Return the calendar of a person, whose access is loaded; no title names anybody."""
    return calendar_text(
        [*_appointments(user, now), *_months(user, now)], now=now, name=_("Tsunagi")
    )


def _appointments(user: User, now: datetime) -> list[Event]:
    rows = Appointment.objects.visible_to(user).filter(
        worker=user, starts_at__range=(now - BACK, now + AHEAD)
    )
    return [
        Event(f"appointment-{pk}@tsunagi", _title(method), starts, ends)
        for pk, method, starts, ends in rows.order_by("starts_at", "pk").values_list(
            "pk", "method", "starts_at", "ends_at"
        )
    ]


def _title(method: str) -> str:
    return _("%(method)s (Tsunagi)") % {"method": Method(method).label}


def _months(user: User, now: datetime) -> list[Event]:
    """A whole day at the end of each month with the number of one's own monitoring due in it."""
    today = timezone.localdate(now)
    months = MonitoringMonth.objects.visible_to(user).unfinished().with_worker()
    due = months.filter(worker_id=user.pk, due_month__lte=today + AHEAD)
    counted = Counter(
        max(month, today.replace(day=1)) for month in due.values_list("due_month", flat=True)
    )
    return [
        Event(
            f"monitoring-{month:%Y-%m}-{user.pk}@tsunagi",
            ngettext(
                "%(number)s monitoring due (Tsunagi)",
                "%(number)s monitorings due (Tsunagi)",
                number,
            )
            % {"number": number},
            month_end(month),
        )
        for month, number in sorted(counted.items())
    ]

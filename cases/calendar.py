"""The week of appointments, day by day, with the days the office is closed in words (S22)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Appointment
from config.common.holidays import holiday_name, is_open
from staffing.models import Office


def week_days(
    appointments: Iterable[Appointment], monday: date, *, office: Office | None, today: date
) -> list[dict[str, Any]]:
    """Return seven days: {day, is_today, closed, rows}; `closed` says why nobody is in."""
    by_day: dict[date, list[Appointment]] = {}
    for appointment in appointments:
        by_day.setdefault(timezone.localtime(appointment.starts_at).date(), []).append(appointment)
    days = [monday + timedelta(days=step) for step in range(7)]
    return [
        {
            "day": day,
            "is_today": day == today,
            "closed": closed_words(day, office),
            "rows": by_day.get(day, []),
        }
        for day in days
    ]


def closed_words(day: date, office: Office | None) -> str:
    """Name the holiday, or say that the office is closed; empty on an ordinary day."""
    if name := holiday_name(day):
        return name
    if office is None:
        return ""
    is_in = is_open(
        day,
        open_weekdays=office.open_weekdays,
        opens_on_holidays=office.opens_on_holidays,
    )
    return "" if is_in else _("closed")

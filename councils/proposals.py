"""What a new meeting starts with: the body's members, and day, times and place of its last one."""

from datetime import date
from typing import Any

from django.db.models import Max

from config.common.fiscal import fiscal_year
from councils.actions.meetings import members_on
from councils.models import Body, Meeting
from councils.rules import nth_weekday_like


def meeting_proposal(
    body: Body | None, month: date | None, day: date | None, *, today: date
) -> tuple[dict[str, Any], dict[str, list]]:
    """Return the initial values and rows of the form that sets a meeting up.

    Without `day` the month gets the weekday and week of the last meeting.
    """
    if body is None:
        return {}, {}
    meetings = Meeting.objects.alive().not_cancelled().filter(body=body)
    last = meetings.order_by("-held_on", "-pk").first()
    if day is None and last and month:
        day = nth_weekday_like(last.held_on, month)
    if day and meetings.filter(held_on=day).exists():
        day = None
    on = day or month or today
    initial = {"body": body.pk, "held_on": day, "number": _next_number(meetings, on)}
    if last:
        names = ("starts_at", "ends_at", "mode", "place", "work_category_id")
        initial |= {name: getattr(last, name) for name in names}
    return initial, {"attendees": members_on(body, on)}


def _next_number(meetings, day: date) -> int:
    """Meetings are counted within their fiscal year."""
    year = meetings.of_year(fiscal_year(day))
    return (year.aggregate(last=Max("number"))["last"] or 0) + 1

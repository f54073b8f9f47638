"""A self-made plan: its period, and what it means for monitoring.

Source: `domain.md` 1.3: made by the person, no specialist, no monitoring.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from config.common.problems import Problem
from config.common.wareki import wareki

__all__ = ["self_plan_problems"]


def self_plan_problems(
    starts_on: date,
    ends_on: date | None,
    *,
    today: date,
    others: Iterable[tuple[date, date | None]] = (),
) -> list[Problem]:
    """Return what forbids a self-made plan: a reversed, future or doubled period."""
    if starts_on > today:
        return [Problem("future", _("This day is still to come. Check the year."), "starts_on")]
    if ends_on and ends_on < starts_on:
        return [Problem("order", _("The end is before the start. Check both days."), "ends_on")]
    for start, end in others:
        if start <= (ends_on or date.max) and starts_on <= (end or date.max):
            message = _("Another self-made plan since %(day)s lies in this period.")
            words = message % {"day": wareki(start, "short")}
            return [Problem("overlap", words, "starts_on")]
    return []

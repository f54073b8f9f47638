"""When a meeting can be set up and its minutes made final."""

from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from config.common.fiscal import add_months, month_of
from config.common.problems import Problem

__all__ = ["finish_problems", "nth_weekday_like", "time_problems"]


def time_problems(starts_at: time | None, ends_at: time | None) -> list[Problem]:
    """An end needs a beginning before it."""
    if starts_at is None or ends_at is None or starts_at < ends_at:
        return []
    sentence = _("The end is not after the beginning (%(start)s). Type a later time.")
    return [
        Problem("end-first", sentence % {"start": f"{starts_at.hour}:{starts_at:%M}"}, "ends_at")
    ]


def finish_problems(
    *, held_on: date, today: date, attendees: int, items: int, undiscussed: int
) -> list[Problem]:
    """Return what keeps minutes from being made final.

    `attendees` counts those who came, `items` the agenda, `undiscussed` items without a word on
    what was said or decided.
    """
    problems = []
    if held_on > today:
        problems.append(Problem("future", _("The meeting has not taken place yet.")))
    if not attendees:
        problems.append(Problem("nobody", _("Nobody is entered as present.")))
    if not items:
        problems.append(Problem("no-agenda", _("No item of the agenda is entered.")))
    if undiscussed:
        sentence = _("Items without discussion or decision: %(number)s.")
        problems.append(Problem("undiscussed", sentence % {"number": undiscussed}))
    return problems


def nth_weekday_like(last: date, month: date) -> date:
    """Return the day of a month with the weekday and the week of the last meeting.

    A third Wednesday gives the third Wednesday; a fifth that a month lacks becomes its fourth.
    """
    first = month_of(month)
    offset = (last.weekday() - first.weekday()) % 7
    day = first + timedelta(days=offset + 7 * ((last.day - 1) // 7))
    return day if day < add_months(first, 1) else day - timedelta(days=7)

"""Words and tones of states and deadlines, shared by every list, tile and timeline."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

VERY_LATE_FROM = 8  # days; from here on the mark is doubled

# State code → CSS class of the badge. A state that is missing here is shown as "not started".
TONES = {
    **dict.fromkeys(
        (
            "accepted", "active", "agreed", "approved", "checked", "closed", "completed",
            "confirmed", "consented", "delivered", "done", "final", "finished", "frozen", "held",
            "published", "read", "received", "sent", "submitted", "achieved",
        ),
        "done",
    ),
    **dict.fromkeys(
        (
            "awaiting", "needs-check", "pending", "postponed", "proposed", "review", "stale",
            "minutes", "unchecked", "unconfirmed", "unsigned", "unsubmitted", "waiting", "on_hold",
            "hold",
        ),
        "hold",
    ),
    **dict.fromkeys(
        ("draft", "editing", "in_progress", "ongoing", "open", "planned", "scheduled", "new"),
        "info",
    ),
    **dict.fromkeys(("late", "overdue", "failed", "today", "urgent"), "late"),
    **dict.fromkeys(("soon", "due", "due_soon"), "soon"),
    "very-late": "late very-late",
    "over": "over",
    "hand": "hand",
    "manual": "hand",
    "plain": "plain",
    "cancelled": "plain",
    "excluded": "plain",
}  # fmt: skip

# Method of a contact (or source of a timeline entry) → CSS class of its chip.
KINDS = {
    **dict.fromkeys(("phone", "call", "telephone"), "call"),
    **dict.fromkeys(("visit", "home_visit"), "visit"),
    **dict.fromkeys(("office", "desk", "walk_in", "reception"), "desk"),
    **dict.fromkeys(("accompany", "along", "escort"), "along"),
    **dict.fromkeys(("meeting", "meet", "conference"), "meet"),
    **dict.fromkeys(("monitoring", "monitor", "report"), "monitor"),
}


class Due(NamedTuple):
    """How a deadline stands: the words and the tone of its badge."""

    words: str
    tone: str


def due_on(day: date, today: date) -> Due:
    """Say how many days remain or have passed, with the tone of the badge.

    This week (to Sunday) is "soon", eight days over and more is "very late".
    """
    days = (day - today).days
    if days < 0:
        words = ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
        return Due(words, "late very-late" if -days >= VERY_LATE_FROM else "late")
    if days == 0:
        return Due(_("Due today"), "soon")
    words = ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    sunday = today + timedelta(days=6 - today.weekday())
    return Due(words, "soon" if day <= sunday else "plain")

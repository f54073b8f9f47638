"""The state of a month in words and tone: the same on every page."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from config.common.fiscal import month_end, month_of
from config.common.labels import due_on
from config.common.wareki import wareki
from monitoring.choices import MonthState


class StateBadge(NamedTuple):
    """The words of a badge and its tone."""

    words: str
    tone: str


def state_badge(
    state: str,
    *,
    is_due: bool,
    due_month: date,
    today: date,
    submitted_on: date | None = None,
) -> StateBadge:
    """Say how a month stands: left out, days left or overdue, in work, done, submitted."""
    if state == MonthState.SKIPPED:
        return StateBadge(MonthState.SKIPPED.label, "plain")
    if state == MonthState.SUBMITTED and submitted_on:
        words = _("Submitted on %(day)s") % {"day": wareki(submitted_on, "short")}
        return StateBadge(words, "done")
    if state in {MonthState.DONE, MonthState.SUBMITTED}:
        return StateBadge(_("Done, not yet submitted"), "hold")
    if not is_due:
        return StateBadge(_("Left out"), "plain")
    if due_month < month_of(today):
        return StateBadge(*due_on(month_end(due_month), today))
    if state == MonthState.REPORTED:
        return StateBadge(MonthState.REPORTED.label, "info")
    return StateBadge(*due_on(month_end(due_month), today))

"""地域移行支援・地域定着支援: which days fit together.

Source: the services 53 and 54 of `domain.md` 3.6; the period is the one printed on the certificate.
"""

from datetime import date

from django.utils.translation import gettext as _

from config.common.problems import Problem
from plans.choices_community import OVERNIGHT, SettlementGround, SupportKind

__all__ = ["agreement_problems", "entry_problems", "stay_problems", "support_problems"]


def stay_problems(
    *,
    since_on: date,
    ended_on: date | None,
    end: str,
    asked_on: date | None,
    today: date,
) -> list[Problem]:
    """Return what does not fit in the entry of somebody in a hospital or facility."""
    found = []
    for field, day in (("since_on", since_on), ("ended_on", ended_on), ("asked_on", asked_on)):
        if day and day > today:
            words = _("This day is still to come. Check the year.")
            found.append(Problem("future", words, field))
    if ended_on and ended_on < since_on:
        found.append(
            Problem("order", _("The end is before the start. Check both days."), "ended_on")
        )
    if bool(ended_on) != bool(end):
        words = _("Fill in both the day and how it ended, or neither.")
        found.append(Problem("half", words, "end" if ended_on else "ended_on"))
    return found


def support_problems(
    *,
    kind: str,
    starts_on: date,
    ends_on: date | None,
    ground: str,
    moved_on: date | None,
    ended_on: date | None,
    end_reason: str,
    today: date,
) -> list[Problem]:
    """Return what does not fit in a transition or settlement support."""
    order = _("The end is before the start. Check both days.")
    found = []
    if ends_on and ends_on < starts_on:
        found.append(Problem("order", order, "ends_on"))
    if kind == SupportKind.SETTLEMENT and ground not in SettlementGround.values:
        found.append(Problem("ground", _("Choose why the line of contact is needed."), "ground"))
    for field, day in (("moved_on", moved_on), ("ended_on", ended_on)):
        if day and day > today:
            found.append(Problem("future", _("This day is still to come."), field))
        elif day and day < starts_on:
            found.append(Problem("before", _("This day is before the support began."), field))
    if bool(ended_on) != bool(end_reason):
        words = _("Fill in both the day and the reason of the end, or neither.")
        found.append(Problem("half", words, "end_reason" if ended_on else "ended_on"))
    return found


def agreement_problems(
    *, drafted_on: date, consented_on: date, delivered_on: date | None, today: date
) -> list[Problem]:
    """Return what does not fit in the days of a plan's consent and delivery."""
    found = []
    if consented_on > today:
        found.append(Problem("future", _("This day is still to come."), "consented_on"))
    if consented_on < drafted_on:
        words = _("The consent is before the day the plan was written.")
        found.append(Problem("before", words, "consented_on"))
    if delivered_on and delivered_on < consented_on:
        words = _("The copy cannot be handed over before the consent.")
        found.append(Problem("before", words, "delivered_on"))
    if delivered_on and delivered_on > today:
        found.append(Problem("future", _("This day is still to come."), "delivered_on"))
    return found


def entry_problems(
    *, kind: str, day: date, until_on: date | None, starts_on: date, today: date
) -> list[Problem]:
    """Return what does not fit in an entry of the record; only what is over is recorded."""
    found = []
    if day > today:
        found.append(Problem("future", _("This day is still to come."), "occurred_on"))
    if day < starts_on:
        words = _("This day is before the support began.")
        found.append(Problem("before", words, "occurred_on"))
    if until_on and until_on < day:
        words = _("The end is before the start. Check both days.")
        found.append(Problem("order", words, "until_on"))
    if until_on and kind not in OVERNIGHT:
        words = _("Only a stay over night has a last day.")
        found.append(Problem("overnight", words, "until_on"))
    return found

"""地域移行支援・地域定着支援: which days fit together.

Source: the services 53 and 54 of `domain.md` 3.6; the period is the one printed on the certificate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from config.common.problems import Problem
from config.common.wareki import wareki
from plans.choices_community import OVERNIGHT, SettlementGround, SupportKind

__all__ = [
    "Hint",
    "Inside",
    "agreement_problems",
    "entry_problems",
    "settlement_warnings",
    "stay_problems",
    "support_problems",
]


@dataclass(frozen=True, slots=True)
class Inside:
    """Days in a hospital or facility, and the page on which they are written down.

    Without a place it is a transition case (地域移行支援) that has not ended.
    """

    place: str
    since_on: date
    until_on: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence to look at once more, and where it is put right."""

    message: str
    url: str


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


def settlement_warnings(
    *, starts_on: date, today: date, inside: Sequence[Inside], transitions: Sequence[Inside]
) -> list[Hint]:
    """Return what does not go with a settlement case (地域定着支援), which is for life outside.

    It forbids nothing: a short stay may interrupt the support, and the way out is prepared early.
    """
    hints = []
    for stay in inside:
        if words := _inside_words(stay, starts_on=starts_on, today=today):
            days = {
                "place": stay.place,
                "since": wareki(stay.since_on, "short"),
                "until": wareki(stay.until_on, "short") if stay.until_on else "",
                "start": wareki(starts_on, "short"),
            }
            hints.append(Hint(words % days, stay.url))
    for each in transitions:
        words = _(
            "The transition to the community (since %(since)s) goes on as well. Once the person has"
            " left, write down the day of leaving and the end of the transition."
        )
        hints.append(Hint(words % {"since": wareki(each.since_on, "short")}, each.url))
    return hints


def _inside_words(stay: Inside, *, starts_on: date, today: date) -> str:
    if stay.since_on <= today and (stay.until_on is None or stay.until_on > today):
        if starts_on <= today:
            return _(
                "The person is in %(place)s (since %(since)s). The settlement in the community is"
                " for people who live outside. If the person has left, write down the day; if not,"
                " ask the municipality about the period of the support."
            )
        if stay.until_on is None or stay.until_on > starts_on:
            return _(
                "The person is in %(place)s (since %(since)s). Make sure that the stay ends before"
                " the support begins on %(start)s."
            )
    if stay.until_on and stay.since_on < starts_on < stay.until_on:
        return _(
            "The support begins on %(start)s, before the person left %(place)s on %(until)s. Check"
            " both days."
        )
    return ""

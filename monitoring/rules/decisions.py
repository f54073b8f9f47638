"""From a benefit decision to its monitoring months.

The months printed on the certificate win; without them the months are counted back from the last
month of the decision. A later decision takes over from the month it starts in, so that nobody is
monitored twice in a month for two decisions.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from config.common.fiscal import month_end, month_of
from config.common.wareki import wareki
from monitoring.rules.months import DueMonth, Segment, monitoring_months

__all__ = ["DecisionFacts", "LaterDecision", "decision_months", "segments"]


@dataclass(frozen=True)
class DecisionFacts:
    """What a benefit decision says about monitoring.

    `is_printed`: interval and months stand on the certificate; otherwise they were proposed.
    """

    starts_on: date
    interval_months: int
    monitoring_from: date
    monitoring_to: date
    is_printed: bool = False
    first_months: int = 0
    first_from: Literal["start", "next"] = "start"
    includes_start_month: bool = False


@dataclass(frozen=True)
class LaterDecision:
    """A decision that began after another one of the same person: its first day, last month."""

    starts_on: date
    monitoring_to: date


@dataclass(frozen=True)
class Rest:
    """A pause of the monitoring: its first day, its last (None: it goes on), and why in words."""

    starts_on: date
    ends_on: date | None
    why: str


def segments(facts: DecisionFacts) -> list[Segment]:
    """Return the stretch to count: the printed months, or the whole period of the decision."""
    start = facts.monitoring_from if facts.is_printed else facts.starts_on
    return [
        Segment(
            facts.interval_months,
            start,
            facts.monitoring_to,
            first_months=facts.first_months,
            first_from=facts.first_from,
            include_start=facts.includes_start_month,
            is_printed=facts.is_printed,
            first_start=facts.starts_on,
        )
    ]


def decision_months(
    facts: DecisionFacts,
    *,
    later: Iterable[LaterDecision] = (),
    closed_on: date | None = None,
    self_plans: Iterable[tuple[date, date | None]] = (),
    pauses: Iterable[Rest] = (),
    cases: Iterable[tuple[date, date | None]] = (),
) -> list[DueMonth]:
    """Return the months of a decision with their reasons, in order.

    Months that a later decision covers are shown as left out; after the month in which the case
    was closed there are none. `self_plans` are periods (first day, last day or None) in which the
    person's own plan holds: nobody monitors it (domain 1.3). `pauses` are stays in hospital or a
    facility: whole months within them are left out, but never the last month of the period.
    `cases` are the periods in which the office had a case of the person, where they matter: months
    outside were another office's (domain 3.4, 7).
    """
    self_plans, pauses, cases = list(self_plans), list(pauses), list(cases)
    later = sorted(later, key=lambda decision: decision.starts_on)
    return [
        _rested(
            _left_to_self_plan(_left_to_others(_left_to_later(due, later), cases), self_plans),
            pauses,
        )
        for due in monitoring_months(segments(facts))
        if closed_on is None or due.month <= month_of(closed_on)
    ]


def _left_to_others(due: DueMonth, cases: list[tuple[date, date | None]]) -> DueMonth:
    """Leave a month out in which the office had no case of the person."""
    is_ours = not cases or any(
        month_of(opened_on) <= due.month and (closed_on is None or due.month <= month_of(closed_on))
        for opened_on, closed_on in cases
    )
    if is_ours or not due.is_due:
        return due
    reason = _("Left out: the person had no case at this office then.")
    return replace(due, reason=reason, is_due=False, code="elsewhere")


def _left_to_later(due: DueMonth, later: list[LaterDecision]) -> DueMonth:
    for decision in later:
        if month_of(decision.starts_on) <= due.month <= month_of(decision.monitoring_to):
            reason = _("Left out: counted in the later decision from %(day)s.") % {
                "day": wareki(decision.starts_on)
            }
            return replace(due, reason=reason, is_due=False, code="superseded")
    return due


def _left_to_self_plan(due: DueMonth, periods: list[tuple[date, date | None]]) -> DueMonth:
    """Leave a month out when the person's own plan holds at its end."""
    last = month_end(due.month)
    for starts_on, ends_on in periods:
        if due.is_due and starts_on <= last and (ends_on is None or ends_on >= last):
            reason = _("Left out: the person has a self-made plan since %(day)s.") % {
                "day": wareki(starts_on)
            }
            return replace(due, reason=reason, is_due=False, code="self_plan")
    return due


def _rested(due: DueMonth, pauses: list[Rest]) -> DueMonth:
    """Leave a month out that lies within a pause; the last of a period is always monitored."""
    first, last = due.month, month_end(due.month)
    for pause in pauses:
        is_within = pause.starts_on <= first and (pause.ends_on is None or pause.ends_on >= last)
        if due.is_due and due.code != "last" and is_within:
            words = {"why": pause.why, "day": wareki(pause.starts_on)}
            reason = _("Left out: %(why)s since %(day)s.") % words
            return replace(due, reason=reason, is_due=False, code="paused")
    return due

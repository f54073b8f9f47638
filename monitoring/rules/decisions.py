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

from config.common.fiscal import month_of
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
) -> list[DueMonth]:
    """Return the months of a decision with their reasons, in order.

    Months that a later decision covers are shown as left out; after the month in which the case
    was closed there are none.
    """
    later = sorted(later, key=lambda decision: decision.starts_on)
    return [
        _left_to_later(due, later)
        for due in monitoring_months(segments(facts))
        if closed_on is None or due.month <= month_of(closed_on)
    ]


def _left_to_later(due: DueMonth, later: list[LaterDecision]) -> DueMonth:
    for decision in later:
        if month_of(decision.starts_on) <= due.month <= month_of(decision.monitoring_to):
            reason = _("Left out: counted in the later decision from %(day)s.") % {
                "day": wareki(decision.starts_on)
            }
            return replace(due, reason=reason, is_due=False, code="superseded")
    return due

"""What the rules read of stored or unsaved decisions."""

from collections.abc import Iterable

from monitoring.rules import DecisionFacts, LaterDecision
from plans.choices import IntervalSource
from plans.models import BenefitDecision


def decision_facts(decision: BenefitDecision) -> DecisionFacts:
    """Return what the rule reads of a decision, stored or not."""
    return DecisionFacts(
        starts_on=decision.starts_on,
        interval_months=decision.interval_months,
        monitoring_from=decision.monitoring_from,
        monitoring_to=decision.monitoring_to,
        is_printed=decision.interval_source == IntervalSource.CERTIFICATE,
        first_months=decision.first_months,
        first_from=decision.first_from,
        includes_start_month=decision.includes_start_month,
    )


def later_than(own: BenefitDecision, decisions: Iterable[BenefitDecision]) -> list[LaterDecision]:
    """Return the decisions that take months over: those that begin, or were made, after it."""
    mine = (own.starts_on, own.pk or float("inf"))
    return [
        LaterDecision(other.starts_on, other.monitoring_to)
        for other in decisions
        if (other.starts_on, other.pk) > mine
    ]

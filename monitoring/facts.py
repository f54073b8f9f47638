"""What the rules read of stored or unsaved decisions."""

from collections.abc import Iterable, Sequence
from datetime import date

from cases.models import Case
from config.common.fiscal import month_of
from monitoring.models import Pause
from monitoring.rules import DecisionFacts, LaterDecision, Rest
from plans.choices import IntervalSource
from plans.models import BenefitDecision

#: From when to when a case was open; None while it is.
Span = tuple[date, date | None]
#: The columns of a decision that the functions below read, for rows that are read as values.
DECISION_COLUMNS = (
    "pk",
    "client_id",
    "starts_on",
    "interval_months",
    "monitoring_from",
    "monitoring_to",
    "interval_source",
    "first_months",
    "first_from",
    "includes_start_month",
)


def decision_facts(decision: BenefitDecision) -> DecisionFacts:
    """Return what the rule reads of a decision, stored or not, or of a row of DECISION_COLUMNS.

    The rule counts whole months, so decisions that differ only in their days have equal facts.
    """
    return DecisionFacts(
        starts_on=month_of(decision.starts_on),
        interval_months=decision.interval_months,
        monitoring_from=month_of(decision.monitoring_from),
        monitoring_to=month_of(decision.monitoring_to),
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


def rests_of(client_id: int) -> list[Rest]:
    """Return a person's pauses as the rule reads them."""
    pauses = Pause.objects.alive().filter(client=client_id).order_by("starts_on", "pk")
    return [Rest(row.starts_on, row.ends_on, row.get_kind_display()) for row in pauses]


def spans_of(client_id: int) -> list[Span]:
    """Return from when to when each case of a person was open, the earliest first."""
    cases = Case.objects.alive().filter(client=client_id).order_by("opened_on")
    return list(cases.values_list("opened_on", "closed_on"))


def ended_on(spans: Sequence[Span]) -> date | None:
    """Return the day the last case was closed; None while one is open, or without any."""
    ends = [closed_on for _opened_on, closed_on in spans]
    return None if None in ends else max(ends, default=None)


def spans_that_matter(spans: Sequence[Span], starts_on: date) -> tuple[Span, ...]:
    """Return the cases unless one covers a decision from its first month on.

    Hardly any decision begins before its case, and what is equal for many is counted once.
    """
    first = month_of(starts_on)
    for opened_on, closed_on in spans:
        if month_of(opened_on) <= first and (closed_on is None or len(spans) == 1):
            return ()
    return tuple(spans)

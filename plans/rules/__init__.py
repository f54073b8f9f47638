"""Rules of plans and decisions: proposals and problems, without database, clock or request."""

from plans.rules.dates import decision_problems, opening_problems, plan_problems
from plans.rules.intervals import (
    INTENSIVE,
    NO_INTERVAL,
    OLDER_AGE,
    IntervalProposal,
    IntervalRow,
    ServiceFacts,
    ServiceRow,
    interval_row,
    service_row,
    standard_interval,
)
from plans.rules.periods import (
    NEW_USER_MONTHS,
    Period,
    counted_period,
    decision_warnings,
    offers_start_month,
)
from plans.rules.progress import (
    NeedFacts,
    PlanFacts,
    consent_problems,
    plan_state,
    section_states,
)

__all__ = [
    "INTENSIVE",
    "NEW_USER_MONTHS",
    "NO_INTERVAL",
    "OLDER_AGE",
    "IntervalProposal",
    "IntervalRow",
    "NeedFacts",
    "Period",
    "PlanFacts",
    "ServiceFacts",
    "ServiceRow",
    "consent_problems",
    "counted_period",
    "decision_problems",
    "decision_warnings",
    "interval_row",
    "offers_start_month",
    "opening_problems",
    "plan_problems",
    "plan_state",
    "section_states",
    "service_row",
    "standard_interval",
]

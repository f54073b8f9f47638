"""Rules of monitoring: which months and why, and what a report must hold."""

from monitoring.rules.decisions import (
    DecisionFacts,
    LaterDecision,
    Rest,
    decision_months,
    segments,
)
from monitoring.rules.months import (
    DueMonth,
    ExistingMonth,
    Segment,
    changes,
    monitoring_months,
    segment_problems,
)
from monitoring.rules.reports import (
    ReportFacts,
    finish_problems,
    report_problems,
    report_warnings,
    submission_problems,
)

__all__ = [
    "DecisionFacts",
    "DueMonth",
    "ExistingMonth",
    "LaterDecision",
    "ReportFacts",
    "Rest",
    "Segment",
    "changes",
    "decision_months",
    "finish_problems",
    "monitoring_months",
    "report_problems",
    "report_warnings",
    "segment_problems",
    "segments",
    "submission_problems",
]

"""Verbs of monitoring, one topic per file."""

from monitoring.actions.months import leave_out, plan_visit, put_back, skip_month
from monitoring.actions.reports import (
    change_report,
    create_report,
    finish_report,
    submit_report,
)
from monitoring.actions.schedules import (
    drifted_schedules,
    mark_decision_stale,
    mark_person_stale,
    recompute,
    stale_schedules,
)

__all__ = [
    "change_report",
    "create_report",
    "drifted_schedules",
    "finish_report",
    "leave_out",
    "mark_decision_stale",
    "mark_person_stale",
    "plan_visit",
    "put_back",
    "recompute",
    "skip_month",
    "stale_schedules",
    "submit_report",
]

"""Verbs of monitoring, one topic per file."""

from monitoring.actions.months import leave_out, plan_visit, put_back, skip_month
from monitoring.actions.next_plans import begin_next_plan
from monitoring.actions.reports import (
    change_report,
    create_report,
    discard_report,
    finish_report,
    put_report_back,
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
    "begin_next_plan",
    "change_report",
    "create_report",
    "discard_report",
    "drifted_schedules",
    "finish_report",
    "leave_out",
    "mark_decision_stale",
    "mark_person_stale",
    "plan_visit",
    "put_back",
    "put_report_back",
    "recompute",
    "skip_month",
    "stale_schedules",
    "submit_report",
]

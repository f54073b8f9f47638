"""Verbs on bodies, the plan of a year, meetings and their minutes."""

from councils.actions.bodies import change_body, create_body
from councils.actions.meetings import cancel_meeting, change_meeting, set_up_meeting
from councils.actions.minutes import (
    finish_minutes,
    mark_done,
    record_printed,
    write_minutes,
)
from councils.actions.plan import (
    change_recurrence,
    change_training,
    copy_year,
    plan_recurrence,
    plan_training,
    remove_recurrence,
    remove_training,
)

__all__ = [
    "cancel_meeting",
    "change_body",
    "change_meeting",
    "change_recurrence",
    "change_training",
    "copy_year",
    "create_body",
    "finish_minutes",
    "mark_done",
    "plan_recurrence",
    "plan_training",
    "record_printed",
    "remove_recurrence",
    "remove_training",
    "set_up_meeting",
    "write_minutes",
]

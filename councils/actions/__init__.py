"""Verbs on bodies, the plan of a year, meetings and their minutes."""

from councils.actions.activities import (
    change_activity,
    record_activity,
    remove_activity,
    restore_activity,
)
from councils.actions.bodies import change_body, create_body
from councils.actions.lessons import take_to_meeting
from councils.actions.meetings import cancel_meeting, change_meeting, set_up_meeting
from councils.actions.minutes import (
    finish_minutes,
    mark_done,
    put_on_agenda,
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
    "change_activity",
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
    "put_on_agenda",
    "record_activity",
    "record_printed",
    "remove_activity",
    "remove_recurrence",
    "remove_training",
    "restore_activity",
    "set_up_meeting",
    "take_to_meeting",
    "write_minutes",
]

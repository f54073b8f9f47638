"""Verbs of layer 1, one topic per file."""

from staffing.actions.absences import change_absence, enter_absence, remove_absence
from staffing.actions.importing import bring_list, discard_list, write_list
from staffing.actions.notices import notify, read_notices
from staffing.actions.offices import change_office, create_office, set_kinds
from staffing.actions.people import (
    change_password,
    change_posting,
    change_user,
    create_posting,
    create_user,
    end_posting,
    register_staff,
    reset_password,
    set_active,
    set_preferences,
)
from staffing.actions.questions import answer_question, ask_about
from staffing.actions.reference import add_reference, change_reference
from staffing.actions.signin import (
    CodeAnswer,
    check_code,
    end_own_sessions,
    end_sessions,
    issue_recovery_codes,
    one_time_password,
    remove_second_factor,
    set_second_factor,
)

__all__ = [
    "CodeAnswer",
    "add_reference",
    "answer_question",
    "ask_about",
    "bring_list",
    "change_absence",
    "change_office",
    "change_password",
    "change_posting",
    "change_reference",
    "change_user",
    "check_code",
    "create_office",
    "create_posting",
    "create_user",
    "discard_list",
    "end_own_sessions",
    "end_posting",
    "end_sessions",
    "enter_absence",
    "issue_recovery_codes",
    "notify",
    "one_time_password",
    "read_notices",
    "register_staff",
    "remove_absence",
    "remove_second_factor",
    "reset_password",
    "set_active",
    "set_kinds",
    "set_preferences",
    "set_second_factor",
    "write_list",
]

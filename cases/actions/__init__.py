"""Verbs of layer 2, one topic per file."""

from cases.actions.appointments import (
    cancel_appointment,
    change_appointment,
    make_appointment,
    restore_appointment,
)
from cases.actions.batch import log_many
from cases.actions.clients import change_client, record_consent, register_client
from cases.actions.log import (
    change_consultation,
    close_promise,
    log_consultation,
    make_promise,
    remove_consultation,
    reopen_promise,
    restore_consultation,
)
from cases.actions.way import advance_case, assign_case, close_case, correct_opening, open_case

__all__ = [
    "advance_case",
    "assign_case",
    "cancel_appointment",
    "change_appointment",
    "change_client",
    "change_consultation",
    "close_case",
    "close_promise",
    "correct_opening",
    "log_consultation",
    "log_many",
    "make_appointment",
    "make_promise",
    "open_case",
    "record_consent",
    "register_client",
    "remove_consultation",
    "reopen_promise",
    "restore_appointment",
    "restore_consultation",
]

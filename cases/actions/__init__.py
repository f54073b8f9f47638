"""Verbs of layer 2, one topic per file."""

from cases.actions.appointments import (
    cancel_appointment,
    change_appointment,
    make_appointment,
    restore_appointment,
)
from cases.actions.batch import log_many
from cases.actions.checking import check_consultations
from cases.actions.clients import change_client, register_client
from cases.actions.closing import close_month, reopen_month
from cases.actions.ending import close_case, keep_closing, reopen_case
from cases.actions.handovers import effect_due, effect_handover, hand_over, undo_handover
from cases.actions.households import (
    add_member,
    change_household,
    change_member,
    register_member,
    remove_member,
    restore_member,
)
from cases.actions.intakes import (
    add_interview,
    advance_intake,
    change_intake,
    log_intake,
    receive_contact,
    receive_request,
    refer_intake,
    register_from_intake,
)
from cases.actions.log import (
    change_consultation,
    close_promise,
    log_consultation,
    make_promise,
    remove_consultation,
    reopen_promise,
    restore_consultation,
)
from cases.actions.moves import move_promise
from cases.actions.papers import (
    add_guardian,
    change_certificate,
    change_consent,
    change_guardian,
    change_handbook,
    change_warning,
    note_warning,
    record_consent,
    register_certificate,
    register_handbook,
    remove_part,
    restore_part,
    withdraw_consent,
)
from cases.actions.restrictions import lift_restriction, name_readers, restrict_client
from cases.actions.shares import note_reading, revoke_share, share_file
from cases.actions.sheet import change_sheet
from cases.actions.supporters import (
    add_supporter,
    change_supporter,
    remove_supporter,
    restore_supporter,
)
from cases.actions.transfers import (
    accept_transfer,
    decline_transfer,
    offer_return,
    offer_transfer,
    revoke_transfer,
)
from cases.actions.visits import log_visit
from cases.actions.way import (
    advance_case,
    assign_case,
    correct_opening,
    keep_contract,
    open_case,
)

__all__ = [
    "accept_transfer",
    "add_guardian",
    "add_interview",
    "add_member",
    "add_supporter",
    "advance_case",
    "advance_intake",
    "assign_case",
    "cancel_appointment",
    "change_appointment",
    "change_certificate",
    "change_client",
    "change_consent",
    "change_consultation",
    "change_guardian",
    "change_handbook",
    "change_household",
    "change_intake",
    "change_member",
    "change_sheet",
    "change_supporter",
    "change_warning",
    "check_consultations",
    "close_case",
    "close_month",
    "close_promise",
    "correct_opening",
    "decline_transfer",
    "effect_due",
    "effect_handover",
    "hand_over",
    "keep_closing",
    "keep_contract",
    "lift_restriction",
    "log_consultation",
    "log_intake",
    "log_many",
    "log_visit",
    "make_appointment",
    "make_promise",
    "move_promise",
    "name_readers",
    "note_reading",
    "note_warning",
    "offer_return",
    "offer_transfer",
    "open_case",
    "receive_contact",
    "receive_request",
    "record_consent",
    "refer_intake",
    "register_certificate",
    "register_client",
    "register_from_intake",
    "register_handbook",
    "register_member",
    "remove_consultation",
    "remove_member",
    "remove_part",
    "remove_supporter",
    "reopen_case",
    "reopen_month",
    "reopen_promise",
    "restore_appointment",
    "restore_consultation",
    "restore_member",
    "restore_part",
    "restore_supporter",
    "restrict_client",
    "revoke_share",
    "revoke_transfer",
    "share_file",
    "undo_handover",
    "withdraw_consent",
]

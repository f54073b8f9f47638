"""Verbs on plans, needs, decisions and service providers."""

from plans.actions.assessments import (
    change_assessment,
    finish_assessment,
    keep_area,
    note_words,
    remove_assessment,
    restore_assessment,
    start_assessment,
    state_of,
    take_needs,
    untaken_needs,
    write_area,
)
from plans.actions.care_minutes import finish_minutes, meeting_facts, write_minutes
from plans.actions.case_steps import assessment_day
from plans.actions.community import (
    change_stay,
    change_support,
    register_stay,
    start_support,
    write_crisis_sheet,
)
from plans.actions.community_entries import add_entry, change_entry, remove_entry, restore_entry
from plans.actions.community_plans import (
    agree_to_community_plan,
    change_community_plan,
    write_community_plan,
)
from plans.actions.consent import consent_to_plan, deliver_plan, submit_plan
from plans.actions.decisions import change_decision, register_decision
from plans.actions.meetings import cancel_meeting, change_meeting, set_up_meeting
from plans.actions.minutes_corrections import correct_minutes
from plans.actions.needs import add_need, change_need, move_need, remove_need
from plans.actions.plain import change_plain_words, change_readings
from plans.actions.plans import TEXTS, change_plan, finalise_plan, revise_plan, start_plan
from plans.actions.present_week import change_present_week
from plans.actions.provider_plans import (
    change_provider_plan,
    register_provider_plan,
    remove_provider_plan,
    restore_provider_plan,
)
from plans.actions.providers import (
    change_provider,
    create_provider,
    plans_naming,
    remove_provider,
)
from plans.actions.self_plans import change_self_plan, register_self_plan, remove_self_plan
from plans.actions.week import (
    ENTRY_FIELDS,
    LIFE_TEXTS,
    WEEK_TEXTS,
    change_week,
    present_week_of,
)

__all__ = [
    "ENTRY_FIELDS",
    "LIFE_TEXTS",
    "TEXTS",
    "WEEK_TEXTS",
    "add_entry",
    "add_need",
    "agree_to_community_plan",
    "assessment_day",
    "cancel_meeting",
    "change_assessment",
    "change_community_plan",
    "change_decision",
    "change_entry",
    "change_meeting",
    "change_need",
    "change_plain_words",
    "change_plan",
    "change_present_week",
    "change_provider",
    "change_provider_plan",
    "change_readings",
    "change_self_plan",
    "change_stay",
    "change_support",
    "change_week",
    "consent_to_plan",
    "correct_minutes",
    "create_provider",
    "deliver_plan",
    "finalise_plan",
    "finish_assessment",
    "finish_minutes",
    "keep_area",
    "meeting_facts",
    "move_need",
    "note_words",
    "plans_naming",
    "present_week_of",
    "register_decision",
    "register_provider_plan",
    "register_self_plan",
    "register_stay",
    "remove_assessment",
    "remove_entry",
    "remove_need",
    "remove_provider",
    "remove_provider_plan",
    "remove_self_plan",
    "restore_assessment",
    "restore_entry",
    "restore_provider_plan",
    "revise_plan",
    "set_up_meeting",
    "start_assessment",
    "start_plan",
    "start_support",
    "state_of",
    "submit_plan",
    "take_needs",
    "untaken_needs",
    "write_area",
    "write_community_plan",
    "write_crisis_sheet",
    "write_minutes",
]

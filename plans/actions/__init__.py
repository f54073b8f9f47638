"""Verbs on plans, needs, decisions and service providers."""

from plans.actions.consent import consent_to_plan, deliver_plan, submit_plan
from plans.actions.decisions import change_decision, register_decision
from plans.actions.needs import add_need, change_need, move_need, remove_need
from plans.actions.plans import TEXTS, change_plan, finalise_plan, revise_plan, start_plan
from plans.actions.providers import change_provider, create_provider

__all__ = [
    "TEXTS",
    "add_need",
    "change_decision",
    "change_need",
    "change_plan",
    "change_provider",
    "consent_to_plan",
    "create_provider",
    "deliver_plan",
    "finalise_plan",
    "move_need",
    "register_decision",
    "remove_need",
    "revise_plan",
    "start_plan",
    "submit_plan",
]

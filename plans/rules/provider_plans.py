"""Which providers must write a plan of their own, and whether a need is answered by one.

Source: 指定基準 of services, of child day services and of 地域相談支援: the provider makes an
individual plan for everybody who uses the service; the office asks for a copy (`domain.md` 1.4).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from config.common.problems import Problem
from plans.choices import LawGroup
from plans.choices_meetings import ProviderPlanState

__all__ = [
    "PLAN_WRITING_GROUPS",
    "HeldPlan",
    "provider_plan_problems",
    "provider_plan_state",
]

#: Benefits whose providers write an individual plan.
PLAN_WRITING_GROUPS = (
    LawGroup.CARE,
    LawGroup.TRAINING,
    LawGroup.COMMUNITY,
    LawGroup.CHILD_DAY,
    LawGroup.CHILD_FACILITY,
)


@dataclass(frozen=True)
class HeldPlan:
    """A plan that was received: its period, and when the next one is expected."""

    starts_on: date
    ends_on: date | None = None
    next_on: date | None = None


def provider_plan_state(plans: Iterable[HeldPlan], *, today: date) -> ProviderPlanState:
    """Return whether a provider's plan is missing, held, or to be followed by the next one."""
    held = list(plans)
    if not held:
        return ProviderPlanState.MISSING
    for plan in held:
        is_over = plan.ends_on is not None and plan.ends_on < today
        is_awaited = plan.next_on is not None and plan.next_on < today
        if not is_over and not is_awaited:
            return ProviderPlanState.HELD
    return ProviderPlanState.OVERDUE


def provider_plan_problems(
    *,
    made_on: date | None,
    received_on: date | None,
    starts_on: date | None,
    ends_on: date | None,
    next_on: date | None,
    today: date,
) -> list[Problem]:
    """Return what is wrong with the days of a provider's plan."""
    problems = []
    for name, day in (("made_on", made_on), ("received_on", received_on)):
        if day and day > today:
            message = _("This day is still to come. Check the year.")
            problems.append(Problem("future", message, name))
    if made_on and received_on and received_on < made_on:
        message = _("It was received before it was made. Check both days.")
        problems.append(Problem("before-made", message, "received_on"))
    if starts_on and ends_on and ends_on < starts_on:
        message = _("The end is before the start. Check both days.")
        problems.append(Problem("end-first", message, "ends_on"))
    if made_on and next_on and next_on <= made_on:
        message = _("The next one comes after this one. Check both days.")
        problems.append(Problem("next-first", message, "next_on"))
    return problems

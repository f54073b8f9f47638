"""Let the case follow its plan: never further than the days that are known."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from cases.actions import advance_case
from cases.choices import CaseState
from cases.models import Case
from cases.rules import NEXT_STATES, REQUIRED_DATES, path, skipped_states
from plans.choices import Stage
from plans.models import ServiceUsePlan
from staffing.models import User


def assessment_day(case: Case) -> date | None:
    """Return the day of the case's last assessment as its way says, None before the first."""
    steps = case.steps.filter(state=CaseState.ASSESSING).order_by("entered_on", "pk")
    return steps.values_list("entered_on", flat=True).last()


def begin_writing(
    case: Case, *, stage: str, on: date, by: User, known: Mapping[str, date | None]
) -> None:
    """Lead the case to the state of writing through the steps that lie between.

    `known` holds the days of those steps. A step whose day must be proved and is not known stops
    the case in front of it: nothing is invented.
    """
    target = CaseState.FINAL_PLAN if stage == Stage.FINAL else CaseState.DRAFT_PLAN
    if case.state == target:
        return
    for step in path(case.state, target):
        day = known.get(step)
        if day is None and REQUIRED_DATES.get(step):
            return
        reason = _("The plan was begun before.") if skipped_states(case.state, step) else ""
        case = advance_case(case, to=step, on=day or on, by=by, skip_reason=reason)


def follow_plan(plan: ServiceUsePlan, *, by: User) -> None:
    """Move the case on as far as consent, copy, submission and decision of this plan say."""
    decision = plan.decisions.filter(deleted_at=None).order_by("decided_on", "pk").first()
    if plan.stage == Stage.FINAL:
        days = (plan.delivered_on, plan.submitted_on)
        steps = [(CaseState.ACTIVE, max(days) if all(days) else None)]
    else:
        steps = [
            (CaseState.DRAFT_CONSENTED, plan.delivered_on),
            (CaseState.DRAFT_SUBMITTED, plan.submitted_on),
            (CaseState.DECIDED, decision and decision.decided_on),
        ]
    for state, day in steps:
        if day:
            step(plan.case_id, to=state, on=day, by=by)


def step(case_id: int, *, to: str, on: date, by: User) -> None:
    """Enter the next state if it follows the present one; a case that is elsewhere stays."""
    case = Case.objects.select_for_update().get(pk=case_id)
    if to in NEXT_STATES[case.state] and not skipped_states(case.state, to):
        advance_case(case, to=to, on=on, by=by)

"""Agree to a plan, hand it over, send it to the municipality: three legal acts, three days."""

from datetime import date

from django.db import transaction

from plans import hooks
from plans.actions.case_steps import follow_plan
from plans.actions.locking import locked, writable
from plans.models import ServiceUsePlan
from plans.rules import NeedFacts, PlanFacts, consent_problems, plan_problems
from staffing.models import User
from staffing.saving import Refused, change

FACT_TEXTS = (
    "wishes_client",
    "wishes_family",
    "overall_policy",
    "long_goal",
    "long_goal_by",
    "short_goal",
    "short_goal_by",
    "whole_picture",
)


def facts_of(plan: ServiceUsePlan) -> PlanFacts:
    """Return what the rules of progress need of a plan; its needs should be loaded."""
    needs = [
        NeedFacts(has_goal=bool(need.goal), has_service=bool(need.services.all()))
        for need in plan.needs.all()
    ]
    has_week = bool(plan.week.all())
    return PlanFacts(
        needs=needs, has_week=has_week, **{name: getattr(plan, name) for name in FACT_TEXTS}
    )


@transaction.atomic
def consent_to_plan(
    plan: ServiceUsePlan,
    *,
    by: User,
    consented_on: date,
    consented_by: str,
    today: date,
    consented_how: str = "",
    delivered_on: date | None = None,
    version: int | None = None,
) -> ServiceUsePlan:
    """Record the signature, which freezes this version, and the copy if it was handed over.

    The day of consent is the day printed as 作成日 (domain 2.3).
    """
    plan = ServiceUsePlan.objects.with_needs().get(pk=writable(plan).pk)
    problems = consent_problems(
        facts_of(plan),
        today=today,
        drafted_on=plan.drafted_on,
        consented_on=consented_on,
        delivered_on=delivered_on,
    )
    if problems:
        raise Refused(*problems)
    values = {
        "consented_on": consented_on,
        "consented_by": consented_by,
        "consented_how": consented_how,
        "delivered_on": delivered_on,
    }
    plan = change(plan, values, by=by, version=version, verb="plan.consented")
    follow_plan(plan, by=by)
    hooks.plan_changed(plan)
    return plan


def deliver_plan(
    plan: ServiceUsePlan, *, by: User, delivered_on: date, today: date, version: int | None = None
) -> ServiceUsePlan:
    """Record that the copy was handed over."""
    values = {"delivered_on": delivered_on}
    return _hand_out(plan, values, by=by, today=today, version=version, verb="plan.delivered")


def submit_plan(
    plan: ServiceUsePlan, *, by: User, submitted_on: date, today: date, version: int | None = None
) -> ServiceUsePlan:
    """Record that the plan went to the municipality."""
    values = {"submitted_on": submitted_on}
    return _hand_out(plan, values, by=by, today=today, version=version, verb="plan.submitted")


@transaction.atomic
def _hand_out(
    plan: ServiceUsePlan,
    values: dict[str, date],
    *,
    by: User,
    today: date,
    version: int | None,
    verb: str,
) -> ServiceUsePlan:
    plan = locked(plan)
    if problems := plan_problems(today=today, consented_on=plan.consented_on, **values):
        raise Refused(*problems)
    plan = change(plan, values, by=by, version=version, verb=verb)
    follow_plan(plan, by=by)
    hooks.plan_changed(plan, was_sent="submitted_on" in values)
    return plan

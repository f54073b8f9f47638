"""What a plan names beside what the municipality granted."""

from collections.abc import Callable
from datetime import date

from config.common.problems import Problem
from plans.choices import Stage
from plans.models import BenefitDecision, ServiceType, ServiceUsePlan
from plans.rules import Granted, Planned, granted_problem, granted_warnings


def decision_of(plan: ServiceUsePlan, *, today: date) -> BenefitDecision | None:
    """Return the decision a plan must fit: that of its draft, else the one in force.

    A draft without an answer asks for services; there is nothing to hold it against.
    """
    decisions = BenefitDecision.objects.alive().filter(client_id=plan.client_id)
    keys = [plan.pk] if plan.stage == Stage.DRAFT else [plan.pk, plan.previous_id]
    answer = decisions.filter(plan__in=[key for key in keys if key])
    if found := answer.order_by("-starts_on").prefetch_related("services").first():
        return found
    if plan.stage == Stage.DRAFT:
        return None
    in_force = decisions.valid_on(plan.consented_on or today).order_by("-starts_on")
    return in_force.prefetch_related("services").first()


def beyond_decision(plan: ServiceUsePlan, *, today: date) -> list[Problem]:
    """Return the services of a plan that its decision does not grant; `plan` has its needs."""
    planned = [
        Planned(row.service_type_id, str(row.service_type), row.service_type.law_group)
        for need in plan.needs.all()
        for row in need.services.all()
        if row.service_type_id
    ]
    decision = decision_of(plan, today=today) if planned else None
    if decision is None:
        return []
    return granted_warnings(
        planned,
        _granted(decision),
        starts_on=decision.starts_on,
        ends_on=decision.ends_on,
        on=max(today, decision.starts_on),
    )


def not_grantable(plan: ServiceUsePlan) -> Callable[[ServiceType], Problem | None] | None:
    """Return what says of a service why this plan may not name it; None where nothing binds it.

    The day that counts is that of the plan. A decision without services says nothing about them.
    """
    if plan.stage == Stage.DRAFT:
        return None
    decision = decision_of(plan, today=plan.drafted_on)
    granted = _granted(decision) if decision else []
    if not granted:
        return None
    period = {"starts_on": decision.starts_on, "ends_on": decision.ends_on}

    def problem(service: ServiceType) -> Problem | None:
        planned = Planned(service.pk, str(service), service.law_group)
        return granted_problem(planned, granted, on=plan.drafted_on, **period)

    return problem


def _granted(decision: BenefitDecision) -> list[Granted]:
    return [
        Granted(row.service_type_id, row.starts_on, row.ends_on) for row in decision.services.all()
    ]

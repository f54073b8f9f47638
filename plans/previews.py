"""What the decision page shows beside the form: the standard proposal and the months it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.models import Client, RecipientCertificate
from config.common.problems import Problem
from plans.actions.decisions import plan_day, proposal_for
from plans.choices import FirstFrom, IntervalSource
from plans.hooks import MonthShown, month_preview
from plans.intervals import services_of_plan
from plans.models import BenefitDecision, ServiceType, ServiceUsePlan
from plans.rules import (
    NEW_USER_MONTHS,
    IntervalProposal,
    Period,
    counted_period,
    decision_problems,
    decision_warnings,
    offers_start_month,
)


@dataclass(frozen=True)
class Preview:
    """The proposed interval with its reasons, or what is missing; the months; what is odd."""

    proposal: IntervalProposal | None = None
    problems: Sequence[Problem] = ()
    months: Sequence[MonthShown] = ()
    warnings: Sequence[Problem] = ()
    period: tuple[date, date] | None = None
    interval_months: int | None = None


@dataclass
class Known:
    """As much of a decision as is filled in so far."""

    plan: ServiceUsePlan | None
    decided_on: date
    service_types: Sequence[ServiceType] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


def preview_of(client: Client, known: Known, *, pk: int | None = None) -> Preview:
    """Return proposal, months and warnings of a decision; `pk` is its key once it is stored."""
    found = proposal_for(
        client,
        plan=known.plan,
        decided_on=known.decided_on,
        service_types=known.service_types,
        is_intensive=bool(known.values.get("is_intensive")),
    )
    is_proposal = isinstance(found, IntervalProposal)
    proposal, problems = (found, ()) if is_proposal else (None, found)
    months = known.values.get("interval_months") or (proposal.months if proposal else None)
    starts_on, ends_on = known.values.get("starts_on"), known.values.get("ends_on")
    if not (months and starts_on and ends_on):
        return Preview(proposal, problems)
    names = ("monitoring_from", "monitoring_to")
    printed = {name: known.values.get(name) for name in names}
    facts = {"starts_on": starts_on, "ends_on": ends_on, "interval_months": months}
    if decision_problems(**facts, **printed):
        return Preview(proposal, problems)
    decision = _decision(client, known, facts, printed)
    decision.pk = pk
    if proposal is None or proposal.months != months:
        decision.interval_source = IntervalSource.CERTIFICATE
    standard = proposal.months if proposal else None
    return Preview(
        proposal,
        problems,
        month_preview(decision),
        warnings_of(decision, standard_months=standard),
        (decision.monitoring_from, decision.monitoring_to),
        months,
    )


def _decision(
    client: Client, known: Known, facts: dict[str, Any], printed: dict[str, date | None]
) -> BenefitDecision:
    includes = known.values.get("includes_start_month")
    if includes is None:
        includes = offers_start_month(
            plan_day(known.plan), facts["starts_on"], facts["interval_months"]
        )
    first = {
        "first_months": known.values.get("first_months") or 0,
        "first_from": known.values.get("first_from") or FirstFrom.START,
        "includes_start_month": includes,
    }
    counted = counted_period(*facts.values(), **first)
    return BenefitDecision(
        office_id=client.office_id,
        client=client,
        plan=known.plan,
        decided_on=known.decided_on,
        monitoring_from=printed["monitoring_from"] or counted[0],
        monitoring_to=printed["monitoring_to"] or counted[1],
        interval_source=known.values.get("interval_source") or "",
        **facts,
        **first,
    )


def warnings_of(decision: BenefitDecision, *, standard_months: int | None = None) -> list[Problem]:
    """Return what looks odd about a decision, beside the person's other decisions."""
    others = BenefitDecision.objects.alive().filter(client_id=decision.client_id)
    services = decision.services.select_related("service_type") if decision.pk else ()
    return decision_warnings(
        decided_on=decision.decided_on,
        period=Period(decision.starts_on, decision.ends_on),
        interval_months=decision.interval_months,
        monitoring_to=decision.monitoring_to,
        monitoring_from=decision.monitoring_from,
        first_months=decision.first_months,
        standard_months=standard_months,
        others=[
            Period(*days)
            for days in others.exclude(pk=decision.pk).values_list("starts_on", "ends_on")
        ],
        service_periods=[(str(row.service_type), row.starts_on, row.ends_on) for row in services],
        levels=_levels(decision),
    )


def _levels(decision: BenefitDecision) -> tuple[str, str]:
    paper = decision.certificate
    held = paper.get_support_level_display() if paper and paper.support_level else ""
    return (decision.get_support_level_display() if decision.support_level else "", held)


def stored_preview(decision: BenefitDecision) -> Preview:
    """Return the preview of a decision as it is stored."""
    names = (
        "starts_on",
        "ends_on",
        "interval_months",
        "interval_source",
        "is_intensive",
        "first_months",
        "first_from",
        "includes_start_month",
        "monitoring_from",
        "monitoring_to",
    )
    services = decision.services.select_related("service_type")
    known = Known(
        plan=decision.plan,
        decided_on=decision.decided_on,
        service_types=[row.service_type for row in services],
        values={name: getattr(decision, name) for name in names},
    )
    return preview_of(decision.client, known, pk=decision.pk)


def first_values(
    client: Client, *, today: date
) -> tuple[dict[str, Any], list[dict[str, Any]], Preview]:
    """Return what a new decision is prefilled with: (values, rows of services, the proposal).

    The plan is the newest agreed one; its services of the law set the standard interval; a person
    without an earlier decision is new and monitored monthly at first.
    """
    plans = ServiceUsePlan.objects.alive().filter(client=client)
    plan = plans.consented().order_by("-number").first() or plans.order_by("-number").first()
    services = [s for s in services_of_plan(plan) if s.code] if plan else []
    last = BenefitDecision.objects.alive().filter(client=client).order_by("-ends_on").first()
    preview = preview_of(client, Known(plan=plan, decided_on=today, service_types=services))
    values = {
        "plan": plan and plan.pk,
        **_from_certificate(client),
        "interval_months": preview.proposal.months if preview.proposal else None,
        "interval_source": IntervalSource.STANDARD,
        "first_months": 0 if last else NEW_USER_MONTHS,
        "first_from": last.first_from if last else FirstFrom.START,
        "includes_start_month": "",
    }
    rows = [{"service_type": service.pk} for service in services]
    return values, rows, preview


def _from_certificate(client: Client) -> dict[str, Any]:
    """Return what the newest certificate already says: nothing of it is typed twice."""
    papers = RecipientCertificate.objects.alive().filter(client=client)
    paper = papers.newest_first().first()
    if paper is None:
        return {"municipality": client.municipality_id}
    return {
        "certificate": paper.pk,
        "municipality": paper.municipality_id or client.municipality_id,
        "support_level": paper.support_level,
        "starts_on": paper.starts_on,
        "ends_on": paper.ends_on,
    }

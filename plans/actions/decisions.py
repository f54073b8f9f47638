"""Register and change a benefit decision; whoever counts the months is told in the same breath."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.models import Client
from config.common.problems import Problem
from config.common.wareki import month_label
from plans import hooks
from plans.actions.case_steps import follow_plan
from plans.actions.locking import open_case
from plans.choices import IntervalSource
from plans.intervals import propose_interval, service_facts
from plans.models import BenefitDecision, DecidedService, ServiceUsePlan
from plans.rules import IntervalProposal, counted_period, decision_problems, offers_start_month
from staffing.models import User
from staffing.saving import Refused, change, insert

REASON_LENGTH = BenefitDecision._meta.get_field("interval_reason").max_length


@transaction.atomic
def register_decision(
    client: Client, *, by: User, today: date, services: Sequence[dict[str, Any]], **values: Any
) -> BenefitDecision:
    """Register what the municipality decided, and let the case follow.

    `services` are rows of DecidedService in their order. Left out or None: `interval_months`
    takes the standard proposal, `monitoring_from` and `monitoring_to` the months counted back,
    `includes_start_month` what the rule offers.
    """
    open_case(client)
    values = _completed(client, values, services, today=today)
    decision = BenefitDecision(office_id=client.office_id, client=client, **values)
    decision = insert(decision, by=by, verb="decision.created")
    _write_services(decision, services)
    if decision.plan:
        follow_plan(decision.plan, by=by)
    hooks.decision_changed(decision)
    return decision


@transaction.atomic
def change_decision(
    decision: BenefitDecision,
    *,
    by: User,
    today: date,
    version: int | None,
    services: Sequence[dict[str, Any]],
    **values: Any,
) -> BenefitDecision:
    """Change a decision, its services and its interval; months already used stay as they are."""
    values = _completed(decision.client, values, services, today=today)
    decision = change(decision, values, by=by, version=version, verb="decision.changed")
    decision.services.all().delete()
    _write_services(decision, services)
    if decision.plan:
        follow_plan(decision.plan, by=by)
    hooks.decision_changed(decision)
    return decision


def _write_services(decision: BenefitDecision, rows: Sequence[dict[str, Any]]) -> None:
    DecidedService.objects.bulk_create(
        DecidedService(decision=decision, position=position, **row)
        for position, row in enumerate(rows, start=1)
    )


def proposal_for(
    client: Client,
    *,
    plan: ServiceUsePlan | None,
    decided_on: date,
    service_types: Sequence,
    is_intensive: bool,
) -> IntervalProposal | list[Problem]:
    """Propose the interval of a decision: the day of its plan chooses the version of the table."""
    return propose_interval(
        plan_on=plan_day(plan) or decided_on,
        services=service_facts(service_types),
        birth_on=client.birth_on,
        has_ltc_care_manager=client.has_ltc_care_manager,
        intensive=is_intensive,
    )


def plan_day(plan: ServiceUsePlan | None) -> date | None:
    """Return the day a plan was made: that of the consent, until then that of writing."""
    return (plan.consented_on or plan.drafted_on) if plan else None


def _completed(
    client: Client, values: dict[str, Any], services: Sequence[dict[str, Any]], *, today: date
) -> dict[str, Any]:
    """Fill in interval, months, source and reason; refuse what does not fit together."""
    values = dict(values)
    with override("ja"):  # what is stored is read by everybody
        proposal = proposal_for(
            client,
            plan=values.get("plan"),
            decided_on=values["decided_on"],
            service_types=[row["service_type"] for row in services],
            is_intensive=values.get("is_intensive", False),
        )
    if values.get("interval_months") is None:
        if not isinstance(proposal, IntervalProposal):
            raise Refused(*_at_interval(proposal))
        values["interval_months"] = proposal.months
    _refuse_problems(values, today=today)
    if values.get("includes_start_month") is None:
        values["includes_start_month"] = offers_start_month(
            plan_day(values.get("plan")), values["starts_on"], values["interval_months"]
        )
    values |= _months(values)
    _refuse_problems(values, today=today)
    return values | _origin(values, proposal)


def _at_interval(problems: list[Problem]) -> list[Problem]:
    return [Problem(problem.code, problem.message, "interval_months") for problem in problems]


def _refuse_problems(values: dict[str, Any], *, today: date) -> None:
    names = ("starts_on", "ends_on", "interval_months", "monitoring_from", "monitoring_to")
    facts = {name: values.get(name) for name in (*names, "decided_on")}
    if problems := decision_problems(**facts, today=today):
        raise Refused(*problems)


def _months(values: dict[str, Any]) -> dict[str, date]:
    first, last = counted_period(
        values["starts_on"],
        values["ends_on"],
        values["interval_months"],
        first_months=values.get("first_months", 0),
        first_from=values.get("first_from", "start"),
        includes_start_month=values.get("includes_start_month", False),
    )
    return {
        "monitoring_from": values.get("monitoring_from") or first,
        "monitoring_to": values.get("monitoring_to") or last,
    }


def _origin(values: dict[str, Any], proposal: IntervalProposal | list[Problem]) -> dict[str, str]:
    """Say where the interval comes from; one that is not the standard can only be the city's."""
    is_standard = isinstance(proposal, IntervalProposal) and (
        proposal.months == values["interval_months"]
    )
    source = values.get("interval_source") or IntervalSource.STANDARD
    if source == IntervalSource.STANDARD and is_standard:
        return {"interval_source": source, "interval_reason": _cut(" ".join(proposal.reasons))}
    with override("ja"):
        reason = _("As printed on the certificate: every %(months)s month(s), %(from)s to %(to)s.")
        words = {
            "months": values["interval_months"],
            "from": month_label(values["monitoring_from"], "short"),
            "to": month_label(values["monitoring_to"], "short"),
        }
        return {
            "interval_source": IntervalSource.CERTIFICATE,
            "interval_reason": _cut(reason % words),
        }


def _cut(text: str) -> str:
    return text[:REASON_LENGTH]

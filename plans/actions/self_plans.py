"""Register, change and end a self-made plan; the monitoring months follow."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from cases.models import Client, Consultation
from plans import hooks
from plans.actions.locking import open_case
from plans.models import BenefitDecision, SelfPlan
from plans.rules import self_plan_problems
from staffing.models import User
from staffing.saving import Refused, change, insert, remove


@transaction.atomic
def register_self_plan(
    client: Client,
    *,
    by: User | None,
    today: date,
    contacts: Iterable[Consultation] = (),
    **values: Any,
) -> SelfPlan:
    """Register that the person has a self-made plan."""
    open_case(client)
    plan = SelfPlan(client=client, office_id=client.office_id, **values)
    _refuse(plan, values, today=today)
    insert(plan, by=by, verb="self_plan.created")
    plan.contacts.set(contacts)
    _tell(client)
    return plan


@transaction.atomic
def change_self_plan(
    plan: SelfPlan,
    *,
    by: User,
    version: int | None,
    today: date,
    contacts: Iterable[Consultation],
    **values: Any,
) -> SelfPlan:
    """Change a self-made plan, for example its end."""
    Client.objects.select_for_update().filter(pk=plan.client_id).values_list("pk").first()
    _refuse(plan, values, today=today)
    plan = change(plan, values, by=by, version=version, verb="self_plan.changed")
    plan.contacts.set(contacts)
    _tell(plan.client)
    return plan


@transaction.atomic
def remove_self_plan(plan: SelfPlan, *, by: User, reason: str) -> None:
    """Delete a self-made plan that was registered by mistake."""
    remove(plan, by=by, reason=reason)
    _tell(plan.client)


def _refuse(plan: SelfPlan, values: dict[str, Any], *, today: date) -> None:
    others = SelfPlan.objects.alive().filter(client_id=plan.client_id).exclude(pk=plan.pk)
    periods = others.values_list("starts_on", "ends_on")
    starts_on, ends_on = values["starts_on"], values.get("ends_on")
    if problems := self_plan_problems(starts_on, ends_on, today=today, others=periods):
        raise Refused(*problems)


def _tell(client: Client) -> None:
    """Have the monitoring months of the person's decisions counted anew."""
    for decision in BenefitDecision.objects.alive().filter(client=client):
        hooks.decision_changed(decision)

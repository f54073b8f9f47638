"""Keep the plans that providers write for a person."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from cases.actions.attachments import add_attachment
from cases.models import Client
from plans.models import PlanNeed, ProviderPlan
from staffing import audit
from staffing.models import User
from staffing.saving import change, insert, remove, restore


@transaction.atomic
def register_provider_plan(
    client: Client,
    *,
    by: User,
    needs: Iterable[PlanNeed] = (),
    scan: dict[str, Any] | None = None,
    **values: Any,
) -> ProviderPlan:
    """Keep a plan that was received, with its scan among the files of the person."""
    plan = ProviderPlan(client=client, office_id=client.office_id, **values)
    if scan:
        plan.attachment = add_attachment(client, "", by=by, note=str(plan.writer), **scan)
    insert(plan, by=by, verb="provider_plan.created")
    plan.needs.set(needs)
    return plan


@transaction.atomic
def change_provider_plan(
    plan: ProviderPlan,
    *,
    by: User,
    version: int | None,
    needs: Iterable[PlanNeed],
    offered: Iterable[int] = (),
    scan: dict[str, Any] | None = None,
    **values: Any,
) -> ProviderPlan:
    """Correct an entry; of the needs `offered` it answers exactly `needs`, other links stay."""
    if scan:
        writer = plan.writer
        values["attachment"] = add_attachment(plan.client, "", by=by, note=writer, **scan)
    plan = change(plan, values, by=by, version=version, verb="provider_plan.changed")
    others = plan.needs.exclude(pk__in=list(offered)).values_list("pk", flat=True)
    plan.needs.set([*others, *(need.pk for need in needs)])
    return plan


@transaction.atomic
def remove_provider_plan(plan: ProviderPlan, *, by: User, reason: str) -> None:
    """Delete an entry with a reason; it can be restored. The scan stays with the person's files."""
    remove(plan, by=by, reason=reason)


@transaction.atomic
def restore_provider_plan(plan: ProviderPlan, *, by: User) -> None:
    """Bring a deleted entry back."""
    restore(plan, by=by)


def record_viewed(plan: ProviderPlan, *, by: User) -> None:
    """Write down that an entry was read."""
    audit.record(by, "provider_plan.viewed", plan)


def carry_links(olds: Iterable[PlanNeed], news: Iterable[PlanNeed]) -> None:
    """Let the copies of needs keep which providers' plans answer them."""
    copies = {old.pk: new.pk for old, new in zip(olds, news, strict=True)}
    link = ProviderPlan.needs.through
    held = link.objects.filter(planneed__in=copies, providerplan__deleted_at=None)
    link.objects.bulk_create(
        link(providerplan_id=plan, planneed_id=copies[need])
        for plan, need in held.values_list("providerplan", "planneed")
    )

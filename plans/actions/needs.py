"""Add, change, move and remove the needs of a plan with their services."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from plans.actions.locking import writable
from plans.models import PlannedService, PlanNeed, ServiceUsePlan
from staffing import audit
from staffing.models import User
from staffing.saving import change, insert, remove


@transaction.atomic
def add_need(
    plan: ServiceUsePlan, *, by: User, services: Sequence[dict[str, Any]] = (), **values: Any
) -> PlanNeed:
    """Add a need at the end of the table; `services` are its service lines in their order."""
    plan = writable(plan)
    position = plan.needs.alive().count() + 1
    need = insert(PlanNeed(plan=plan, position=position, **values), by=by, verb="plan.need_added")
    _write_services(need, services, by=by)
    return need


@transaction.atomic
def change_need(
    need: PlanNeed,
    /,  # the field of the same name comes as a keyword
    *,
    by: User,
    version: int | None,
    services: Sequence[dict[str, Any]] | None = None,
    **values: Any,
) -> PlanNeed:
    """Change a need; `services` (each with `id` where it exists) become exactly its lines."""
    writable(need.plan)
    need = change(need, values, by=by, version=version, verb="plan.need_changed")
    if services is not None:
        _write_services(need, services, by=by)
    return need


@transaction.atomic
def remove_need(need: PlanNeed, *, by: User, reason: str) -> None:
    """Delete a need with a reason; the ones below move up."""
    writable(need.plan)
    remove(need, by=by, reason=reason)
    _renumber(list(need.plan.needs.alive()))


@transaction.atomic
def move_need(need: PlanNeed, *, by: User, up: bool) -> None:
    """Change the priority of a need by one place; at the end of the table nothing happens."""
    plan = writable(need.plan)
    needs = list(plan.needs.alive())
    here = needs.index(need)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(needs):
        return
    needs[here], needs[there] = needs[there], needs[here]
    _renumber(needs)
    audit.record(by, "plan.need_moved", plan, priority=[here + 1, there + 1])


def _renumber(needs: Sequence[PlanNeed]) -> None:
    for position, need in enumerate(needs, start=1):
        if need.position != position:
            PlanNeed.objects.filter(pk=need.pk).update(position=position)


def _write_services(need: PlanNeed, rows: Sequence[dict[str, Any]], *, by: User) -> None:
    """Make the service lines of a need exactly `rows`: insert, change, and delete the rest."""
    stored = {service.pk: service for service in need.services.alive()}
    for position, row in enumerate(rows, start=1):
        values = {**row, "position": position}
        service = stored.pop(values.pop("id", None), None)
        if service is None:
            insert(PlannedService(need=need, **values), by=by, verb="plan.service_added")
        elif any(getattr(service, name) != value for name, value in values.items()):
            change(service, values, by=by, version=None, verb="plan.service_changed")
    for service in stored.values():
        remove(service, by=by, reason="")

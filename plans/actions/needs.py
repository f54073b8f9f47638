"""Add, change, move and remove the needs of a plan with their services."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from plans.actions.locking import writable
from plans.models import PlannedService, PlanNeed, ServiceUsePlan
from staffing import audit
from staffing.models import User
from staffing.saving import StaleState, before_of, insert, remove, rewrite

Rows = Sequence[dict[str, Any]]


@transaction.atomic
def add_need(plan: ServiceUsePlan, *, by: User, services: Rows = (), **values: Any) -> PlanNeed:
    """Add a need at the end of the table; `services` are its service lines in their order."""
    plan = writable(plan)
    position = plan.needs.alive().count() + 1
    need = insert(PlanNeed(plan=plan, position=position, **values), by=by, verb="plan.need_added")
    _write_services(need, {}, services, by=by)
    return need


@transaction.atomic
def change_need(
    need: PlanNeed,
    /,  # the field of the same name comes as a keyword
    *,
    by: User,
    version: int | None,
    services: Rows | None = None,
    **values: Any,
) -> PlanNeed:
    """Change a need; `services` (each with `id` where it exists) become exactly its lines.

    The version of a need stands for its lines as well: where it is still the one that was read,
    so are they, and nothing is read twice.
    """
    plan = writable(need.plan)
    if version is None or version != need.version:
        need = _as_it_is(need, version)
    need.plan = plan
    stored = {line.pk: line for line in need.services.all() if line.deleted_at is None}
    need = rewrite(need, values, by=by, verb="plan.need_changed")
    if services is not None:
        _write_services(need, stored, services, by=by)
    return need


def _as_it_is(need: PlanNeed, version: int | None) -> PlanNeed:
    found = PlanNeed.objects.alive().filter(pk=need.pk).first()
    if found is None or version not in (None, found.version):
        raise StaleState(need)
    return found


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


def _write_services(
    need: PlanNeed, stored: dict[int, PlannedService], rows: Rows, *, by: User
) -> None:
    """Make the lines of a need exactly `rows`; the changed ones are written in one statement."""
    new, changed, differences = [], [], []
    for position, row in enumerate(rows, start=1):
        values = {**row, "position": position}
        line = stored.pop(values.pop("id", None), None)
        if line is None:
            written = {"created_by": by, "updated_by": by}
            new.append(PlannedService(need=need, **values, **written))
            continue
        line.need = need
        if differing := audit.difference(PlannedService, before_of(line, values), values):
            _set(line, values, by=by)
            changed.append(line)
            differences.append(differing)
    _store(new, changed, list(stored.values()), by=by)
    audit.record_many(by, "plan.service_added", new)
    for line, differing in zip(changed, differences, strict=True):
        audit.record(by, "plan.service_changed", line, changed=differing)
    audit.record_many(by, "record.deleted", stored.values(), reason="")


def _set(line: PlannedService, values: dict[str, Any], *, by: User) -> None:
    for name, value in values.items():
        setattr(line, name, value)
    line.version, line.updated_by, line.updated_at = line.version + 1, by, Now()


def _store(
    new: list[PlannedService],
    changed: list[PlannedService],
    gone: list[PlannedService],
    *,
    by: User,
) -> None:
    fields = ("position", "service_type", "content", "quantity", "provider", "provider_name")
    if changed:
        stamps = ("version", "updated_by", "updated_at")
        PlannedService.objects.bulk_update(changed, [*fields, *stamps])
    if new:
        PlannedService.objects.bulk_create(new)
    if gone:
        rows = PlannedService.objects.filter(pk__in=[line.pk for line in gone])
        rows.update(deleted_at=Now(), deleted_by=by, version=F("version") + 1)

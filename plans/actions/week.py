"""Write a week, of a plan or of the present life: entries and the texts around them, as one."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from plans.actions.locking import writable
from plans.models import Assessment, PlannedService, PresentEntry, ServiceUsePlan, WeekEntry
from staffing.models import User
from staffing.saving import StaleState, rewrite

LIFE_TEXTS = ("daily_activities", "other_services")
WEEK_TEXTS = ("begins_on", "daily_activities", "other_services", "whole_picture")
ENTRY_FIELDS = ("weekdays", "starts_at", "ends_at", "content", "provider_name", "kind")

Rows = Sequence[dict[str, Any]]


@transaction.atomic
def change_week(
    plan: ServiceUsePlan,
    *,
    by: User,
    version: int | None,
    entries: Rows,
    **texts: Any,
) -> ServiceUsePlan:
    """Make the week exactly `entries` (values of WeekEntry) in their order, with its texts.

    The version of a plan stands for its week as well: where it is still the one that was read, the
    entries that came with it are those in the table.
    """
    held = writable(plan)
    if version not in (None, held.version):
        raise StaleState(held)
    is_known = version is not None and plan.version == held.version
    before = list(plan.week.all() if is_known else held.week.all())
    details = {"entries": [len(before), len(entries)]}
    held = rewrite(held, texts, by=by, verb="plan.week_changed", **details)
    _write(held, before, entries)
    return held


def _write(plan: ServiceUsePlan, before: list[WeekEntry], rows: Rows) -> None:
    """Write what differs: entries keep their rows, so that one changed entry is one statement."""
    values = [{"service": None, **row} for row in rows]
    kept = _kept(before, values)
    if len(kept) == len(values):  # nothing but entries that went
        gone = {entry.pk for entry in before} - {entry.pk for entry in kept}
        if gone:
            WeekEntry.objects.filter(pk__in=gone).delete()
        return
    last = before[-1].position if before else 0
    changed, new = [], []
    for place, row in enumerate(values):
        if place >= len(before):
            new.append(WeekEntry(plan=plan, position=last + 1 + place - len(before), **row))
        elif not _says(before[place], row):
            for name, value in row.items():
                setattr(before[place], name, value)
            changed.append(before[place])
    if changed:
        WeekEntry.objects.bulk_update(changed, [*ENTRY_FIELDS, "service"])
    if new:
        WeekEntry.objects.bulk_create(new)
    if gone := before[len(values) :]:
        WeekEntry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()


def _kept(before: list[WeekEntry], rows: Rows) -> list[WeekEntry]:
    """Return the entries, in their order, that say what the rows say one after the other."""
    kept: list[WeekEntry] = []
    for entry in before:
        if len(kept) < len(rows) and _says(entry, rows[len(kept)]):
            kept.append(entry)
    return kept


def _says(entry: WeekEntry, row: dict[str, Any]) -> bool:
    service = row.get("service")
    if entry.service_id != (service and service.pk):
        return False
    return all(getattr(entry, name) == row[name] for name in ENTRY_FIELDS if name in row)


def copy_week(
    source: ServiceUsePlan,
    plan: ServiceUsePlan,
    services: dict[int, PlannedService],
) -> None:
    """Give a new version the week of the one before; `services` are its lines by their old key."""
    WeekEntry.objects.bulk_create(
        WeekEntry(
            plan=plan,
            position=entry.position,
            service=services.get(entry.service_id),
            **{name: getattr(entry, name) for name in ENTRY_FIELDS},
        )
        for entry in source.week.all()
    )


def carry_present_week(source: Assessment, assessment: Assessment) -> None:
    """Give the next assessment the week that the last one saw; what has changed is changed."""
    PresentEntry.objects.bulk_create(
        PresentEntry(
            assessment=assessment,
            position=entry.position,
            **{name: getattr(entry, name) for name in ENTRY_FIELDS},
        )
        for entry in source.week.all()
    )


def present_week_of(plan: ServiceUsePlan) -> Assessment | None:
    """Return the newest assessment of the plan's person that shows how the week is now."""
    versions = Assessment.objects.alive().filter(client=plan.client_id)
    return versions.filter(week__isnull=False).newest_first().first()

"""How what somebody has in hand goes over to another person, and back: kind by kind.

The number of statements does not grow with the number of rows.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models.functions import Now

from cases.duties import CASE, DEPUTY, Duty, duty
from cases.handing import Held
from cases.models import Case, CaseAssignment, Handover, HandoverItem
from staffing import audit
from staffing.models import User


def alike(rows: Iterable, key: Callable) -> list[list]:
    """Return rows in groups of the same key, in their order."""
    groups: dict = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def give(
    rows: Sequence[Held], successors: dict[str, User], *, leaver: User, on: date, by: User
) -> dict[str, dict[str, Any]]:
    """Give every row to its successor, by its name; return what those that went over were before.

    A row that is not in the result stayed where it was.
    """
    before: dict[str, dict[str, Any]] = {}
    for group in alike(rows, lambda row: (row.duty.key, successors[row.name].pk)):
        kind, successor = group[0].duty, successors[group[0].name]
        if kind.give:
            given = kind.give([row.record for row in group], successor, on=on, by=by)
            before |= {row.name: given[row.record.pk] for row in group if row.record.pk in given}
            continue
        before |= {row.name: _before(row) for row in group}
        _write(group, successor, by=by)
        audit.record_many(by, "handover.item", [row.record for row in group], to=successor.pk)
        if kind.key in (CASE, DEPUTY):
            _new_assignments(group, leaver, successor, on)
    return before


def _before(row: Held) -> dict[str, Any]:
    column = f"{row.duty.field}_id"
    before = {column: getattr(row.record, column)}
    if row.duty.key == CASE:
        before["deputy_id"] = row.record.deputy_id
    return before


def _stamps(by: User) -> dict:
    return {"version": models.F("version") + 1, "updated_by": by, "updated_at": Now()}


def _write(group: Sequence[Held], successor: User, *, by: User) -> None:
    model, column = type(group[0].record), f"{group[0].duty.field}_id"
    rows = model._base_manager.filter(pk__in=[row.record.pk for row in group])
    if model is Case and column == "worker_id":
        # Who was the deputy so far takes over: nobody is the deputy of himself.
        is_deputy = models.When(deputy_id=successor.pk, then=None)
        deputy = models.Case(is_deputy, default=models.F("deputy_id"))
        rows.update(worker_id=successor.pk, deputy_id=deputy, **_stamps(by))
        return
    rows.update(**{column: successor.pk}, **_stamps(by))


def _new_assignments(group: Sequence[Held], leaver: User, successor: User, on: date) -> None:
    keys, is_deputy = [row.record.pk for row in group], group[0].duty.key == DEPUTY
    old = CaseAssignment.objects.filter(
        case_id__in=keys, worker=leaver, is_deputy=is_deputy, ended_on=None
    )
    old.filter(started_on=on).delete()
    old.update(ended_on=on - timedelta(days=1))
    CaseAssignment.objects.bulk_create(
        CaseAssignment(case_id=key, worker=successor, is_deputy=is_deputy, started_on=on)
        for key in keys
    )


def untouched(items: Sequence[HandoverItem], office_id: int, today: date) -> list[HandoverItem]:
    """Return those of the items of one kind that nobody touched since; their rows are locked."""
    kind = duty(items[0].duty)
    model = kind.rows(0, office_id, today).model
    keys = [item.object_id for item in items]
    rows = model._base_manager.select_for_update().filter(pk__in=keys)
    if kind.is_versioned:
        now = dict(rows.filter(deleted_at=None).values_list("pk", "version"))
    else:
        now = {row.pk: kind.stamp(row) for row in rows}
    return [item for item in items if now.get(item.object_id) == item.version_after]


def give_back(items: Sequence[HandoverItem], handover: Handover, *, by: User, today: date) -> None:
    """Give items back that nobody touched."""
    for group in alike(items, lambda i: (i.duty, json.dumps(i.before, sort_keys=True))):
        kind = duty(group[0].duty)
        if kind.back:
            kind.back({item.object_id: item.before for item in group}, by=by)
            continue
        model = kind.rows(0, handover.office_id, today).model
        keys = [item.object_id for item in group]
        model._base_manager.filter(pk__in=keys).update(**group[0].before, **_stamps(by))
        if kind.key in (CASE, DEPUTY):
            _old_assignments(keys, handover, is_deputy=kind.key == DEPUTY)


def _old_assignments(keys: Sequence[int], handover: Handover, *, is_deputy: bool) -> None:
    on = handover.handed_on
    rows = CaseAssignment.objects.filter(case_id__in=keys, is_deputy=is_deputy)
    rows.filter(started_on=on, ended_on=None).exclude(worker=handover.leaver).delete()
    rows.filter(worker=handover.leaver, ended_on=on - timedelta(days=1)).update(ended_on=None)
    kept = set(rows.filter(ended_on=None).values_list("case_id", flat=True))
    CaseAssignment.objects.bulk_create(
        CaseAssignment(case_id=key, worker=handover.leaver, is_deputy=is_deputy, started_on=on)
        for key in keys
        if key not in kept
    )


def version_after(row: Held, kind: Duty) -> int:
    """The state in which a row that went over is left."""
    return row.version + 1 if kind.is_versioned else row.version

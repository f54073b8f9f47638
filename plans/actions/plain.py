"""Write the plan in plain words, and the readings above them."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from plans.actions.locking import locked, writable
from plans.models import PlainLine, PlainReading, PlannedService, PlanNeed, ServiceUsePlan
from staffing.models import User
from staffing.saving import change


@transaction.atomic
def change_plain_words(
    plan: ServiceUsePlan, *, by: User, version: int | None, lines: Sequence[dict[str, Any]]
) -> ServiceUsePlan:
    """Make the plain sentences exactly `lines` (values of PlainLine).

    A version that was agreed keeps those it was agreed with.
    """
    plan = writable(plan)
    before = plan.plain_lines.count()
    details = {"lines": [before, len(lines)]}
    plan = change(plan, {}, by=by, version=version, verb="plan.plain_changed", **details)
    plan.plain_lines.all().delete()
    PlainLine.objects.bulk_create(PlainLine(plan=plan, **line) for line in lines)
    return plan


@transaction.atomic
def change_readings(
    plan: ServiceUsePlan, *, by: User, version: int | None, readings: Sequence[dict[str, str]]
) -> ServiceUsePlan:
    """Make the corrected readings exactly `readings`; a wrong one may be mended at any time.

    They are no words of the plan: what was filed keeps the readings it was filed with.
    """
    plan = locked(plan)
    details = {"readings": [plan.readings.count(), len(readings)]}
    plan = change(plan, {}, by=by, version=version, verb="plan.readings_changed", **details)
    plan.readings.all().delete()
    PlainReading.objects.bulk_create(PlainReading(plan=plan, **row) for row in readings)
    return plan


def copy_plain(
    source: ServiceUsePlan,
    plan: ServiceUsePlan,
    needs: dict[int, PlanNeed],
    services: dict[int, PlannedService],
) -> None:
    """Give a new version the plain words of the one before; rows are found by their old key."""
    PlainLine.objects.bulk_create(
        PlainLine(
            plan=plan,
            part=line.part,
            need=needs.get(line.need_id),
            service=services.get(line.service_id),
            text=line.text,
            source=line.source,
        )
        for line in source.plain_lines.all()
        if line.need_id is None or line.need_id in needs
        if line.service_id is None or line.service_id in services
    )
    PlainReading.objects.bulk_create(
        PlainReading(plan=plan, word=row.word, kana=row.kana) for row in source.readings.all()
    )

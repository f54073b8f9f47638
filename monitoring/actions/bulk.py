"""Plan several visits at once: all of them, or none."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from monitoring.actions.months import plan_visit
from monitoring.models import MonitoringMonth
from staffing.models import User


@transaction.atomic
def plan_visits(
    months: Mapping[int, MonitoringMonth], visits: Iterable[Mapping[str, Any]], *, by: User
) -> int:
    """Make the appointments of several months; return how many were made.

    A month that somebody planned or began meanwhile refuses them all, and nothing is lost.
    """
    made = 0
    for visit in visits:
        month = months[visit["month"]]
        plan_visit(
            month,
            by=by,
            worker=visit["worker"],
            starts_at=visit["starts_at"],
            ends_at=visit["ends_at"],
            place=month.client.address,
        )
        made += 1
    return made

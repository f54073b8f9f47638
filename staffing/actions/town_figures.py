"""Write down what a municipality counted."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.common.problems import Problem
from staffing.models import TownCount, User
from staffing.saving import Refused, change, insert, remove


@transaction.atomic
def add_town_count(*, by: User | None, today: date, **values: Any) -> TownCount:
    """Write a number of a day; the same number of the same day is changed, not doubled."""
    _refuse(values, today)
    return insert(TownCount(**values), by=by, verb="town_count.created")


@transaction.atomic
def change_town_count(
    count: TownCount, *, by: User, version: int | None, today: date, **values: Any
) -> TownCount:
    """Correct a number."""
    _refuse(values, today, but=count.pk)
    return change(count, values, by=by, version=version, verb="town_count.changed")


@transaction.atomic
def remove_town_count(count: TownCount, *, by: User, reason: str) -> None:
    """Delete a number with a reason."""
    remove(count, by=by, reason=reason)


def _refuse(values: dict[str, Any], today: date, *, but: int | None = None) -> None:
    if values["counted_on"] > today:
        words = _("This day is still to come. Check the year.")
        raise Refused(Problem("future", words, "counted_on"))
    same = TownCount.objects.alive().filter(
        municipality=values["municipality"], kind=values["kind"], counted_on=values["counted_on"]
    )
    if same.exclude(pk=but).exists():
        words = _("This number of that day is there already.")
        raise Refused(Problem("twice", words, "counted_on"))

"""Verbs on the trainings of staff: register, correct, take back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.common.problems import Problem
from staffing.models import StaffTraining, User
from staffing.saving import Refused, change, insert, remove


@transaction.atomic
def add_training(user: User, *, by: User, **values: Any) -> StaffTraining:
    """Write down a training that somebody has finished."""
    _refuse_second(user, values)
    return insert(StaffTraining(user=user, **values), by=by, verb="training.created")


@transaction.atomic
def change_training(
    training: StaffTraining, *, by: User, version: int | None, **values: Any
) -> StaffTraining:
    """Correct a training."""
    _refuse_second(training.user, values, but=training.pk)
    return change(training, values, by=by, version=version, verb="training.changed")


@transaction.atomic
def remove_training(training: StaffTraining, *, by: User, reason: str) -> None:
    """Take a training back that was registered by mistake."""
    remove(training, by=by, reason=reason)


def _refuse_second(user: User, values: dict[str, Any], *, but: int | None = None) -> None:
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    same = StaffTraining.objects.alive().filter(
        user=user, kind=values["kind"], completed_on=values["completed_on"]
    )
    if same.exclude(pk=but).exists():
        message = _("This training is registered already.")
        raise Refused(Problem("twice", message, "completed_on"))

"""Enter, change and take back absences."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.common.problems import Problem
from config.common.wareki import wareki
from staffing.models import Absence, Office, User
from staffing.saving import Refused, change, insert, remove


@transaction.atomic
def enter_absence(*, office: Office, by: User, user: User, **values: Any) -> Absence:
    """Enter when somebody is away; Refused when that time is entered already."""
    _refuse_overlap(office.pk, user, values)
    absence = Absence(office=office, user=user, **values)
    return insert(absence, by=by, verb="absence.created")


@transaction.atomic
def change_absence(absence: Absence, *, by: User, version: int | None, **values: Any) -> Absence:
    """Change an absence."""
    _refuse_overlap(absence.office_id, values.get("user", absence.user), values, but=absence.pk)
    return change(absence, values, by=by, version=version, verb="absence.changed")


@transaction.atomic
def remove_absence(absence: Absence, *, by: User, reason: str) -> None:
    """Take an absence back."""
    remove(absence, by=by, reason=reason)


def _refuse_overlap(
    office_id: int, user: User, values: dict[str, Any], *, but: int | None = None
) -> None:
    # The person's row is held, so that two people do not enter the same leave at once.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    same = Absence.objects.alive().filter(
        office_id=office_id,
        user=user,
        started_on__lte=values["ended_on"],
        ended_on__gte=values["started_on"],
    )
    for held in same.exclude(pk=but):
        if {held.part, values["part"]} != {"morning", "afternoon"}:
            message = _("An absence of this person is already entered for this time: %(held)s.")
            raise Refused(Problem("overlap", message % {"held": _held_words(held)}, "started_on"))


def _held_words(absence: Absence) -> str:
    """What stands in the way: R8.12.1～R8.12.4 年休."""
    days = dict.fromkeys(wareki(day, "short") for day in (absence.started_on, absence.ended_on))
    return f"{'～'.join(days)} {absence.get_kind_display()}"

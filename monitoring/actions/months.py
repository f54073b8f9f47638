"""Verbs on one monitoring month. Whatever a person decided is never changed by a computation."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.actions import make_appointment
from cases.choices import Method
from config.common.problems import Problem
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth, MonitoringSchedule
from staffing import audit
from staffing.models import User
from staffing.saving import Refused, StaleState


def locked(month: MonitoringMonth) -> MonitoringMonth:
    """Return the month as it is now, its schedule locked; StaleState when it was removed.

    The lock is the one the computation takes, so a month cannot vanish under a report.
    """
    MonitoringSchedule.objects.select_for_update().filter(pk=month.schedule_id).first()
    current = MonitoringMonth.objects.filter(pk=month.pk).first()
    if current is None:
        raise StaleState(month)
    return current


@transaction.atomic
def leave_out(month: MonitoringMonth, *, by: User) -> None:
    """Switch a due month off (対象外); refused once somebody worked on it."""
    current = locked(month)
    if not current.is_due:
        return
    _require_open(current)
    _write(current, by=by, verb="month.switched", is_due=False)


@transaction.atomic
def put_back(month: MonitoringMonth, *, by: User) -> None:
    """Switch a month on that was left out or skipped; one that is due already stays as it is."""
    current = locked(month)
    if current.state == MonthState.SKIPPED:
        _write(current, by=by, verb="month.switched", state=MonthState.OPEN, note="")
    elif not current.is_due:
        _write(current, by=by, verb="month.switched", is_due=True)


@transaction.atomic
def skip_month(month: MonitoringMonth, *, reason: str, by: User) -> MonitoringMonth:
    """Skip a due month for a reason that stays with it (入院 etc.)."""
    current = locked(month)
    if current.state == MonthState.SKIPPED:
        return current
    _require_open(current)
    _write(current, by=by, verb="month.skipped", state=MonthState.SKIPPED, note=reason)
    return current


@transaction.atomic
def plan_visit(
    month: MonitoringMonth,
    *,
    by: User,
    worker: User,
    starts_at: datetime,
    ends_at: datetime | None = None,
    place: str = "",
) -> MonitoringMonth:
    """Make the appointment of a month's visit; it stands in the day's list of the worker."""
    current = locked(month)
    _require_open(current)
    if current.planned:
        message = _("A visit is already planned. Change its day there.")
        raise Refused(Problem("planned", message, "starts_on"))
    appointment = make_appointment(
        by=by,
        office_id=current.office_id,
        client_id=current.client_id,
        worker=worker,
        starts_at=starts_at,
        ends_at=ends_at,
        method=Method.VISIT,
        title=_("Monitoring visit"),
        place=place,
    )
    MonitoringMonth.objects.filter(pk=current.pk).update(appointment=appointment)
    current.appointment = appointment
    return current


def _require_open(month: MonitoringMonth) -> None:
    if not month.is_open:
        message = _("Somebody has begun with this month: %(state)s.")
        raise Refused(Problem("begun", message % {"state": month.get_state_display()}))


def _write(month: MonitoringMonth, *, by: User, verb: str, **values) -> None:
    before = {name: getattr(month, name) for name in values}
    for name, value in values.items():
        setattr(month, name, value)
    month.is_touched = True
    month.save(update_fields=[*values, "is_touched"])
    audit.record(by, verb, month, changed=audit.difference(MonitoringMonth, before, values))

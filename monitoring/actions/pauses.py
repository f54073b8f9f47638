"""Verbs on pauses, and on moving one month to another: the person's months follow at once."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Client
from config.common.fiscal import month_of
from config.common.problems import Problem
from config.common.wareki import month_label
from monitoring.actions.months import locked
from monitoring.actions.schedules import mark_person_stale, recompute
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth, Pause
from staffing import audit
from staffing.models import User
from staffing.saving import Refused, change, insert, remove


def _follow(client_id: int, *, today: date, now: datetime) -> None:
    recompute(mark_person_stale(client_id, now=now), today=today, now=now)


@transaction.atomic
def begin_pause(client: Client, *, by: User, today: date, now: datetime, **values: Any) -> Pause:
    """Register a pause; whole months within it are left out, but for what was done already."""
    pause = Pause(office_id=client.office_id, client=client, **values)
    insert(pause, by=by, verb="pause.created")
    _follow(client.pk, today=today, now=now)
    return pause


@transaction.atomic
def change_pause(
    pause: Pause, *, by: User, version: int | None, today: date, now: datetime, **values: Any
) -> Pause:
    """Correct or end a pause; months after its end are due again."""
    pause = change(pause, values, by=by, version=version, verb="pause.changed")
    _follow(pause.client_id, today=today, now=now)
    return pause


@transaction.atomic
def cancel_pause(pause: Pause, *, by: User, reason: str, today: date, now: datetime) -> None:
    """Take a pause back with a reason; its months are due again."""
    remove(pause, by=by, reason=reason)
    _follow(pause.client_id, today=today, now=now)


@transaction.atomic
def move_month(month: MonitoringMonth, *, to: date, reason: str, by: User) -> MonitoringMonth:
    """Move an open month to another one of its decision, for a reason that stays with both.

    The last month of a period is always monitored and does not move (Q&A of 2012-03-06); a change
    of the printed months is the municipality's.
    """
    current, to = locked(month), month_of(to)
    decision = current.schedule.decision
    if not current.is_due or not current.is_open:
        raise Refused(Problem("begun", _("Only a month that is due and not begun can be moved.")))
    if current.due_month == month_of(decision.monitoring_to):
        message = _("The last month of the period is always monitored and does not move.")
        raise Refused(Problem("last", message, "to"))
    if not month_of(decision.starts_on) <= to <= month_of(decision.ends_on):
        message = _("Choose a month within the decision, %(start)s to %(end)s.")
        words = {"start": month_label(decision.starts_on), "end": month_label(decision.ends_on)}
        raise Refused(Problem("outside", message % words, "to"))
    target = MonitoringMonth.objects.filter(schedule=current.schedule_id, due_month=to).first()
    if target and (target.is_due or not target.is_open):
        message = _("That month is a monitoring month already.")
        raise Refused(Problem("taken", message, "to"))
    words = {"from": month_label(current.due_month), "to": month_label(to), "why": reason}
    arrived = _("Moved from %(from)s: %(why)s") % words
    values = {"is_due": True, "is_touched": True, "reason": arrived[:200]}
    if target is None:
        target = MonitoringMonth(
            schedule_id=current.schedule_id,
            office_id=current.office_id,
            client_id=current.client_id,
            due_month=to,
        )
    for name, value in values.items():
        setattr(target, name, value)
    target.save()
    current.state, current.is_touched = MonthState.SKIPPED, True
    current.note = (_("Moved to %(to)s: %(why)s") % words)[:200]
    current.save(update_fields=["state", "is_touched", "note"])
    audit.record(by, "month.moved", current, to=to, reason=reason)
    return target

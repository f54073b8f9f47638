"""Verbs on the table of standard intervals: add an amendment, withdraw one not yet in force."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from config.common.problems import Problem
from plans.intervals import stored_intervals
from plans.models import StandardInterval
from plans.rules import IntervalRow
from plans.rules.amendments import amendment_problems
from staffing import audit
from staffing.models import User
from staffing.saving import Refused


def _held(group: str):
    """The rows of a group, held until the end of the transaction."""
    return list(
        StandardInterval.objects.select_for_update().filter(group=group).order_by("valid_from")
    )


@transaction.atomic
def add_interval(
    *,
    group: str,
    valid_from: date,
    months: int,
    months_65: int | None,
    source: str,
    today: date,
    by: User,
) -> StandardInterval:
    """Add a future version of one row; the present one ends on the day before.

    No schedule is touched: decisions keep the months of the rule under which they were made.
    """
    rows = _held(group)
    new = IntervalRow(group, valid_from, None, months, months_65, source)
    if problems := amendment_problems(stored_intervals(), new, today=today):
        raise Refused(*problems)
    last = valid_from - timedelta(days=1)
    for row in rows:
        if row.valid_from <= last and (row.valid_to is None or row.valid_to > last):
            StandardInterval.objects.filter(pk=row.pk).update(valid_to=last)
    made = StandardInterval.objects.create(
        group=group, valid_from=valid_from, months=months, months_65=months_65, source=source
    )
    audit.record(by, "interval.added", made, group=group, valid_from=valid_from, months=months)
    return made


@transaction.atomic
def withdraw_interval(row: StandardInterval, *, today: date, by: User) -> None:
    """Take an amendment back that is not in force yet; the row before it goes on."""
    rows = _held(row.group)
    current = next((held for held in rows if held.pk == row.pk), None)
    if current is None:
        return
    if current.valid_from <= today:
        message = _("This row is in force. It only ends by a later one.")
        raise Refused(Problem("in-force", message))
    audit.record(by, "interval.withdrawn", current, group=row.group, valid_from=row.valid_from)
    before = current.valid_from - timedelta(days=1)
    current.delete()
    StandardInterval.objects.filter(group=row.group, valid_to=before).update(valid_to=None)

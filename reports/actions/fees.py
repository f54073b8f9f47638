"""Verbs on the units of the law: add a row, withdraw one whose months are not claimed yet."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from config.common.problems import Problem
from reports.models import FeeUnit
from reports.rules.fees import Rate, first_open_month, rate_problems
from staffing import audit
from staffing.models import User
from staffing.saving import Refused

__all__ = ["add_unit", "rate_of", "stored_rates", "withdraw_unit"]


def rate_of(row: FeeUnit) -> Rate:
    """Return a row as the rule reads it."""
    return Rate(
        row.fee, row.variant, row.whom, row.units, row.valid_from, row.valid_to, row.percent
    )


def stored_rates() -> list[Rate]:
    """Return every row of the table as the rule reads it."""
    return [rate_of(row) for row in FeeUnit.objects.all()]


@transaction.atomic
def add_unit(
    *,
    fee: str,
    variant: str,
    whom: str,
    units: int,
    percent: Decimal | None,
    most: int | None,
    valid_from: date,
    certainty: str,
    source: str,
    today: date,
    by: User,
) -> FeeUnit:
    """Add the units of a rate from a day on; the row before ends on the day before."""
    held = FeeUnit.objects.select_for_update().filter(fee=fee).order_by("pk")
    rates = [rate_of(row) for row in held]
    new = Rate(fee, variant, whom, units, valid_from, percent=percent)
    if problems := rate_problems(rates, new, today=today):
        raise Refused(*problems)
    last = valid_from - timedelta(days=1)
    same = FeeUnit.objects.filter(fee=fee, variant=variant, whom=whom, valid_from__lte=last)
    same.exclude(valid_to__lte=last).update(valid_to=last)
    made = FeeUnit.objects.create(
        fee=fee,
        variant=variant,
        whom=whom,
        units=units,
        percent=percent,
        most=most,
        valid_from=valid_from,
        certainty=certainty,
        source=source,
    )
    audit.record(by, "fee.added", made, fee=fee, variant=variant, units=units, day=valid_from)
    return made


@transaction.atomic
def withdraw_unit(unit: FeeUnit, *, today: date, by: User) -> None:
    """Take a row back while its first month is not claimed yet; the row before goes on."""
    row = FeeUnit.objects.select_for_update().filter(pk=unit.pk).first()
    if row is None:
        return
    if row.valid_from < first_open_month(today):
        message = _("Months of this row have been claimed. It only ends by a later one.")
        raise Refused(Problem("claimed", message))
    same = FeeUnit.objects.filter(fee=row.fee, variant=row.variant, whom=row.whom)
    if same.filter(valid_from__gt=row.valid_from).exists():
        message = _("A later row of this rate follows. Withdraw that one first.")
        raise Refused(Problem("later", message))
    audit.record(by, "fee.withdrawn", row, fee=row.fee, variant=row.variant, day=row.valid_from)
    before = row.valid_from - timedelta(days=1)
    row.delete()
    same.filter(valid_to=before).update(valid_to=None)

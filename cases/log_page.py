"""The log of a period that nothing else narrows, the page most opened: by prepared questions."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from cases.models import Consultation
from cases.models.contacts import TOTALS, day_start
from cases.rows import contact_values
from config.common.paging import page_rows
from config.common.sql import sums_of
from staffing.asking import prepared_for_user, prepared_part_for_user
from staffing.models import User

#: The newest first.
ORDER = ("-occurred_at", "-pk")
LONGEST_MONTH = timedelta(days=31)


def period_rows(
    user: User,
    days: tuple[date, date],
    key: int | None,
    backwards: bool,  # noqa: FBT001
) -> list[dict[str, Any]]:
    """Return the contacts of some days from a key on, one more than a page shows."""
    first, last = days
    ask = _rows_of_a_month if last - first < LONGEST_MONTH else _rows
    return ask(user, backwards, key=key, **_moments(days))


def period_totals(user: User, days: tuple[date, date], *, most: int | None) -> dict[str, int]:
    """Return what `totals` says of the contacts of some days."""
    part = _to_total(user, most, **_moments(days))
    found = sums_of(part.sql, part.parameters, *TOTALS.values())
    return dict(zip(TOTALS, found, strict=True))


def _moments(days: tuple[date, date]) -> dict[str, datetime]:
    first, last = days
    return {"since": day_start(first), "until": day_start(last + timedelta(days=1))}


def _contacts(
    user: User,
    backwards: bool,  # noqa: FBT001
    *,
    key: int | None,
    since: datetime,
    until: datetime,
) -> QuerySet:
    values = contact_values(Consultation.objects.visible_to(user).in_period(since, until))
    known = Consultation._base_manager.all()
    return page_rows(values, ORDER, key=key, backwards=backwards, known=known)


#: One plan for every span would sort ten years; of a month it takes what the index gives.
_rows, _rows_of_a_month = (
    prepared_for_user(_contacts, has_one_plan=is_one) for is_one in (False, True)
)


@prepared_part_for_user
def _to_total(user: User, most: int | None, *, since: datetime, until: datetime) -> QuerySet:
    return Consultation.objects.visible_to(user).in_period(since, until).to_total(most=most)

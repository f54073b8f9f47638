"""Which months of which offices have other units by a new row of the table: numbers, no names.

Months with records are counted by the claim check itself. Of later months only the work that is
already known is: monitoring that is set, plans where a decision ends.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth

from cases.models import Client
from config.common.fiscal import add_months, month_end, month_of
from monitoring.models import MonitoringMonth
from plans.choices import PlanKind
from plans.models import BenefitDecision, ServiceUsePlan
from reports.actions.fees import stored_rates
from reports.choices_claims import Fee, Whom
from reports.claims.check import checked_months
from reports.figures.claims import people_among
from reports.rules.fees import Rate, replaced
from staffing.models import Office

__all__ = ["Change", "Changes", "changes_by"]

#: So far the preview looks ahead.
MONTHS_AHEAD = 12


@dataclass(frozen=True)
class Change:
    """A month of an office: how many lines get other units; `is_known` by its records."""

    office: str
    month: date
    number: int
    is_known: bool


@dataclass(frozen=True)
class Changes:
    """What a row changes, and the row that holds without it."""

    before: Rate | None
    rows: list[Change]

    @property
    def number(self) -> int:
        """Lines in all months shown."""
        return sum(row.number for row in self.rows)


def changes_by(new: Rate, *, today: date) -> Changes:
    """Return the months that a row changes, office by office."""
    others = [rate for rate in stored_rates() if rate != new]
    before = replaced(others, new) or _ended_by(others, new)
    this = month_of(today)
    rows = [*_recorded(new, this), *_expected(new, this)]
    rows.sort(key=lambda row: (row.office, row.month))
    return Changes(before, rows)


def _ended_by(rates: Iterable[Rate], new: Rate) -> Rate | None:
    """The row that ends where the new one begins: it is stored already."""
    ended = [rate for rate in rates if rate.key == new.key and rate.valid_from < new.valid_from]
    return max(ended, key=lambda rate: rate.valid_from, default=None)


def _recorded(new: Rate, this: date) -> Iterator[Change]:
    """The months up to this one, by the check of each office that has records."""
    if new.valid_from > this:
        return
    for office in Office.objects.filter(is_user=True).order_by("pk"):
        people = people_among(Client.objects.filter(office=office, deleted_at=None))
        counted: dict[date, int] = {}
        for row in checked_months(office, people, new.valid_from, this):
            is_whom = new.whom in {"", Whom.CHILD if row.is_child else Whom.ADULT}
            number = sum(line.fee == new.fee and line.variant == new.variant for line in row.lines)
            if is_whom and number:
                counted[row.month] = counted.get(row.month, 0) + number
        for month, number in counted.items():
            yield Change(office.label, month, number, is_known=True)


def _expected(new: Rate, this: date) -> Iterator[Change]:
    """The months to come of a base fee: monitoring that is set, decisions that end."""
    first = max(new.valid_from, add_months(this, 1))
    last = add_months(first, MONTHS_AHEAD - 1)
    if new.fee == Fee.MONITORING:
        months = MonitoringMonth.objects.unfinished().filter(due_month__range=(first, last))
        rows = months.annotate(month=F("due_month"))
    elif new.fee == Fee.PLAN:
        ends = BenefitDecision.objects.alive().not_renewed().filter(client__deleted_at=None)
        ends = ends.filter(ends_on__range=(first, month_end(last)))
        rows = ends.annotate(month=TruncMonth("ends_on"))
    else:
        return
    plans = ServiceUsePlan.objects.alive().filter(client=OuterRef("client")).order_by("-number")
    rows = rows.annotate(plan_kind=Subquery(plans.values("kind")[:1]))
    if new.whom == Whom.CHILD:
        rows = rows.filter(plan_kind=PlanKind.CHILD)
    elif new.whom == Whom.ADULT:
        rows = rows.filter(~Q(plan_kind=PlanKind.CHILD) | Q(plan_kind=None))
    counted = rows.order_by().values_list("office__name", "month").annotate(number=Count("pk"))
    for name, month, number in counted:
        yield Change(name, month, number, is_known=False)

"""The outlook of 24 months: monitoring and renewals due, by person, office or municipality (S-01).

Months of running decisions are those stored. A decision that nobody has renewed yet is taken to be
renewed for as long as it ran and with the same interval: those months are the rule's, not stored.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cases.models import Case
from config.common.fiscal import add_months, month_end, month_of, months_between
from monitoring.models import MonitoringMonth
from monitoring.rules import Segment, monitoring_months
from plans.models import BenefitDecision, SelfPlan
from staffing.models import User

MONTHS = 24
#: How many kinds of periods are remembered.
REMEMBERED = 2_048


@dataclass
class Outlook:
    """One line of the outlook: what is due in each month, and how much of it could move."""

    key: int | None
    name: str
    monitoring: list[int] = field(default_factory=lambda: [0] * MONTHS)
    renewals: list[int] = field(default_factory=lambda: [0] * MONTHS)
    #: Months in which some monitoring is only expected, of periods that are not decided yet.
    expected: set[int] = field(default_factory=set)
    movable: Counter[int] = field(default_factory=Counter)
    backlog: int = 0

    @property
    def totals(self) -> list[int]:
        """Both kinds of work of each month together."""
        return [a + b for a, b in zip(self.monitoring, self.renewals, strict=True)]


def outlook(
    user: User | None, offices: Collection[int], *, today: date, by: str = "office"
) -> list[Outlook]:
    """Return the lines of the outlook, the busiest first, in three queries.

    `by` is person, office or municipality. Overdue monitoring stands apart as `backlog`. Without
    a user everybody is counted: for numbers of a whole office that name nobody.
    """
    first = month_of(today)
    lines: dict[int | None, Outlook] = {}

    def line(groups: dict[str, tuple[int | None, str]]) -> Outlook:
        key, name = groups[by]
        return lines.setdefault(key, Outlook(key, name))

    for groups, month, may_move in _stored(user, offices, first):
        place = months_between(first, month)
        own = line(groups)
        if place < 0:
            own.backlog += 1
            continue
        own.monitoring[place] += 1
        own.movable[place] += may_move
    for groups, place, is_renewal, may_move in _renewed(user, offices, first):
        own = line(groups)
        target = own.renewals if is_renewal else own.monitoring
        target[place] += 1
        own.movable[place] += may_move
        if not is_renewal:
            own.expected.add(place)
    return sorted(lines.values(), key=lambda each: (-sum(each.totals), each.name))


GROUPS = (
    "worker_id",
    "worker_name",
    "office_id",
    "office__name",
    "client__municipality_id",
    "client__municipality__name",
)


def _with_groups(rows: QuerySet) -> QuerySet:
    cases = Case.objects.alive().open().filter(client=OuterRef("client"))
    return rows.annotate(
        worker_id=Subquery(cases.values("worker")[:1]),
        worker_name=Subquery(cases.values("worker__name")[:1]),
    )


def _groups(values: tuple) -> dict[str, tuple[int | None, str]]:
    worker, worker_name, office, office_name, place, place_name = values
    return {
        "person": (worker, worker_name or ""),
        "office": (office, office_name),
        "municipality": (place, place_name or ""),
    }


def _counted(rows: QuerySet, user: User | None) -> QuerySet:
    """The rows the user sees, or all of people whose file is not deleted."""
    return rows.filter(client__deleted_at=None) if user is None else rows.visible_to(user)


def _stored(user: User | None, offices: Collection[int], first: date) -> Iterator[tuple]:
    """Yield the unfinished months up to the end of the outlook."""
    months = _counted(MonitoringMonth.objects.all(), user).unfinished()
    months = months.filter(office_id__in=offices, due_month__lte=add_months(first, MONTHS - 1))
    fields = (
        "due_month",
        "schedule__decision__monitoring_to",
        "schedule__decision__interval_months",
        "schedule__decision__first_months",
        "schedule__decision__starts_on",
        "is_touched",
    )
    for row in _with_groups(months).values_list(*GROUPS, *fields):
        month, last, interval, number, starts, is_touched = row[6:]
        is_first = number and months_between(month_of(starts), month) <= number
        may_move = interval > 1 and month != month_of(last) and not is_first and not is_touched
        yield _groups(row[:6]), month, may_move


def _renewed(user: User | None, offices: Collection[int], first: date) -> Iterator[tuple]:
    """Yield the renewals of running decisions and the monitoring of the periods after them.

    Nobody monitors a period in which the person's own plan holds (domain 1.3).
    """
    decisions = _counted(BenefitDecision.objects.alive(), user).not_renewed()
    decisions = decisions.filter(office_id__in=offices, ends_on__gte=first)
    is_open = Case.objects.alive().open().filter(client=OuterRef("client"))
    rows = _with_groups(decisions).annotate(open_case=Subquery(is_open.values("pk")[:1]))
    rows = rows.exclude(open_case=None).annotate(own_until=Subquery(_own_plan_until()))
    fields = ("starts_on", "ends_on", "interval_months", "own_until")
    for row in rows.values_list(*GROUPS, *fields):
        starts, ends, interval, own_until = row[6:]
        own_months = months_between(first, month_of(own_until)) if own_until else -1
        groups = _groups(row[:6])
        length = max(1, months_between(month_of(starts), month_of(ends)) + 1)
        end = months_between(first, month_of(ends))
        while end < MONTHS:
            yield groups, end, True, False
            for offset, may_move in _period(length, interval):
                place = end + 1 + offset
                if own_months < place < MONTHS:
                    yield groups, place, False, may_move
            end += length


def _own_plan_until() -> QuerySet:
    """The last day of the person's own plan that holds beyond a decision."""
    goes_on = Q(ends_on=None) | Q(ends_on__gt=OuterRef("ends_on"))
    own = SelfPlan.objects.alive().filter(client=OuterRef("client"))
    own = own.filter(goes_on, starts_on__lte=OuterRef("ends_on"))
    return own.values(until=Coalesce("ends_on", Value(date.max)))[:1]


@lru_cache(maxsize=REMEMBERED)
def _period(length: int, interval: int) -> tuple[tuple[int, bool], ...]:
    """Return the months of a period by their distance from its start, and which may move."""
    start = date(2000, 1, 1)
    segment = Segment(interval, start, month_end(add_months(start, length - 1)))
    return tuple(
        (months_between(start, due.month), due.code == "counted" and interval > 1)
        for due in monitoring_months([segment])
        if due.is_due
    )


def summed(lines: list[Outlook]) -> Outlook:
    """Return the sum of all lines."""
    total = Outlook(None, "")
    for each in lines:
        total.monitoring = [a + b for a, b in zip(total.monitoring, each.monitoring, strict=True)]
        total.renewals = [a + b for a, b in zip(total.renewals, each.renewals, strict=True)]
        total.movable += each.movable
        total.backlog += each.backlog
    return total

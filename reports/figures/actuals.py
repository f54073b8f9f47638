"""Plan against actual (O-12): what was done in a fiscal year, by month, as the plan counts it.

A plan counts on the day of its consent, a monitoring on the day of the finished visit, a contact
on its day; the community consultation comes from its own figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cases.models import Consultation
from cases.rules import is_child
from config.common.fiscal import fiscal_months, fiscal_range, month_end, month_of
from monitoring.models import MonitoringReport
from plans.choices import PlanKind, Stage
from plans.models import ServiceUsePlan
from reports.choices import ActualKey
from reports.figures.community import community_year

__all__ = ["ActualYear", "actual_rows", "actual_year", "contacts_of", "plans_of", "reports_of"]


@dataclass(frozen=True, slots=True)
class ActualYear:
    """Uses of each kind by month (twelve cells), and the persons of each programme."""

    months: tuple[date, ...]
    uses: Mapping[ActualKey, tuple[int, ...]]
    #: 実人員 of the making of plans and the monitoring together, of adults and of children, and of
    #: the community consultation; contacts with people not registered have no persons.
    persons: Mapping[ActualKey, int]
    #: How many months have begun.
    passed: int


def actual_year(office_id: int, year: int, *, today: date) -> ActualYear:
    """Return a fiscal year of one office up to today, in a few questions."""
    months = fiscal_months(year)
    first, last = fiscal_range(year)
    last = min(last, today)
    counts: dict[ActualKey, dict[date, int]] = {key: {} for key in ActualKey}
    people: dict[ActualKey, set[int]] = {ActualKey.PLAN_ADULT: set(), ActualKey.PLAN_CHILD: set()}
    for key, day, client in _written(office_id, first, last):
        month = month_of(day)
        counts[key][month] = counts[key].get(month, 0) + 1
        child = key in {ActualKey.PLAN_CHILD, ActualKey.REPORT_CHILD}
        people[ActualKey.PLAN_CHILD if child else ActualKey.PLAN_ADULT].add(client)
    for month in months:
        if month <= last:
            span = (month, min(month_end(month), last))
            counts[ActualKey.BASIC][month] = contacts_of(office_id, *span).count()
    uses = {key: tuple(found.get(month, 0) for month in months) for key, found in counts.items()}
    community = community_year(office_id, year, until=last)
    for key, part in (
        (ActualKey.COMMUNITY_FIRST, "first"),
        (ActualKey.COMMUNITY_CONTINUED, "continued"),
    ):
        lines = [line.cells for line in community.lines if line.key == part]
        uses[key] = tuple(sum(cell or 0 for cell in cells) for cells in zip(*lines, strict=True))
    persons = {key: len(clients) for key, clients in people.items()}
    return ActualYear(
        months=tuple(months),
        uses=uses,
        persons=persons | {ActualKey.COMMUNITY_FIRST: community.persons},
        passed=sum(month <= today for month in months),
    )


def plans_of(office_id: int, first: date, last: date) -> QuerySet:
    """Return the plans that are counted: after the decision, agreed on these days."""
    plans = ServiceUsePlan.objects.alive().consented_between(first, last)
    return plans.filter(office_id=office_id, stage=Stage.FINAL)


def reports_of(office_id: int, first: date, last: date) -> QuerySet:
    """Return the monitoring that is counted: finished reports of visits on these days."""
    return MonitoringReport.objects.visited_between(first, last).filter(office_id=office_id)


def contacts_of(office_id: int, first: date, last: date) -> QuerySet:
    """Return the contacts with people who are not registered."""
    contacts = Consultation.objects.alive().filter(office_id=office_id, client=None)
    return contacts.on_days(first, last)


def actual_rows(key: ActualKey, office_id: int, first: date, last: date) -> QuerySet:
    """Return the records behind a number of plans or monitoring, in the order of their days."""
    if key in {ActualKey.PLAN_ADULT, ActualKey.PLAN_CHILD}:
        kind = PlanKind.CHILD if key == ActualKey.PLAN_CHILD else PlanKind.ADULT
        rows = plans_of(office_id, first, last).filter(kind=kind)
        return rows.order_by("consented_on", "pk")
    keys = [pk for own, _day, _client, pk in _reports(office_id, first, last) if own == key]
    return MonitoringReport.objects.filter(pk__in=keys).order_by("visited_on", "pk")


def _written(office_id: int, first: date, last: date):
    plans = plans_of(office_id, first, last).order_by()
    for kind, day, client in plans.values_list("kind", "consented_on", "client_id"):
        child = kind == PlanKind.CHILD
        yield ActualKey.PLAN_CHILD if child else ActualKey.PLAN_ADULT, day, client
    for key, day, client, _pk in _reports(office_id, first, last):
        yield key, day, client


def _reports(office_id: int, first: date, last: date):
    """A report counts for adults or children by its plan, without one by the age on the day."""
    reports = reports_of(office_id, first, last).order_by()
    fields = ("plan__kind", "client__birth_on", "visited_on", "client_id", "pk")
    for kind, birth_on, day, client, pk in reports.values_list(*fields):
        child = kind == PlanKind.CHILD if kind else bool(is_child(birth_on, day))
        yield ActualKey.REPORT_CHILD if child else ActualKey.REPORT_ADULT, day, client, pk

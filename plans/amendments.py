"""Whose standard interval an amendment changes, and when: at the next plan, never before.

A rule change moves no existing schedule (経過措置): the months of a decision stay as they are until
the plan is made anew. So everybody changes with the renewal after the amendment.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from config.common.fiscal import add_months_to_day, month_of, months_between
from plans.intervals import service_facts_of, stored_intervals, stored_services
from plans.models import BenefitDecision, DecidedService
from plans.rules import IntervalProposal, IntervalRow, ServiceFacts, standard_interval
from plans.rules.amendments import amended, without
from staffing.models import User

#: How many different inputs of the rule are remembered.
REMEMBERED = 4_096
FIELDS = (
    "pk",
    "client_id",
    "client__name",
    "office_id",
    "office__name",
    "client__birth_on",
    "client__has_ltc_care_manager",
    "starts_on",
    "ends_on",
    "is_intensive",
    "interval_months",
)


@dataclass(frozen=True)
class Change:
    """One person whose next plan gets another standard interval, in months.

    `when` is the month from which the renewed decision runs; `printed` is what the certificate
    says now, which wins over any standard.
    """

    client: int
    name: str
    office: int
    office_name: str
    when: date
    before: int
    after: int
    printed: int


def changes_by(new: IntervalRow) -> list[Change]:
    """Return who changes by an amendment, the earliest first, in a fixed number of queries."""
    table = without(stored_intervals(), new)
    services = list(stored_services())
    versions = (tuple(table), tuple(amended(table, new)))

    @lru_cache(maxsize=REMEMBERED)
    def months(version: int, day: date, facts: tuple[ServiceFacts, ...], *person: Any):
        birth_on, has_care, intensive = person
        found = standard_interval(
            plan_on=day,
            services=facts,
            birth_on=birth_on,
            has_ltc_care_manager=has_care,
            intensive=intensive,
            rows=versions[version],
            service_rows=services,
        )
        return found.months if isinstance(found, IntervalProposal) else None

    running = BenefitDecision.objects.alive().not_renewed().filter(client__deleted_at=None)
    granted = _granted()
    changes = []
    for row in running.values_list(*FIELDS):
        pk, client, name, office, office_name, birth_on, care, starts, ends, intensive, now = row
        day = _first_renewal(starts, ends, new.valid_from)
        person = (day, granted[pk], birth_on, care, intensive)
        before, after = months(0, *person), months(1, *person)
        if before and after and before != after:
            when = month_of(day)
            changes.append(Change(client, name, office, office_name, when, before, after, now))
    return sorted(changes, key=lambda change: (change.when, change.office_name, change.client))


def _granted() -> dict[int, tuple[ServiceFacts, ...]]:
    """Return the services of each decision as the rule reads them."""
    found: dict[int, list[ServiceFacts]] = defaultdict(list)
    rows = DecidedService.objects.filter(decision__deleted_at=None).exclude(service_type__code="")
    for decision, code, gh_type in rows.values_list(
        "decision_id", "service_type__code", "service_type__gh_type"
    ):
        found[decision].append(service_facts_of(code, gh_type))
    return defaultdict(tuple, {key: tuple(sorted(facts, key=str)) for key, facts in found.items()})


def _first_renewal(starts_on: date, ends_on: date, since: date) -> date:
    """Return the first day of the first renewed period that begins on or after a day."""
    length = max(1, months_between(month_of(starts_on), month_of(ends_on)) + 1)
    day = ends_on + timedelta(days=1)
    while day < since:
        day = add_months_to_day(day, length)
    return day


def by_office(changes: Iterable[Change]) -> list[tuple[str, list[tuple[date, int]], int]]:
    """Return (office, [(month, people)], people in all): numbers without names."""
    counted: dict[str, Counter[date]] = defaultdict(Counter)
    for change in changes:
        counted[change.office_name][change.when] += 1
    return [
        (name, sorted(months.items()), months.total()) for name, months in sorted(counted.items())
    ]


def named_for(changes: Iterable[Change], user: User) -> list[Change]:
    """Return the changes of people whose files the user may see."""
    rows = BenefitDecision.objects.visible_to(user)
    seen = set(rows.values_list("client_id", flat=True))
    return [change for change in changes if change.client in seen]

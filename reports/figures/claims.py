"""What each person's month holds for the claim check: read in a fixed number of queries.

A person is looked at who got a plan, monitoring or a contact in the month. Days are those of the
records; the rules are in `reports/rules/claims.py` and `addons.py`.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from cases.models import Case, Client, RecipientCertificate
from cases.rules import is_child
from config.common.fiscal import add_months, age_on, month_end, month_of
from plans.choices import PlanKind
from plans.models import ServiceUsePlan
from reports.figures.claim_facts import Facts
from reports.rules.claims import Month, idle_months
from staffing.models import User


@dataclass(frozen=True)
class Person:
    """Who the rows are about, and what a bill has to name."""

    key: int
    name: str
    kana: str
    certificate: str
    municipality_code: str
    birth_on: date | None
    worker_id: int | None
    worker: str
    contracted_on: date | None
    has_care_manager: bool
    kind: str
    municipality: int | None
    address: str


def people_of(user: User, office_id: int, *, client: int | None = None) -> dict[int, Person]:
    """Return the people whose files the user may see, with who is in charge, in one query."""
    rows = Client.objects.visible_to(user).filter(office_id=office_id)
    return people_among(rows.filter(pk=client) if client else rows)


def people_among(rows: QuerySet) -> dict[int, Person]:
    """Return some clients as the check names them."""
    cases = Case.objects.present_of(OuterRef("pk"))
    plans = ServiceUsePlan.objects.alive().filter(client=OuterRef("pk")).order_by("-number")
    values = rows.annotate(
        worker_id=Subquery(cases.values("worker")[:1]),
        worker_name=Subquery(cases.values("worker__name")[:1]),
        contracted=Subquery(cases.values("contracted_on")[:1]),
        plan_kind=Subquery(plans.values("kind")[:1]),
    ).values_list(
        "pk",
        "name",
        "kana_sort",
        "certificate_number",
        "municipality__code",
        "birth_on",
        "worker_id",
        "worker_name",
        "contracted",
        "has_ltc_care_manager",
        "plan_kind",
        "municipality_id",
        "address",
    )
    return {row[0]: Person(*row) for row in values}


def claim_months(
    people: dict[int, Person], office_id: int, first: date, last: date, *, office_name: str
) -> list[Month]:
    """Return every person's months from `first` to `last` in which something happened."""
    facts = Facts(people, office_id, first, last)
    caps = _cap_managers(people, office_name)
    months: dict[tuple[int, date], dict[str, Any]] = defaultdict(lambda: defaultdict(list))
    for kind in ("plans", "reports", "contacts", "meetings"):
        for client, day, fact in getattr(facts, kind):
            month = month_of(day)
            if first <= month <= last and client in people:
                months[client, month][kind].append(fact)
    for client, stays in facts.stays.items():
        for day in (day for stay in stays for day in (stay.starts_on, stay.ends_on) if day):
            if first <= day <= month_end(last) and client in people:
                months.setdefault((client, month_of(day)), defaultdict(list))
    return [
        _month(people[client], month, held, facts, manages_cap=client in caps)
        for (client, month), held in sorted(months.items(), key=lambda row: row[0][::-1])
    ]


def _month(
    person: Person, month: date, held: dict[str, list], facts: "Facts", *, manages_cap: bool
) -> Month:
    known = person.kind == PlanKind.CHILD if person.kind else is_child(person.birth_on, month)
    before = [day for day in facts.served[person.key] if day < month]
    age = age_on(person.birth_on, month_end(month)) if person.birth_on else None
    return Month(
        client=person.key,
        month=month,
        is_child=bool(known),
        age=age,
        contracted_on=person.contracted_on,
        idle_months=idle_months(month, max(before)) if before else None,
        plans=held["plans"],
        reports=held["reports"],
        next_plan=facts.plan_in.get((person.key, add_months(month, 1))),
        last_plan=facts.plan_in.get((person.key, add_months(month, -1))),
        contacts=held["contacts"],
        before=facts.contacts_before(person.key, month) if held["plans"] else (),
        meetings=held["meetings"],
        stays=facts.stays_of(person.key, month),
        has_care_manager=person.has_care_manager,
        manages_cap=manages_cap,
        moved_away_on=facts.moved.get((person.key, month)),
    )


def _cap_managers(people: dict[int, Person], office_name: str) -> set[int]:
    """The people of whose co-payment cap this office takes care."""
    rows = RecipientCertificate.objects.alive().filter(cap_manager=office_name)
    return set(rows.values_list("client_id", flat=True)) & set(people)

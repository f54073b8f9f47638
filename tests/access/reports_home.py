"""Addresses of the home page and of the caseload."""

from datetime import timedelta

from django.utils import timezone

from tests.access import ALL, FILES, PLANNERS, Row
from tests.access.cases import client
from tests.factories.cases import CaseFactory
from tests.factories.plans import BenefitDecisionFactory
from tests.factories.reports import agreed_plan
from tests.factories.staffing import TownCountFactory

#: Colleagues of other offices see their own office there.
ELSEWHERE = {"stranger", "core_staff"}


def town_count(town):
    return {"pk": TownCountFactory(municipality=town.city_office.municipality).pk}


ROWS = {
    "reports:home": Row(ALL),
    "reports:deadline-list": Row(FILES | ELSEWHERE),
    "reports:inspection": Row(PLANNERS, client),
    "reports:gap-list": Row(FILES | ELSEWHERE),
    "reports:caseload": Row(PLANNERS | ELSEWHERE | {"city"}),
    "reports:coverage-figures": Row(frozenset({"manager", "stranger", "core_staff", "city"})),
    "reports:coverage-left-out": Row(frozenset({"manager", "stranger", "core_staff"})),
    "reports:town-count-create": Row(frozenset({"core_staff", "city"})),
    "reports:town-count-edit": Row(
        frozenset({"core_staff", "city"}),
        town_count,
        may_see=frozenset({"stranger"}),
        hidden_from=frozenset(),
    ),
    "reports:renewal-figures": Row(PLANNERS | ELSEWHERE | {"city"}),
    "reports:community-figures": Row(PLANNERS | ELSEWHERE | {"city"}),
    "reports:actuals": Row(PLANNERS | ELSEWHERE),
    "reports:actuals-pdf": Row(PLANNERS | ELSEWHERE),
    "reports:actual-records": Row(PLANNERS | ELSEWHERE, data={"of": "plan_adult"}),
    "reports:category-figures": Row(PLANNERS | ELSEWHERE | {"city"}),
    "reports:caseload-detail": Row(PLANNERS | ELSEWHERE),
}


def served(town, number):
    today = timezone.localdate()
    for _count in range(number):
        agreed_plan(town.office, town.counsellor, today.isoformat())


def ending(town, number):
    """Expired decisions: the first deadline of the list."""
    today = timezone.localdate()
    for _count in range(number):
        client = CaseFactory(client__office=town.office, worker=town.manager).client
        BenefitDecisionFactory(
            client=client,
            starts_on=today - timedelta(days=365),
            ends_on=today - timedelta(days=3),
        )


def nameless(town, number):
    """People without a reading: the first gap of the list."""
    for _count in range(number):
        CaseFactory(client__office=town.office, client__name_kana="", worker=town.manager)


GROW = {
    "reports:gap-list": nameless,
    "reports:deadline-list": ending,
    "reports:caseload": served,
    "reports:caseload-detail": served,
}

"""Addresses of the home page and of the caseload."""

from datetime import timedelta

from django.utils import timezone

from tests.access import ALL, FILES, PLANNERS, Row
from tests.factories.cases import CaseFactory
from tests.factories.plans import BenefitDecisionFactory
from tests.factories.reports import agreed_plan

#: Colleagues of other offices see their own office there.
ELSEWHERE = {"stranger", "core_staff"}

ROWS = {
    "reports:home": Row(ALL),
    "reports:deadline-list": Row(FILES | ELSEWHERE),
    "reports:caseload": Row(PLANNERS | ELSEWHERE | {"city"}),
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


GROW = {
    "reports:deadline-list": ending,
    "reports:caseload": served,
    "reports:caseload-detail": served,
}

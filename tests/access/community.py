"""Addresses of transition and settlement (T-13)."""

from django.utils import timezone

from tests.access import PLANNERS, Row
from tests.factories.cases import CaseFactory
from tests.factories.plans import (
    CommunityEntryFactory,
    CommunityPlanFactory,
    CommunitySupportFactory,
    FacilityStayFactory,
)


def case(town):
    return CaseFactory(client__office=town.office)


def client(town):
    return {"pk": case(town).client_id}


def made_stay(town):
    return FacilityStayFactory(case=case(town))


def stay(town):
    return {"pk": made_stay(town).pk}


def made_support(town, **kind):
    return CommunitySupportFactory(case=case(town), worker=town.counsellor, **kind)


def support(town):
    return {"pk": made_support(town).pk}


def settlement(town):
    return {"pk": made_support(town, settlement=True).pk}


def plan(town):
    return {"pk": CommunityPlanFactory(support=made_support(town)).pk}


def entry(town):
    return {"pk": CommunityEntryFactory(support=made_support(town)).pk}


def deleted_entry(town):
    made = CommunityEntryFactory(support=made_support(town), deleted_at=timezone.now())
    return {"pk": made.pk}


LISTED = PLANNERS | {"core_staff", "stranger"}
ROWS = {
    "plans:stay-list": Row(LISTED),
    "plans:stay-edit": Row(PLANNERS, stay),
    "plans:stay-create": Row(PLANNERS, client),
    "plans:client-community": Row(PLANNERS, client),
    "plans:transition-create": Row(PLANNERS, client),
    "plans:settlement-create": Row(PLANNERS, client),
    "plans:support-list": Row(LISTED),
    "plans:support-detail": Row(PLANNERS, settlement),
    "plans:support-edit": Row(PLANNERS, support),
    "plans:crisis-edit": Row(PLANNERS, settlement),
    "plans:community-plan-create": Row(PLANNERS, support),
    "plans:community-plan-edit": Row(PLANNERS, plan),
    "plans:community-plan-consent": Row(PLANNERS, plan),
    "plans:support-entry-create": Row(PLANNERS, support),
    "plans:support-entry-edit": Row(PLANNERS, entry),
    "plans:support-entry-delete": Row(PLANNERS, entry),
    "plans:support-entry-restore": Row(PLANNERS, deleted_entry, method="post"),
}


def stays(town, number):
    for _count in range(number):
        made_stay(town)


def supports(town, number):
    for _count in range(number):
        made = made_support(town, settlement=True)
        CommunityPlanFactory(support=made)


GROW = {"plans:stay-list": stays, "plans:support-list": supports}

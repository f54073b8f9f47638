"""Addresses of meetings about people and of providers' plans."""

from django.utils import timezone

from tests.access import PLANNERS, Row
from tests.factories.care import (
    CareMeetingFactory,
    MeetingConclusionFactory,
    MeetingItemFactory,
    MeetingPersonFactory,
    MinutesCorrectionFactory,
    ProviderPlanFactory,
)
from tests.factories.cases import CaseFactory
from tests.factories.plans import (
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
    ServiceUsePlanFactory,
)


def client(town):
    return {"pk": CaseFactory(client__office=town.office).client_id}


def meeting(town):
    return {"pk": CareMeetingFactory(case__client__office=town.office).pk}


def held(town):
    """A meeting with minutes that may be made final."""
    made = CareMeetingFactory(case__client__office=town.office, written=True)
    MeetingPersonFactory(meeting=made, presence="present")
    MeetingItemFactory(meeting=made)
    MeetingConclusionFactory(meeting=made)
    return {"pk": made.pk}


def final(town):
    """A meeting with final minutes."""
    made = CareMeetingFactory(case__client__office=town.office, final=True)
    return {"pk": made.pk}


def corrected(town):
    """Final minutes that were corrected once."""
    key = final(town)
    MinutesCorrectionFactory(meeting_id=key["pk"])
    return key | {"number": 1}


def agreed(town):
    """An agreed plan with a provider."""
    case = CaseFactory(client__office=town.office)
    plan = ServiceUsePlanFactory(case=case, author=town.counsellor, consented=True)
    PlannedServiceFactory(need=PlanNeedFactory(plan=plan), provider_name="若竹")
    return {"pk": plan.pk}


def provider_plan(town):
    return {"pk": ProviderPlanFactory(client__office=town.office).pk}


def deleted_plan(town):
    made = ProviderPlanFactory(client__office=town.office, deleted_at=timezone.now())
    return {"pk": made.pk}


SEEN = PLANNERS | {"core_staff", "stranger"}
ROWS = {
    "plans:care-meeting-list": Row(SEEN),
    "plans:care-meeting-start": Row(SEEN),
    "plans:client-meetings": Row(PLANNERS, client),
    "plans:care-meeting-create": Row(PLANNERS, client),
    "plans:care-meeting-detail": Row(PLANNERS, held),
    "plans:care-meeting-edit": Row(PLANNERS, meeting),
    "plans:care-meeting-cancel": Row(PLANNERS, meeting),
    "plans:care-minutes-edit": Row(PLANNERS, held),
    "plans:care-minutes-finish": Row(PLANNERS, held),
    "plans:care-minutes-correct": Row(PLANNERS, final),
    "plans:care-minutes-before": Row(PLANNERS, corrected),
    "plans:provider-plan-list": Row(SEEN),
    "plans:client-provider-plans": Row(PLANNERS, client),
    "plans:provider-plan-create": Row(PLANNERS, client),
    "plans:provider-plan-detail": Row(PLANNERS, provider_plan),
    "plans:provider-plan-edit": Row(PLANNERS, provider_plan),
    "plans:provider-plan-delete": Row(PLANNERS, provider_plan),
    "plans:chain-list": Row(SEEN),
    "plans:plan-hand-out": Row(PLANNERS, agreed),
    "plans:provider-plan-restore": Row(PLANNERS, deleted_plan, method="post"),
}


def grow_meetings(town, count):
    for _number in range(count):
        held(town)


def grow_expected(town, count):
    """Providers whose plan is missing, each of another person."""
    for _number in range(count):
        case = CaseFactory(client__office=town.office)
        plan = ServiceUsePlanFactory(case=case, author=town.counsellor, consented=True)
        provider = ServiceProviderFactory(office=town.office)
        PlannedServiceFactory(need=PlanNeedFactory(plan=plan), provider=provider)


def grow_chain(town, count):
    for _number in range(count):
        agreed(town)


GROW = {
    "plans:chain-list": grow_chain,
    "plans:care-meeting-list": grow_meetings,
    "plans:provider-plan-list": grow_expected,
}

"""Addresses of plans, decisions and service providers."""

from tests.access import FILES, LEADS, PLANNERS, Row
from tests.factories.cases import CaseFactory, ConsultationFactory
from tests.factories.plans import (
    BenefitDecisionFactory,
    PlanNeedFactory,
    SelfPlanFactory,
    ServiceProviderFactory,
    ServiceUsePlanFactory,
)


def client(town):
    return {"pk": CaseFactory(client__office=town.office).client_id}


def plan(town):
    case = CaseFactory(client__office=town.office)
    return {"pk": ServiceUsePlanFactory(case=case, author=town.counsellor).pk}


def agreed_plan(town):
    case = CaseFactory(client__office=town.office)
    made = ServiceUsePlanFactory(case=case, author=town.counsellor, consented=True)
    return {"pk": made.pk}


def need(town):
    case = CaseFactory(client__office=town.office)
    made = ServiceUsePlanFactory(case=case, author=town.counsellor)
    return {"pk": PlanNeedFactory(plan=made).pk}


def decision(town):
    case = CaseFactory(client__office=town.office)
    return {"pk": BenefitDecisionFactory(client=case.client).pk}


def self_plan(town):
    case = CaseFactory(client__office=town.office)
    return {"pk": SelfPlanFactory(case=case).pk}


def provider(town):
    return {"pk": ServiceProviderFactory(office=town.office).pk}


ROWS = {
    "plans:plan-list": Row(PLANNERS | {"core_staff", "stranger"}),
    "plans:plan-bundle": Row(PLANNERS | {"core_staff", "stranger"}),
    "plans:plan-detail": Row(PLANNERS, plan),
    "plans:plan-edit": Row(PLANNERS, plan),
    "plans:plan-revise": Row(PLANNERS, agreed_plan),
    "plans:plan-finalise": Row(PLANNERS, agreed_plan),
    "plans:plan-consent": Row(PLANNERS, plan),
    "plans:plan-deliver": Row(PLANNERS, agreed_plan),
    "plans:plan-submit": Row(PLANNERS, agreed_plan),
    "plans:plan-compare": Row(PLANNERS, agreed_plan),
    "plans:week-edit": Row(PLANNERS, plan),
    "plans:week-preview": Row(PLANNERS, plan, method="post"),
    "plans:week-fill": Row(PLANNERS, plan, method="post", data={"source": "day5"}),
    "plans:easy-edit": Row(PLANNERS, plan),
    "plans:easy-readings": Row(PLANNERS, plan),
    "plans:need-create": Row(PLANNERS, plan),
    "plans:need-edit": Row(PLANNERS, need),
    "plans:need-delete": Row(PLANNERS, need),
    "plans:need-move": Row(PLANNERS, need, method="post", data={"way": "up"}),
    "plans:client-plans": Row(PLANNERS, client),
    "plans:plan-create": Row(PLANNERS, client),
    "plans:decision-create": Row(PLANNERS, client),
    "plans:decision-preview": Row(PLANNERS, client, method="post"),
    "plans:decision-detail": Row(PLANNERS, decision),
    "plans:decision-edit": Row(PLANNERS, decision),
    "plans:self-plan-list": Row(PLANNERS | {"core_staff", "stranger"}),
    "plans:self-plan-detail": Row(PLANNERS, self_plan),
    "plans:self-plan-edit": Row(PLANNERS, self_plan),
    "plans:self-plan-create": Row(PLANNERS, client),
    "plans:provider-list": Row(FILES | {"core_staff", "stranger"}),
    "plans:provider-create": Row(LEADS | {"stranger"}),
    "plans:provider-edit": Row(LEADS, provider),
    "plans:provider-delete": Row(LEADS, provider),
}


def grow_plans(town, count):
    for _number in range(count):
        case = CaseFactory(client__office=town.office)
        made = ServiceUsePlanFactory(case=case, author=town.counsellor, consented=True)
        BenefitDecisionFactory(client=case.client, plan=made)


def grow_providers(town, count):
    ServiceProviderFactory.create_batch(count, office=town.office)


#: The lists of this app: how each is filled, for the test that counts its queries.
def grow_self_plans(town, count):
    for _count in range(count):
        plan = SelfPlanFactory(case=CaseFactory(client__office=town.office))
        plan.contacts.add(ConsultationFactory(office=town.office, client=plan.client))


GROW = {
    "plans:self-plan-list": grow_self_plans,
    "plans:plan-list": grow_plans,
    "plans:provider-list": grow_providers,
}

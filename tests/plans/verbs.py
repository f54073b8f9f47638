"""Acts on plans as the tests do them."""

from datetime import date

from cases.models import Case
from plans import actions
from plans.choices import PlanKind
from plans.models import ServiceType

TODAY = date(2026, 11, 24)
TEXTS = {
    "wishes_client": "家で暮らしたい",
    "overall_policy": "支える",
    "long_goal": "続ける",
    "short_goal": "決める",
}


def service(code):
    return ServiceType.objects.filter(code=code).first()


def start(case, by, **values):
    given = {"drafted_on": date(2026, 11, 12), "kind": PlanKind.ADULT, "author": by, **TEXTS}
    return actions.start_plan(case.client, by=by, **given | values)


def full_draft(case, by):
    plan = start(case, by, contracted_on=date(2026, 11, 1), assessed_on=date(2026, 11, 5))
    actions.add_need(plan, by=by, need="働きたい", goal="週2日", services=[])
    return plan


def decide(client, by, **values):
    given = {
        "decided_on": date(2026, 11, 20),
        "starts_on": date(2026, 12, 1),
        "ends_on": date(2027, 11, 30),
        "services": [{"service_type": service("22"), "amount": "23日/月"}],
    }
    return actions.register_decision(client, by=by, today=TODAY, **given | values)


def state_of(case):
    return Case.objects.get(pk=case.pk).state

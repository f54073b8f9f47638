"""What the forms of plans and decisions post."""

from django.core.management import call_command

from plans.models import (
    ServiceType,
)

TEXTS = {
    "wishes_client": "家で暮らしたい",
    "overall_policy": "支える",
    "long_goal": "続ける",
    "short_goal": "決める",
}


def rows(name, *forms):
    data = {f"{name}-TOTAL_FORMS": len(forms), f"{name}-INITIAL_FORMS": 0}
    for index, form in enumerate(forms):
        data |= {f"{name}-{index}-{field}": value for field, value in form.items()}
    return data


def plan_post(town, **values):
    given = {
        "kind": "adult",
        "author": town.counsellor.pk,
        "drafted_on": "R8.3.16",
        "contracted_on": "R8.3.1",
        "assessed_on": "R8.3.5",
        **TEXTS,
    }
    return given | values


def decision_post(**values):
    call_command("seed", verbosity=0)
    given = {
        "decided_on": "R8.3.25",
        "starts_on": "R8.4.1",
        "ends_on": "R9.3.31",
        "interval_months": "",
        "interval_source": "standard",
        "first_months": "0",
        "first_from": "start",
        **rows("services", {"service_type": ServiceType.objects.get(code="22").pk}),
    }
    return given | values

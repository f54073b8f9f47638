"""Record to which providers the copies of a plan were given."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.common.problems import Problem
from plans.actions.locking import locked
from plans.models import PlanDelivery, ServiceUsePlan
from plans.rules import plan_problems
from staffing.models import User
from staffing.saving import Refused, change, insert, remove

#: What one record says besides whom it is about.
FACTS = ("delivered_on", "how", "receiver")


@transaction.atomic
def hand_out_plan(
    plan: ServiceUsePlan,
    *,
    by: User,
    today: date,
    copies: Iterable[Mapping[str, Any]],
    version: int | None = None,
) -> ServiceUsePlan:
    """Make the records of the copies exactly `copies`.

    Each has `provider_id` or `provider_name`, and the day, way and receiver; without a day the
    provider has no copy yet. Raises Refused for days before the consent or to come.
    """
    plan = locked(plan)
    copies = [dict(copy) for copy in copies]
    days = [copy["delivered_on"] for copy in copies if copy["delivered_on"]]
    problems = []
    for day in days:
        problems += plan_problems(today=today, consented_on=plan.consented_on, delivered_on=day)
    if days and plan.consented_on is None:
        message = _("Record the consent first: a copy goes out after it.")
        problems = [Problem("no-consent", message)]
    if problems:
        raise Refused(*dict.fromkeys(problems))
    plan = change(plan, {}, by=by, version=version, verb="plan.handed_out")
    stored = {
        (row.provider_id, row.provider_name): row for row in plan.deliveries.filter(deleted_at=None)
    }
    for copy in copies:
        whom = {"provider_id": copy["provider_id"], "provider_name": copy["provider_name"]}
        row = stored.get(tuple(whom.values()))
        values = {name: copy[name] or ("" if name != "delivered_on" else None) for name in FACTS}
        if row and values["delivered_on"] is None:
            remove(row, by=by, reason="")
        elif row and any(getattr(row, name) != value for name, value in values.items()):
            change(row, values, by=by, version=None, verb="delivery.changed")
        elif row is None and values["delivered_on"]:
            insert(PlanDelivery(plan=plan, **whom, **values), by=by, verb="delivery.created")
    return plan

"""The plan of a transition or settlement support: written, agreed, and then kept as it is."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from config.common.problems import Problem
from plans.models import CommunityPlan, CommunitySupport
from plans.rules import agreement_problems
from staffing.models import User
from staffing.saving import Refused, StaleState, change, insert


@transaction.atomic
def write_community_plan(
    support: CommunitySupport, *, by: User | None, today: date, **values: Any
) -> CommunityPlan:
    """Write a new version; the one before must have been agreed."""
    held = CommunitySupport.objects.alive().select_for_update().filter(pk=support.pk).first()
    if held is None:
        raise StaleState(support)
    _refuse_future(values, today)
    plans = CommunityPlan.objects.filter(support=support)
    if plans.alive().filter(consented_on=None).exists():
        words = _("A version that was not agreed yet is there. Finish it first.")
        raise Refused(Problem("open", words))
    number = (plans.aggregate(last=Max("number"))["last"] or 0) + 1
    plan = CommunityPlan(
        support=support,
        client_id=support.client_id,
        office_id=support.office_id,
        number=number,
        **values,
    )
    return insert(plan, by=by, verb="community_plan.created")


@transaction.atomic
def change_community_plan(
    plan: CommunityPlan, *, by: User, version: int | None, today: date, **values: Any
) -> CommunityPlan:
    """Change a version that nobody agreed to yet."""
    _writable(plan)
    _refuse_future(values, today)
    return change(plan, values, by=by, version=version, verb="community_plan.changed")


@transaction.atomic
def agree_to_community_plan(
    plan: CommunityPlan,
    *,
    by: User,
    version: int | None,
    today: date,
    consented_on: date,
    consented_by: str,
    delivered_on: date | None = None,
) -> CommunityPlan:
    """Record the consent and the delivery of the copy; the version is frozen."""
    held = _writable(plan)
    problems = agreement_problems(
        drafted_on=held.drafted_on,
        consented_on=consented_on,
        delivered_on=delivered_on,
        today=today,
    )
    if problems:
        raise Refused(*problems)
    values = {
        "consented_on": consented_on,
        "consented_by": consented_by,
        "delivered_on": delivered_on,
    }
    return change(plan, values, by=by, version=version, verb="community_plan.consented")


def _writable(plan: CommunityPlan) -> CommunityPlan:
    found = CommunityPlan.objects.alive().select_for_update().filter(pk=plan.pk).first()
    if found is None:
        raise StaleState(plan)
    if found.is_frozen:
        message = _("This version was agreed and is kept as it is. Start a new version to change.")
        raise Refused(Problem("frozen", message))
    return found


def _refuse_future(values: dict[str, Any], today: date) -> None:
    if values["drafted_on"] > today:
        raise Refused(Problem("future", _("This day is still to come."), "drafted_on"))

"""What plans add to a handover: unfinished plans, and the goals and ends to be quoted."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.duties import Duty, add_duty, add_quote
from config.common.tags import day
from plans.models import BenefitDecision, ServiceUsePlan


def _unfinished(user_id: int, office_id: int, today: date):
    rows = ServiceUsePlan.objects.alive().unfinished().filter(office_id=office_id)
    return rows.filter(author=user_id).select_related("client").order_by("pk")


def _words(plan: ServiceUsePlan) -> str:
    return _("%(stage)s, not yet agreed") % {"stage": plan.get_stage_display()}


def _goals(client_ids, *, today: date) -> dict[int, list[str]]:
    lines: dict[int, list[str]] = {}
    plans = ServiceUsePlan.objects.alive().consented().newest_versions()
    goals = plans.filter(client_id__in=client_ids).exclude(long_goal="")
    for key, goal in goals.values_list("client_id", "long_goal"):
        lines.setdefault(key, []).append(_("Long-term goal: %(text)s") % {"text": goal})
    ends = BenefitDecision.objects.alive().not_renewed().filter(client_id__in=client_ids)
    for key, end in ends.order_by("ends_on").values_list("client_id", "ends_on"):
        lines.setdefault(key, []).append(_("Decision ends: %(day)s") % {"day": day(end)})
    return lines


def connect() -> None:
    """Register the unfinished plans and the quotes."""
    add_duty(Duty("plan", gettext_lazy("Plans being written"), _unfinished, _words, "author", 50))
    add_quote("plans", _goals)

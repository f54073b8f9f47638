"""Fetch a plan within the user's scope and ask for the permission."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from plans.models import ServiceUsePlan
from staffing.permissions import Permission, require


def find_plan(request: HttpRequest, pk: int, permission: Permission) -> ServiceUsePlan:
    """Return the plan with everything its page shows: 404 outside the scope, 403 without right."""
    plans = ServiceUsePlan.objects.visible_to(request.user).for_detail()
    plan = get_object_or_404(plans, pk=pk)
    require(request.user, permission, plan.office_id)
    return plan


def plan_label(plan: ServiceUsePlan) -> str:
    """Name a version as the list of drafts shows it."""
    words = {"name": plan.client.name, "title": plan.title, "number": plan.number}
    return _("%(name)s, %(title)s, version %(number)s") % words

"""Two versions of one person's plan side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.common.keys import read_key
from plans.comparing import compared
from plans.models import ServiceUsePlan
from plans.views.finding import find_plan
from plans.views.parts import plan_context
from staffing import audit
from staffing.permissions import Permission


@require_GET
def plan_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what differs between this version and another of the same person."""
    plan = find_plan(request, pk, Permission.PLAN_VIEW)
    visible = ServiceUsePlan.objects.visible_to(request.user).filter(client=plan.client_id)
    others = list(visible.exclude(pk=pk).order_by("-number").values("pk", "number", "stage"))
    if not others:
        return redirect(plan)
    key = read_key(request.GET.get("with")) or plan.previous_id or others[0]["pk"]
    other = get_object_or_404(visible.for_detail().exclude(pk=pk), pk=key)
    audit.record(request.user, "plan.viewed", plan)
    old, new = sorted((plan, other), key=lambda each: each.number)
    parts = compared(old, new)
    context = plan_context(plan, user=request.user, today=timezone.localdate())
    context |= {
        "parts": parts,
        "old": old,
        "new": new,
        "other": other,
        "others": others,
        "differing": sum(row["state"] != "same" for part in parts for row in part["rows"]),
    }
    return render(request, "plans/plan_compare.html", context)

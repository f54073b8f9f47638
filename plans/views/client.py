"""All plans and decisions of one person: the tab 計画・モニタリング."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.models import Client
from cases.person import person_context
from plans import hooks
from plans.models import BenefitDecision, ServiceUsePlan
from plans.rows import plan_rows
from staffing import audit
from staffing.permissions import Permission, can, require


@require_GET
def client_plans(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every version and every decision, newest first, with the running months."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.PLAN_VIEW, client.office_id)
    audit.record(request.user, "plan.viewed", client)
    today = timezone.localdate()
    plans = ServiceUsePlan.objects.visible_to(request.user).filter(client=client)
    decisions = BenefitDecision.objects.visible_to(request.user).filter(client=client)
    decisions = list(decisions.order_by("-starts_on", "-pk"))
    current = next((row for row in decisions if row.starts_on <= today), None)
    current = current or (decisions[0] if decisions else None)
    context = person_context(client, user=request.user, today=today, tab="plans") | {
        "plans": plan_rows(plans.order_by("-number").for_list(), today=today),
        "decisions": decisions,
        "current": current,
        "can_edit": can(request.user, Permission.PLAN_EDIT, client.office_id),
        "months": hooks.decision_months(current) if current else None,
    }
    return render(request, "plans/client_plans.html", context)

"""Self-made plans (セルフプラン): the list with its numbers, and each person's (C-07)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Client
from cases.person import person_context
from cases.rows import contact_rows, contact_values
from config.common.paging import page_by_key
from plans import actions
from plans.filters import SelfPlanFilter
from plans.forms import SelfPlanForm
from plans.models import SelfPlan
from staffing import audit
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("self-plan-list")
def self_plan_list(request: HttpRequest) -> HttpResponse:
    """List the people with a self-made plan; without a choice those whose plan holds today."""
    require_anywhere(request.user, Permission.PLAN_VIEW)
    today = timezone.localdate()
    plans = SelfPlan.objects.visible_to(request.user)
    listed = SelfPlanFilter(request.GET, queryset=plans, request=request, today=today)
    page = page_by_key(request, listed.qs.for_list(), listed=listed, order=("-starts_on", "-pk"))
    context = {
        "filter": listed,
        "page": page,
        "numbers": plans.number_by_office(today),
        "today": today,
    }
    return render(request, "plans/self_plan_list.html", context)


@require_GET
def self_plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one, with the contacts in which the person was supported."""
    plan = _self_plan(request, pk, Permission.PLAN_VIEW)
    audit.record(request.user, "self_plan.viewed", plan)
    today = timezone.localdate()
    contacts = contact_values(plan.contacts.alive().newest())
    context = person_context(plan.client, user=request.user, today=today, tab="plans") | {
        "plan": plan,
        "contacts": contact_rows(contacts, today=today),
        "can_edit": can(request.user, Permission.PLAN_EDIT, plan.office_id),
    }
    return render(request, "plans/self_plan_detail.html", context)


@require_http_methods(["GET", "POST"])
def self_plan_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Register that a person has a self-made plan."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.PLAN_EDIT, client.office_id)
    return edit_page(
        request,
        SelfPlanForm,
        key=f"client:{pk}:self-plan",
        label=_("%(name)s, self-made plan") % {"name": client.name},
        cancel_url=reverse("plans:client-plans", args=[pk]),
        save=lambda form: actions.register_self_plan(
            client, by=request.user, today=timezone.localdate(), **form.cleaned_data
        ),
        **_page(request, client, _("Register a self-made plan")),
    )


@require_http_methods(["GET", "POST"])
def self_plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a self-made plan, or end it."""
    plan = _self_plan(request, pk, Permission.PLAN_EDIT)
    return edit_page(
        request,
        SelfPlanForm,
        key=f"self-plan:{pk}",
        label=_("%(name)s, self-made plan") % {"name": plan.client.name},
        record=plan,
        cancel_url=plan.get_absolute_url(),
        save=lambda form: actions.change_self_plan(
            plan,
            by=request.user,
            version=form.version,
            today=timezone.localdate(),
            **form.cleaned_data,
        ),
        **_page(request, plan.client, _("Change the self-made plan")),
    )


def _page(request: HttpRequest, client: Client, title: str) -> dict[str, Any]:
    context = person_context(client, user=request.user, today=timezone.localdate(), tab="plans")
    return {
        "template": "cases/person_form.html",
        "form_kwargs": {"office": client.office, "person": client},
        "success": _("Saved. The monitoring months are being computed."),
        "context": context | {"title": title},
    }


def _self_plan(request: HttpRequest, pk: int, permission: Permission) -> SelfPlan:
    plans = SelfPlan.objects.visible_to(request.user)
    plan = get_object_or_404(plans.select_related("client__office", "helper"), pk=pk)
    require(request.user, permission, plan.office_id)
    return plan

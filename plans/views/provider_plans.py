"""Plans that providers wrote: what is expected at the office, and each one received (T-04)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.forms import RemoveForm
from cases.models import Client
from cases.person import person_context
from config.common.keys import read_key
from config.common.paging import page_by_key
from plans import actions
from plans.actions.provider_plans import record_viewed
from plans.choices_meetings import ProviderPlanState
from plans.coverage import TONES, coverage_of_client, held_plans
from plans.expected import expected_plans, for_list
from plans.filters_meetings import ExpectedPlanFilter
from plans.forms import ProviderPlanForm, needs_offered
from plans.models import PlannedService, ProviderPlan
from staffing import audit
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("provider-plan-list")
def provider_plan_list(request: HttpRequest) -> HttpResponse:
    """List whose plans are expected: without a choice those that are missing or due."""
    require_anywhere(request.user, Permission.PLAN_VIEW)
    today = timezone.localdate()
    office_ids = request.user.access.offices_with(Permission.PLAN_VIEW)
    rows = expected_plans(request.user, today).filter(need__plan__office_id__in=office_ids)
    listed = ExpectedPlanFilter(request.GET, queryset=rows, request=request, today=today)
    order = ("need__plan__client__name_kana", "pk")
    page = page_by_key(request, for_list(listed.qs), listed=listed, order=order)
    states = {state: {"label": state.label, "tone": TONES[state]} for state in ProviderPlanState}
    context = {
        "filter": listed,
        "page": page,
        "rows": [row | states[ProviderPlanState(row["plan_state"])] for row in page],
    }
    return render(request, "plans/provider_plan_list.html", context)


@require_GET
def client_provider_plans(request: HttpRequest, pk: int) -> HttpResponse:
    """Show which providers' plans a person has, which are missing, and which needs are open."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.PLAN_VIEW, client.office_id)
    audit.record(request.user, "provider_plan.viewed", client)
    today = timezone.localdate()
    held = held_plans(client.pk)
    context = person_context(client, user=request.user, today=today, tab="plans") | {
        "held": held,
        "coverage": coverage_of_client(client.pk, held, today=today),
        "can_edit": can(request.user, Permission.PLAN_EDIT, client.office_id),
    }
    return render(request, "plans/client_provider_plans.html", context)


@require_http_methods(["GET", "POST"])
def provider_plan_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a plan that a provider gave to the office; `?service=` prefills whose."""
    clients = Client.objects.visible_to(request.user).select_related("office")
    client = get_object_or_404(clients, pk=pk)
    require(request.user, Permission.PLAN_EDIT, client.office_id)
    title = _("Register a provider's plan")
    return edit_page(
        request,
        ProviderPlanForm,
        template="plans/provider_plan_form.html",
        key=f"client:{pk}:provider-plan",
        label=_("%(name)s, provider's plan") % {"name": client.name},
        initial=_first_values(request, client),
        form_kwargs={"office": client.office, "person": client},
        cancel_url=reverse("plans:client-provider-plans", args=[pk]),
        success=_("The provider's plan is registered."),
        context=_around(request, client) | {"title": title},
        save=lambda form: actions.register_provider_plan(client, by=request.user, **form.values),
    )


def _first_values(request: HttpRequest, client: Client) -> dict[str, Any]:
    """Whose plan it is, from the line that is asked for; the needs that this provider answers."""
    initial: dict[str, Any] = {"received_on": timezone.localdate()}
    key = read_key(request.GET.get("service"))
    lines = PlannedService.objects.visible_to(request.user).filter(need__plan__client=client)
    line = lines.filter(pk=key).first() if key else None
    if line is None:
        return initial
    same = {"services__provider": line.provider_id, "services__provider_name": line.provider_name}
    needs = needs_offered(client).filter(services__deleted_at=None, **same)
    return initial | {
        "provider": line.provider_id,
        "provider_name": "" if line.provider_id else line.provider_name,
        "service_type": line.service_type_id,
        "needs": list(needs.distinct().values_list("pk", flat=True)),
    }


@require_GET
def provider_plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a provider's plan with the needs it answers; reading it is noted."""
    plan = _plan(request, pk, Permission.PLAN_VIEW)
    record_viewed(plan, by=request.user)
    offered = set(needs_offered(plan.client).values_list("pk", flat=True))
    context = _around(request, plan.client) | {
        "plan": plan,
        "needs": [need for need in plan.needs.all() if need.pk in offered],
        "can_edit": can(request.user, Permission.PLAN_EDIT, plan.office_id),
    }
    return render(request, "plans/provider_plan_detail.html", context)


@require_http_methods(["GET", "POST"])
def provider_plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an entry, or add the scan."""
    plan = _plan(request, pk, Permission.PLAN_EDIT)
    offered = list(needs_offered(plan.client).values_list("pk", flat=True))
    return edit_page(
        request,
        ProviderPlanForm,
        template="plans/provider_plan_form.html",
        key=f"provider-plan:{pk}",
        label=_("%(name)s, provider's plan") % {"name": plan.client.name},
        record=plan,
        form_kwargs={"office": plan.office, "person": plan.client},
        cancel_url=plan.get_absolute_url(),
        success=_("Saved."),
        context=_around(request, plan.client)
        | {"title": _("Change the provider's plan"), "plan": plan},
        save=lambda form: actions.change_provider_plan(
            plan, by=request.user, version=form.version, offered=offered, **form.values
        ),
    )


@require_http_methods(["GET", "POST"])
def provider_plan_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an entry with a reason; the list of deleted records brings it back."""
    plan = _plan(request, pk, Permission.PLAN_EDIT)
    title = _("Delete the provider's plan")

    def save(form: RemoveForm) -> str:
        actions.remove_provider_plan(plan, by=request.user, **form.cleaned_data)
        return reverse("plans:client-provider-plans", args=[plan.client_id])

    return edit_page(
        request,
        RemoveForm,
        template="cases/person_form.html",
        key=f"provider-plan:{pk}:delete",
        label=title,
        cancel_url=plan.get_absolute_url(),
        submit_label=title,
        success=_("The entry is deleted. It can be restored from the deleted records."),
        context=_around(request, plan.client) | {"title": title},
        save=save,
    )


@require_POST
def provider_plan_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted entry back."""
    plan = get_object_or_404(ProviderPlan.objects.deleted_for(request.user), pk=pk)
    require(request.user, Permission.PLAN_EDIT, plan.office_id)
    actions.restore_provider_plan(plan, by=request.user)
    return redirect(plan)


def _plan(request: HttpRequest, pk: int, permission: Permission) -> ProviderPlan:
    plans = ProviderPlan.objects.visible_to(request.user).for_detail()
    plan = get_object_or_404(plans, pk=pk)
    require(request.user, permission, plan.office_id)
    return plan


def _around(request: HttpRequest, client: Client) -> dict[str, Any]:
    return person_context(client, user=request.user, today=timezone.localdate(), tab="plans")

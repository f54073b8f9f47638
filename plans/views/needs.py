"""The rows of the needs table, one page each."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plans import actions
from plans.forms import NeedForm, RemovalForm
from plans.forms.needs import load_need
from plans.granting import not_grantable
from plans.models import PlanNeed, ServiceUsePlan
from plans.views.finding import find_plan, plan_label
from plans.views.parts import plan_context
from staffing.permissions import Permission
from staffing.sheets import SheetForm, edit_page


@require_http_methods(["GET", "POST"])
def need_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a new need at the end of the table."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    if plan.is_frozen:
        return _kept(request, plan)
    return edit_page(
        request,
        NeedForm,
        template="plans/need_form.html",
        key=f"plan:{pk}:need",
        label=plan_label(plan),
        success=_("The need was added."),
        save=lambda form: _next(
            request, plan, actions.add_need(plan, by=request.user, **_values(form))
        ),
        **_written(
            request, plan, _("Write need %(number)s") % {"number": len(plan.needs.all()) + 1}
        ),
    )


@require_http_methods(["GET", "POST"])
def need_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a need and its services."""
    need, plan = _need(request, pk)
    if plan.is_frozen:
        return _kept(request, plan)
    return edit_page(
        request,
        NeedForm,
        template="plans/need_form.html",
        key=f"need:{pk}",
        label=plan_label(plan),
        record=need,
        load=load_need,
        success=_("Saved."),
        save=lambda form: _next(
            request,
            plan,
            actions.change_need(need, by=request.user, version=form.version, **_values(form)),
        ),
        **_written(request, plan, _("Write need %(number)s") % {"number": need.position}, need),
    )


@require_http_methods(["GET", "POST"])
def need_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a need out, with a reason."""
    need, plan = _need(request, pk)
    if plan.is_frozen:
        return _kept(request, plan)
    return edit_page(
        request,
        RemovalForm,
        template="plans/need_delete.html",
        key=f"need:{pk}:delete",
        label=plan_label(plan),
        initial={"reason": _("Reconsidered while writing the plan")},
        submit_label=_("Delete this need"),
        success=_("The need was deleted."),
        save=lambda form: _removed(request, plan, need, form),
        **_page(request, plan, _("Delete need %(number)s") % {"number": need.position}, need),
    )


@require_POST
def need_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a need one place up or down."""
    need, plan = _need(request, pk)
    if plan.is_frozen:
        return _kept(request, plan)
    actions.move_need(need, by=request.user, up=request.POST.get("way") == "up")
    return redirect(f"{plan.get_absolute_url()}#needs")


def _need(request: HttpRequest, pk: int) -> tuple[PlanNeed, ServiceUsePlan]:
    """Return a need of the plan's page with its lines, and the plan."""
    found = get_object_or_404(PlanNeed.objects.visible_to(request.user), pk=pk)
    plan = find_plan(request, found.plan_id, Permission.PLAN_EDIT)
    need = next((each for each in plan.needs.all() if each.pk == pk), None)
    if need is None:  # of a plan that was deleted together with it
        raise Http404
    need.plan = plan
    return need, plan


def _written(
    request: HttpRequest, plan: ServiceUsePlan, title: str, need: PlanNeed | None = None
) -> dict[str, Any]:
    """Return the page on which a need is written, held against the decision when it is saved."""
    page = _page(request, plan, title, need)
    if request.method == "POST":
        page["form_kwargs"]["not_granted"] = not_grantable(plan)
    return page


def _page(
    request: HttpRequest, plan: ServiceUsePlan, title: str, need: PlanNeed | None = None
) -> dict[str, Any]:
    around = plan_context(plan, user=request.user, today=timezone.localdate(), here="needs")
    return {
        "form_kwargs": {"office": plan.office},
        "cancel_url": f"{plan.get_absolute_url()}#needs",
        "context": around | {"title": title, "need": need, "current_need": need and need.pk},
    }


def _values(form: SheetForm) -> dict[str, Any]:
    rows = [
        {name: value for name, value in row.items() if name != "DELETE"}
        for row in form.formsets["services"].filled
    ]
    return {**form.cleaned_data, "services": rows}


def _next(request: HttpRequest, plan: ServiceUsePlan, need: PlanNeed) -> str:
    """Return where to go on: to another row if asked for, else to the table."""
    if request.POST.get("then") == "next":
        return _next_need_url(plan, need)
    return f"{plan.get_absolute_url()}#needs"


def _next_need_url(plan: ServiceUsePlan, need: PlanNeed) -> str:
    """Return the page of the need after this one, or of a new one."""
    following = PlanNeed.objects.alive().filter(plan=plan, position__gt=need.position)
    found = following.order_by("position").first()
    if found:
        return f"{reverse('plans:need-edit', args=[found.pk])}#row"
    return f"{reverse('plans:need-create', args=[plan.pk])}#row"


def _removed(request: HttpRequest, plan: ServiceUsePlan, need: PlanNeed, form: SheetForm) -> str:
    actions.remove_need(need, by=request.user, reason=form.cleaned_data["reason"])
    return f"{plan.get_absolute_url()}#needs"


def _kept(request: HttpRequest, plan: ServiceUsePlan) -> HttpResponse:
    messages.info(request, _("This version was agreed and is kept as it is."))
    return redirect(plan)

"""The week of a plan (S25): type it, see it as the paper will show it, begin with another week."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plans import actions
from plans.forms import WeekForm
from plans.forms.week import load_week
from plans.models import PlannedService, ServiceProvider, ServiceUsePlan
from plans.views.finding import find_plan, plan_label
from plans.views.parts import plan_context
from plans.week_grid import week_rows, week_shown
from plans.week_samples import SAMPLES, sample_entries
from staffing.permissions import Permission
from staffing.sheets import edit_page, show_preview

#: So many names of providers are offered while typing.
OFFERED = 300


@require_http_methods(["GET", "POST"])
def week_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the week of a version that was not agreed yet."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    if plan.is_frozen:
        return _kept(request, plan)
    context = plan_context(plan, user=request.user, today=timezone.localdate(), here="week")
    entries = plan.week.all()
    context |= week_shown(week_rows(entries)) | {
        "preview_url": reverse("plans:week-preview", args=[pk]),
        "providers": provider_names(plan.office_id),
        "has_entries": bool(entries),
        "samples": {key: sample.title for key, sample in SAMPLES.items()},
        "has_present": not entries and actions.present_week_of(plan) is not None,
        "has_previous": bool(plan.previous_id and plan.previous.week.exists()),
    }
    return edit_page(
        request,
        WeekForm,
        template="plans/week_form.html",
        key=f"plan:{pk}:week",
        label=plan_label(plan),
        record=plan,
        load=load_week,
        form_kwargs={"office": plan.office, "lines": _lines(plan)},
        cancel_url=f"{plan.get_absolute_url()}#week",
        success=_("Saved."),
        context=context,
        save=lambda form: _saved(
            actions.change_week(
                plan,
                by=request.user,
                version=form.version,
                entries=form.entries,
                **form.cleaned_data,
            )
        ),
    )


@require_POST
def week_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the grid of what is typed so far; nothing is saved.

    As a page of its own it keeps a draft, because going back in the browser loses what was typed.
    """
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    form = WeekForm(
        data=request.POST,
        today=timezone.localdate(),
        now=timezone.localtime(),
        user=request.user,
        office=plan.office,
        lines=_lines(plan),
    )
    form.is_valid()
    context = week_shown(form.typed_rows()) | {"can_click": True}
    return show_preview(
        request,
        context,
        part="plans/_week_grid.html",
        page="plans/week_preview.html",
        around=lambda: plan_context(
            plan, user=request.user, today=timezone.localdate(), here="week"
        ),
    )


@require_POST
def week_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an empty week with that of the version before, or with a sample."""
    plan = find_plan(request, pk, Permission.PLAN_EDIT)
    if plan.is_frozen:
        return _kept(request, plan)
    edit = reverse("plans:week-edit", args=[pk])
    source = request.POST.get("source", "")
    if plan.week.all() or not (source in ("previous", "present") or source in SAMPLES):
        messages.info(request, _("The week has entries already."))
        return redirect(edit)
    texts = {name: getattr(plan, name) for name in actions.WEEK_TEXTS}
    rows = _entries_to_begin_with(plan, source)
    if source == "present" and (found := actions.present_week_of(plan)):
        texts |= {name: texts[name] or getattr(found, name) for name in actions.LIFE_TEXTS}
    actions.change_week(plan, by=request.user, version=None, entries=rows, **texts)
    messages.success(request, _("The week was filled in. Now change what is different."))
    return redirect(edit)


def _lines(plan: ServiceUsePlan) -> list[PlannedService]:
    """Return the services of the plan, which came with it; each knows its need."""
    lines = []
    for need in plan.needs.all():
        for service in need.services.all():
            service.need = need
            lines.append(service)
    return lines


def _entries_to_begin_with(plan: ServiceUsePlan, source: str) -> list[dict[str, Any]]:
    if source in SAMPLES:
        return sample_entries(source)
    before = plan.previous if source == "previous" else actions.present_week_of(plan)
    return list(before.week.values(*actions.ENTRY_FIELDS)) if before else []


def provider_names(office_id: int) -> list[str]:
    """Return the names that are offered while typing with whom."""
    providers = ServiceProvider.objects.alive().filter(office=office_id)
    names = providers.order_by("name_kana", "name").values_list("name", flat=True)
    return list(names[:OFFERED])


def _saved(plan: ServiceUsePlan) -> str:
    return f"{plan.get_absolute_url()}#week"


def _kept(request: HttpRequest, plan: ServiceUsePlan) -> HttpResponse:
    messages.info(request, _("This version was agreed and is kept as it is."))
    return redirect(plan)

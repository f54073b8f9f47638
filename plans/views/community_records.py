"""The plan of a transition or settlement case, and the entries of its record."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms.log import RemoveForm
from cases.person import person_context
from plans import actions
from plans.forms import CommunityPlanForm, ConsentForm, EntryForm
from plans.models import CommunityEntry, CommunityPlan, CommunitySupport
from staffing.permissions import Permission, require
from staffing.sheets import edit_page


@require_http_methods(["GET", "POST"])
def community_plan_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a version of the plan; it begins with what the last one says."""
    supports = CommunitySupport.objects.visible_to(request.user)
    support = get_object_or_404(supports.select_related("client__office", "office"), pk=pk)
    require(request.user, Permission.PLAN_EDIT, support.office_id)
    today = timezone.localdate()
    last = support.plans.filter(deleted_at=None).first()
    names = ("wish", "goal", "content", "caution", "move_planned_on")
    begun = {name: getattr(last, name) for name in names} if last else _wish(support)
    return edit_page(
        request,
        CommunityPlanForm,
        key=f"support:{pk}:plan",
        label=_label(support, _("plan")),
        initial=begun | {"drafted_on": today},
        save=lambda form: actions.write_community_plan(
            support, by=request.user, today=today, **form.cleaned_data
        ),
        **_page(request, support, _("Write the plan")),
    )


@require_http_methods(["GET", "POST"])
def community_plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a version that nobody agreed to yet."""
    plan = _plan(request, pk)
    if plan.is_frozen:
        messages.info(request, _("This version was agreed and is kept as it is."))
        return redirect(plan)
    today = timezone.localdate()
    return edit_page(
        request,
        CommunityPlanForm,
        key=f"community-plan:{pk}",
        label=_label(plan.support, _("plan")),
        record=plan,
        save=lambda form: actions.change_community_plan(
            plan, by=request.user, version=form.version, today=today, **form.cleaned_data
        ),
        **_page(request, plan.support, _("Write the plan")),
    )


@require_http_methods(["GET", "POST"])
def community_plan_consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Record who agreed and when; the version is kept as it is from then on."""
    plan = _plan(request, pk)
    if plan.is_frozen:
        messages.info(request, _("This version was agreed and is kept as it is."))
        return redirect(plan)
    today = timezone.localdate()
    page = _page(request, plan.support, _("Explain and agree"))
    page["form_kwargs"] = {"office": plan.office}
    usual = {"consented_on": today, "consented_by": plan.client.name, "delivered_on": today}
    return edit_page(
        request,
        ConsentForm,
        key=f"community-plan:{pk}:consent",
        label=_label(plan.support, _("consent")),
        record=plan,
        load=lambda found: ({n: getattr(found, n) or first for n, first in usual.items()}, {}),
        submit_label=_("Record it"),
        save=lambda form: actions.agree_to_community_plan(
            plan, by=request.user, version=form.version, today=today, **form.cleaned_data
        ),
        **page,
    )


@require_http_methods(["GET", "POST"])
def entry_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an outing, a trial, a call; the contact log gets it as well."""
    supports = CommunitySupport.objects.visible_to(request.user)
    support = get_object_or_404(supports.select_related("client__office", "office"), pk=pk)
    require(request.user, Permission.PLAN_EDIT, support.office_id)
    today = timezone.localdate()
    now = timezone.localtime().time().replace(second=0, microsecond=0)
    return edit_page(
        request,
        EntryForm,
        key=f"support:{pk}:entry",
        label=_label(support, _("record")),
        initial={"occurred_on": today, "occurred_time": now},
        save=lambda form: actions.add_entry(support, by=request.user, today=today, **form.entry),
        **_page(request, support, _("Write into the record")),
    )


@require_http_methods(["GET", "POST"])
def entry_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an entry."""
    entry = _entry(request, pk)
    today = timezone.localdate()
    return edit_page(
        request,
        EntryForm,
        key=f"support-entry:{pk}",
        label=_label(entry.support, _("record")),
        record=entry,
        save=lambda form: actions.change_entry(
            entry, by=request.user, version=form.version, today=today, **form.entry
        ),
        **_page(request, entry.support, _("Correct the record"), entry=entry),
    )


@require_http_methods(["GET", "POST"])
def entry_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an entry with a reason; the list of deleted ones brings it back."""
    entry = _entry(request, pk)

    def save(form: RemoveForm) -> str:
        actions.remove_entry(entry, by=request.user, **form.cleaned_data)
        return entry.get_absolute_url()

    page = _page(request, entry.support, _("Delete the record"))
    page |= {
        "form_kwargs": {"office": entry.support.office},
        "success": _("The record is deleted. It can be restored from the deleted records."),
    }
    return edit_page(
        request,
        RemoveForm,
        key=f"support-entry:{pk}:delete",
        label=_label(entry.support, _("record")),
        submit_label=_("Delete the record"),
        save=save,
        **page,
    )


@require_POST
def entry_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted entry back."""
    entry = get_object_or_404(CommunityEntry.objects.deleted_for(request.user), pk=pk)
    require(request.user, Permission.PLAN_EDIT, entry.office_id)
    actions.restore_entry(entry, by=request.user)
    messages.success(request, _("The record is restored."))
    return redirect(entry)


def _wish(support: CommunitySupport) -> dict[str, Any]:
    return {"wish": support.stay.wish_words} if support.stay else {}


def _label(support: CommunitySupport, what: str) -> str:
    return f"{support.client.name}　{support.get_kind_display()}　{what}"


def _plan(request: HttpRequest, pk: int) -> CommunityPlan:
    plans = CommunityPlan.objects.visible_to(request.user)
    plans = plans.select_related("client__office", "office", "support__client__office")
    plan = get_object_or_404(plans.select_related("support__office"), pk=pk)
    require(request.user, Permission.PLAN_EDIT, plan.office_id)
    return plan


def _entry(request: HttpRequest, pk: int) -> CommunityEntry:
    entries = CommunityEntry.objects.visible_to(request.user)
    entries = entries.select_related("support__client__office", "support__office")
    entry = get_object_or_404(entries, pk=pk)
    require(request.user, Permission.PLAN_EDIT, entry.office_id)
    return entry


def _page(
    request: HttpRequest,
    support: CommunitySupport,
    title: str,
    *,
    entry: CommunityEntry | None = None,
) -> dict[str, Any]:
    today = timezone.localdate()
    context = person_context(support.client, user=request.user, today=today, tab="plans")
    return {
        "template": "plans/support_form.html",
        "form_kwargs": {"office": support.office, "support": support},
        "cancel_url": support.get_absolute_url(),
        "success": _("Saved."),
        "context": context | {"title": title, "support": support, "entry": entry},
    }

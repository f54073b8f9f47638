"""地域移行支援・地域定着支援: all cases, one person's, one case (T-13)."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Client
from cases.person import person_context
from config.common.paging import page_by_key
from plans import actions
from plans.choices_community import SupportKind
from plans.community_page import (
    NEWEST,
    running_settlement_hints,
    settlement_hints,
    support_page,
)
from plans.filters_community import SupportFilter
from plans.forms import CrisisSheetForm, SupportForm
from plans.models import CommunitySupport, FacilityStay
from staffing import audit
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("support-list")
def support_list(request: HttpRequest) -> HttpResponse:
    """List the transition and settlement cases; without a choice those that run."""
    require_anywhere(request.user, Permission.PLAN_VIEW)
    office_ids = request.user.access.offices_with(Permission.PLAN_VIEW)
    supports = CommunitySupport.objects.visible_to(request.user).filter(office_id__in=office_ids)
    today = timezone.localdate()
    listed = SupportFilter(request.GET, queryset=supports, request=request, today=today)
    page = page_by_key(request, listed.qs.for_list(), listed=listed, order=("-starts_on", "-pk"))
    context = {"filter": listed, "page": page, "today": today}
    return render(request, "plans/support_list.html", context)


@require_GET
def client_community(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the stays and the supports of one person."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.PLAN_VIEW, client.office_id)
    audit.record(request.user, "support.viewed", client)
    today = timezone.localdate()
    stays = FacilityStay.objects.visible_to(request.user).filter(client=client)
    supports = CommunitySupport.objects.visible_to(request.user).filter(client=client)
    context = person_context(client, user=request.user, today=today, tab="plans") | {
        "stays": stays.order_by("-since_on", "-pk"),
        "supports": supports.for_list().order_by("-starts_on", "-pk"),
        "hints": running_settlement_hints(pk, today=today),
        "can_edit": can(request.user, Permission.PLAN_EDIT, client.office_id),
    }
    return render(request, "plans/client_community.html", context)


@require_GET
def support_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case: its plan, what was done, and for a settlement the line and the crisis plan."""
    support = _support(request, pk, Permission.PLAN_VIEW)
    audit.record(request.user, "support.viewed", support)
    today = timezone.localdate()
    around = person_context(support.client, user=request.user, today=today, tab="plans")
    context = around | support_page(support, all_entries="all" in request.GET)
    is_settling = not support.is_transition and support.ended_on is None
    context |= {
        "hints": settlement_hints(support.client_id, today=today, support=support)
        if is_settling
        else [],
        "newest": NEWEST,
        "can_edit": can(request.user, Permission.PLAN_EDIT, support.office_id),
    }
    return render(request, "plans/support_detail.html", context)


@require_http_methods(["GET", "POST"])
def support_create(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Start a transition or settlement case."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.PLAN_EDIT, client.office_id)
    today = timezone.localdate()
    stay = FacilityStay.objects.alive().going_on().filter(client=client).first()
    page = _page(request, client, kind, str(SupportKind(kind).label), today)
    if kind == SupportKind.SETTLEMENT:
        page["context"]["hints"] = settlement_hints(pk, today=today)
    return edit_page(
        request,
        SupportForm,
        key=f"client:{pk}:{kind}",
        label=f"{client.name}　{SupportKind(kind).label}",
        initial=_first_values(client, kind, stay),
        cancel_url=reverse("plans:client-community", args=[pk]),
        save=lambda form: actions.start_support(
            client, kind=kind, by=request.user, today=today, **form.cleaned_data
        ),
        **page,
    )


@require_http_methods(["GET", "POST"])
def support_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a case: period, line of contact, the day of leaving, the end."""
    support = _support(request, pk, Permission.PLAN_EDIT)
    today = timezone.localdate()
    return edit_page(
        request,
        SupportForm,
        key=f"support:{pk}",
        label=f"{support.client.name}　{support.get_kind_display()}",
        record=support,
        cancel_url=support.get_absolute_url(),
        save=lambda form: actions.change_support(
            support, by=request.user, version=form.version, today=today, **_kept(support, form)
        ),
        **_page(request, support.client, support.kind, support.get_kind_display(), today),
    )


@require_http_methods(["GET", "POST"])
def crisis_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the crisis plan (クライシスプラン) of a settlement case."""
    support = _support(request, pk, Permission.PLAN_EDIT, kind=SupportKind.SETTLEMENT)
    today = timezone.localdate()
    title = _("Crisis plan")
    page = _page(request, support.client, support.kind, title, today)
    page |= {"template": "plans/crisis_form.html", "form_kwargs": {"office": support.office}}
    lines = support.lines.values("name", "phone", "hours", "purpose")
    return edit_page(
        request,
        CrisisSheetForm,
        key=f"support:{pk}:crisis",
        label=f"{support.client.name}　{title}",
        record=support,
        rows={"lines": list(lines)},
        cancel_url=support.get_absolute_url(),
        save=lambda form: actions.write_crisis_sheet(
            support,
            by=request.user,
            version=form.version,
            lines=_rows(form.formsets["lines"].filled),
            **form.cleaned_data,
        ),
        **page,
    )


def _rows(filled: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in ("name", "phone", "hours", "purpose")} for row in filled]


def _first_values(client: Client, kind: str, stay: FacilityStay | None) -> dict[str, Any]:
    if kind == SupportKind.TRANSITION:
        return {"stay": stay.pk} if stay else {}
    office = client.office
    return {"day_phone": office.phone, "moved_to": client.address[:100]}


def _kept(support: CommunitySupport, form: SupportForm) -> dict[str, Any]:
    """What the form asks; the rules need the fields of the other kind as they are."""
    return {"ground": support.ground, "moved_on": support.moved_on} | form.cleaned_data


def _support(
    request: HttpRequest, pk: int, permission: Permission, **which: Any
) -> CommunitySupport:
    supports = CommunitySupport.objects.visible_to(request.user).filter(**which)
    supports = supports.select_related("client__office", "office", "worker", "stay")
    support = get_object_or_404(supports, pk=pk)
    require(request.user, permission, support.office_id)
    return support


def _page(
    request: HttpRequest, client: Client, kind: str, title: str, today: date
) -> dict[str, Any]:
    context = person_context(client, user=request.user, today=today, tab="plans")
    return {
        "template": "cases/person_form.html",
        "form_kwargs": {"office": client.office, "person": client, "kind": kind},
        "success": _("Saved."),
        "context": context | {"title": title},
    }

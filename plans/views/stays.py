"""The register of people in a hospital or facility who could leave (T-13)."""

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
from plans.filters_community import StayFilter
from plans.forms import StayForm
from plans.models import FacilityStay
from staffing import audit
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, require, require_anywhere
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("stay-list")
def stay_list(request: HttpRequest) -> HttpResponse:
    """List who could leave, the longest stay on top."""
    require_anywhere(request.user, Permission.PLAN_VIEW)
    office_ids = request.user.access.offices_with(Permission.PLAN_VIEW)
    stays = FacilityStay.objects.visible_to(request.user).filter(office_id__in=office_ids)
    today = timezone.localdate()
    listed = StayFilter(request.GET, queryset=stays, request=request, today=today)
    page = page_by_key(request, listed.qs.for_list(), listed=listed, order=("since_on", "pk"))
    context = {"filter": listed, "page": page, "today": today}
    return render(request, "plans/stay_list.html", context)


@require_http_methods(["GET", "POST"])
def stay_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Register that a person is in a hospital or facility and could leave."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.PLAN_EDIT, client.office_id)
    return edit_page(
        request,
        StayForm,
        key=f"client:{pk}:stay",
        label=_("%(name)s, stay in a hospital or facility") % {"name": client.name},
        save=lambda form: _saved(
            actions.register_stay(
                client, by=request.user, today=timezone.localdate(), **form.cleaned_data
            )
        ),
        **_page(request, client, _("Register a stay in a hospital or facility")),
    )


@require_http_methods(["GET", "POST"])
def stay_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change an entry: the wish as it is said today, or the end of the stay."""
    stays = FacilityStay.objects.visible_to(request.user).select_related("client__office")
    stay = get_object_or_404(stays, pk=pk)
    require(request.user, Permission.PLAN_EDIT, stay.office_id)
    if request.method == "GET":
        audit.record(request.user, "stay.viewed", stay)
    return edit_page(
        request,
        StayForm,
        key=f"stay:{pk}",
        label=_("%(name)s, stay in a hospital or facility") % {"name": stay.client.name},
        record=stay,
        save=lambda form: _saved(
            actions.change_stay(
                stay,
                by=request.user,
                version=form.version,
                today=timezone.localdate(),
                **form.cleaned_data,
            )
        ),
        **_page(request, stay.client, _("Stay in a hospital or facility")),
    )


def _saved(stay: FacilityStay) -> str:
    return reverse("plans:client-community", args=[stay.client_id])


def _page(request: HttpRequest, client: Client, title: str) -> dict[str, Any]:
    context = person_context(client, user=request.user, today=timezone.localdate(), tab="plans")
    return {
        "template": "cases/person_form.html",
        "form_kwargs": {"office": client.office},
        "cancel_url": reverse("plans:client-community", args=[client.pk]),
        "success": _("Saved."),
        "context": context | {"title": title},
    }

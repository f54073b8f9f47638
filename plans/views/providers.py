"""The office's list of service providers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.paging import page_by_key
from plans import actions
from plans.filters import ProviderFilter
from plans.forms import ProviderForm, RemovalForm
from plans.models import ServiceProvider, ServiceUsePlan
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page

#: So many plans that name a provider are listed.
NAMED = 30


@require_GET
@keeps_conditions("provider-list")
def provider_list(request: HttpRequest) -> HttpResponse:
    """List the providers of one's offices in 五十音 order."""
    require_anywhere(request.user, Permission.CLIENT_VIEW)
    providers = ProviderFilter(request.GET, queryset=_visible(request))
    rows = providers.qs.values("pk", "name", "name_kana", "phone", "contact_name", "note")
    page = page_by_key(request, rows, listed=providers, order=("name_kana", "name", "pk"))
    return render(request, "plans/provider_list.html", {"filter": providers, "page": page})


@require_http_methods(["GET", "POST"])
def provider_create(request: HttpRequest) -> HttpResponse:
    """Register a provider for the chosen office."""
    require(request.user, Permission.MASTERS_EDIT, request.office)
    return edit_page(
        request,
        ProviderForm,
        template="plans/provider_form.html",
        key="provider",
        label=_("New provider"),
        cancel_url=reverse("plans:provider-list"),
        success=_("Saved."),
        context={"title": _("Register a provider")},
        save=lambda form: _listed(
            actions.create_provider(request.office, by=request.user, **form.cleaned_data)
        ),
    )


@require_http_methods(["GET", "POST"])
def provider_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a provider's entry."""
    provider = get_object_or_404(_visible(request).select_related("office"), pk=pk)
    require(request.user, Permission.MASTERS_EDIT, provider.office_id)
    return edit_page(
        request,
        ProviderForm,
        template="plans/provider_form.html",
        key=f"provider:{pk}",
        label=provider.name,
        record=provider,
        form_kwargs={"office": provider.office},
        cancel_url=reverse("plans:provider-list"),
        success=_("Saved."),
        context={"title": _("Change the provider"), "provider": provider},
        save=lambda form: _listed(
            actions.change_provider(
                provider, by=request.user, version=form.version, **form.cleaned_data
            )
        ),
    )


@require_http_methods(["GET", "POST"])
def provider_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a provider from the list, with a reason; refused while a plan names it."""
    provider = get_object_or_404(_visible(request).select_related("office"), pk=pk)
    require(request.user, Permission.MASTERS_EDIT, provider.office_id)
    title = _("Delete the provider")
    return edit_page(
        request,
        RemovalForm,
        template="plans/provider_delete.html",
        key=f"provider:{pk}:delete",
        label=provider.name,
        cancel_url=reverse("plans:provider-edit", args=[pk]),
        submit_label=title,
        success=_("The provider was deleted. Plans that were agreed keep its name."),
        context={"title": title, "provider": provider, "naming": _naming(request, provider)},
        save=lambda form: _removed(request, provider, form),
    )


def _naming(request: HttpRequest, provider: ServiceProvider) -> list[ServiceUsePlan]:
    """The plans that stand in the way, as far as this reader may open them."""
    seen = actions.plans_naming(provider).visible_to(request.user)
    if not can(request.user, Permission.PLAN_VIEW, provider.office_id):
        return []
    return list(seen.select_related("client").order_by("client__name_kana", "pk")[:NAMED])


def _removed(request: HttpRequest, provider: ServiceProvider, form: RemovalForm) -> str:
    actions.remove_provider(provider, by=request.user, reason=form.cleaned_data["reason"])
    return reverse("plans:provider-list")


def _visible(request: HttpRequest):
    return ServiceProvider.objects.visible_to(request.user)


def _listed(_provider: ServiceProvider) -> str:
    return reverse("plans:provider-list")

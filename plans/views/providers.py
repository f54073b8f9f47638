"""The office's list of service providers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.paging import page_by_key
from plans import actions
from plans.filters import ProviderFilter
from plans.forms import ProviderForm
from plans.models import ServiceProvider
from staffing.permissions import Permission, require, require_anywhere
from staffing.sheets import edit_page


@require_GET
def provider_list(request: HttpRequest) -> HttpResponse:
    """List the providers of one's offices in 五十音 order."""
    require_anywhere(request.user, Permission.CLIENT_VIEW)
    providers = ProviderFilter(request.GET, queryset=_visible(request))
    rows = providers.qs.values("pk", "name", "name_kana", "phone", "contact_name", "note")
    page = page_by_key(request, rows, order=("name_kana", "name", "pk"))
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
        context={"title": _("Change the provider")},
        save=lambda form: _listed(
            actions.change_provider(
                provider, by=request.user, version=form.version, **form.cleaned_data
            )
        ),
    )


def _visible(request: HttpRequest):
    return ServiceProvider.objects.visible_to(request.user)


def _listed(_provider: ServiceProvider) -> str:
    return reverse("plans:provider-list")

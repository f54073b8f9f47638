"""Offices (S43) and what settings there are."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.paging import page_by_key
from staffing import actions
from staffing.filters import OfficeFilter
from staffing.forms import OfficeForm
from staffing.list_views import keeps_conditions
from staffing.models import Office
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page

SETTINGS_PERMISSIONS = (
    Permission.STAFF_VIEW,
    Permission.ACCOUNTS_MANAGE,
    Permission.HISTORY_VIEW,
)


@require_GET
def settings_index(request: HttpRequest) -> HttpResponse:
    """Show which settings there are for this user."""
    access = request.user.access
    if not any(access.holds(permission) for permission in SETTINGS_PERMISSIONS):
        raise PermissionDenied
    context = {
        "sees_history": access.holds(Permission.HISTORY_VIEW),
        "names_readers": access.holds(Permission.READERS_NAME),
        "edits_masters": access.holds(Permission.MASTERS_EDIT),
        "edits_reference": access.holds(Permission.REFERENCE_EDIT),
        "imports": access.holds(Permission.LIST_IMPORT),
        "sees_jobs": access.holds(Permission.JOBS_VIEW),
    }
    return render(request, "staffing/settings.html", context)


@require_GET
@keeps_conditions("office-list")
def office_list(request: HttpRequest) -> HttpResponse:
    """List one's offices; all of them for the administrator."""
    offices = Office.objects.visible_to(request.user).select_related("municipality", "corporation")
    listed = OfficeFilter(request.GET, queryset=offices, request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("name", "pk"))
    may_create = request.user.access.holds(Permission.ACCOUNTS_MANAGE)
    context = {"filter": listed, "page": page, "may_create": may_create}
    return render(request, "staffing/office_list.html", context)


@require_GET
def office_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an office's entry."""
    office = get_object_or_404(Office.objects.visible_to(request.user), pk=pk)
    context = {
        "shown": office,
        "designations": office.designations.order_by("kind"),
        "may_edit": _may_edit(request, office),
    }
    return render(request, "staffing/office_detail.html", context)


def _may_edit(request: HttpRequest, office: Office) -> bool:
    administers = request.user.access.holds(Permission.ACCOUNTS_MANAGE)
    return administers or can(request.user, Permission.OFFICE_EDIT, office)


@require_http_methods(["GET", "POST"])
def office_create(request: HttpRequest) -> HttpResponse:
    """Register an office."""
    require_anywhere(request.user, Permission.ACCOUNTS_MANAGE)
    return edit_page(
        request,
        OfficeForm,
        template="staffing/form_page.html",
        key="office:new",
        label=_("New office"),
        context={"title": _("New office")},
        cancel_url=reverse("staffing:office-list"),
        submit_label=_("Register"),
        save=lambda form: actions.create_office(by=request.user, **form.cleaned_data),
        success=_("Saved."),
    )


@require_http_methods(["GET", "POST"])
def office_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an office's entry."""
    office = get_object_or_404(Office.objects.visible_to(request.user), pk=pk)
    if not request.user.access.holds(Permission.ACCOUNTS_MANAGE):
        require(request.user, Permission.OFFICE_EDIT, office)
    return edit_page(
        request,
        OfficeForm,
        template="staffing/form_page.html",
        key=f"office:{pk}",
        label=_("Office"),
        record=office,
        context={"title": office.name},
        cancel_url=office.get_absolute_url(),
        save=lambda form: actions.change_office(
            office, by=request.user, version=form.version, **form.cleaned_data
        ),
        success=_("Saved."),
    )

"""不在: who is away when, entered by each person, or by whoever leads."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from config.common.paging import page_by_key
from staffing import actions
from staffing.filters import AbsenceFilter
from staffing.forms import AbsenceForm
from staffing.list_views import keeps_conditions
from staffing.models import Absence, User
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page


def _may_change(user: User, absence: Absence) -> bool:
    """The person, and those who lead the office."""
    is_own = absence.user_id == user.pk and can(user, Permission.LOG_WRITE, absence.office_id)
    return is_own or can(user, Permission.RECORD_APPROVE, absence.office_id)


@require_GET
@keeps_conditions("absence-list")
def absence_list(request: HttpRequest) -> HttpResponse:
    """List who is away from today on."""
    require_anywhere(request.user, Permission.LOG_WRITE)
    rows = Absence.objects.visible_to(request.user).select_related("user", "substitute")
    listed = AbsenceFilter(request.GET, queryset=rows, request=request)
    page = page_by_key(request, listed.qs, listed=listed, order=("started_on", "pk"))
    context = {
        "filter": listed,
        "page": page,
        "rows": [(absence, _may_change(request.user, absence)) for absence in page],
    }
    return render(request, "staffing/absence_list.html", context)


@require_http_methods(["GET", "POST"])
def absence_create(request: HttpRequest) -> HttpResponse:
    """Enter an absence at the chosen office."""
    office = request.office
    require(request.user, Permission.LOG_WRITE, office)

    def save(form: AbsenceForm) -> str:
        actions.enter_absence(office=office, by=request.user, **form.cleaned_data)
        return reverse("staffing:absence-list")

    return edit_page(
        request,
        AbsenceForm,
        template="staffing/form_page.html",
        key="absence:new",
        label=_("Enter an absence"),
        initial={"started_on": timezone.localdate()},
        cancel_url=reverse("staffing:absence-list"),
        success=_("The absence is entered."),
        context={"title": _("Enter an absence"), "subtitle": office.label},
        save=save,
    )


def _own(request: HttpRequest, pk: int) -> Absence:
    rows = Absence.objects.visible_to(request.user).select_related("office", "user")
    absence = get_object_or_404(rows, pk=pk)
    if not _may_change(request.user, absence):
        raise PermissionDenied
    return absence


@require_http_methods(["GET", "POST"])
def absence_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an absence."""
    absence = _own(request, pk)

    def save(form: AbsenceForm) -> str:
        actions.change_absence(absence, by=request.user, version=form.version, **form.cleaned_data)
        return reverse("staffing:absence-list")

    return edit_page(
        request,
        AbsenceForm,
        template="staffing/absence_form.html",
        key=f"absence:{pk}",
        label=_("Change the absence"),
        record=absence,
        form_kwargs={"office": absence.office},
        cancel_url=reverse("staffing:absence-list"),
        success=_("The absence is changed."),
        context={"title": _("Change the absence"), "absence": absence},
        save=save,
    )


@require_POST
def absence_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an absence back."""
    actions.remove_absence(_own(request, pk), by=request.user, reason=_("Cancelled"))
    messages.success(request, _("The absence is taken back."))
    return redirect("staffing:absence-list")

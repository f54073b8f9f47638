"""The units of the law (T-08): every row, a new one, and which months it changes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from config.common.paging import page_by_key
from reports.actions.fees import add_unit, rate_of, stored_rates, withdraw_unit
from reports.choices_claims import Variant
from reports.claims import fee_label
from reports.claims.changes import changes_by
from reports.filters_claims import FeeUnitFilter
from reports.forms.fees import FeeUnitForm
from reports.models import FeeUnit
from reports.rules.fees import Rate, first_open_month, other_variants
from staffing.list_views import keeps_conditions
from staffing.models import User
from staffing.permissions import Permission, require, require_anywhere
from staffing.saving import Refused
from staffing.sheets import edit_page, show_preview, tell_refusal


def _may_read(user: User) -> None:
    if not user.access.holds(Permission.CLAIM_CHECK):
        require_anywhere(user, Permission.REFERENCE_EDIT)


@require_GET
@keeps_conditions("fee-unit-list")
def fee_unit_list(request: HttpRequest) -> HttpResponse:
    """List the units of every fee with their dates, source and certainty."""
    _may_read(request.user)
    listed = FeeUnitFilter(request.GET, queryset=FeeUnit.objects.all(), request=request)
    page = page_by_key(
        request, listed.qs, listed=listed, order=("fee", "whom", "variant", "valid_from", "pk")
    )
    context = {
        "filter": listed,
        "page": page,
        "rows": [{"unit": row, "label": fee_label(row.fee, row.variant)} for row in page],
        "may_edit": request.user.access.holds(Permission.REFERENCE_EDIT),
    }
    return render(request, "reports/claims/units.html", context)


@require_GET
def fee_unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one row; while its months are not claimed, what it changes."""
    _may_read(request.user)
    unit = get_object_or_404(FeeUnit, pk=pk)
    today = timezone.localdate()
    is_open = unit.valid_from >= first_open_month(today)
    context: dict[str, Any] = {
        "unit": unit,
        "label": fee_label(unit.fee, unit.variant),
        "is_open": is_open,
        "may_edit": request.user.access.holds(Permission.REFERENCE_EDIT),
    }
    if is_open:
        context |= _preview(rate_of(unit))
    return render(request, "reports/claims/unit_detail.html", context)


def _preview(rate: Rate) -> dict[str, Any]:
    changes = changes_by(rate, today=timezone.localdate())
    before = changes.before and _words(changes.before)
    return {
        "shows_preview": True,
        "changes": changes,
        "rate": rate,
        "now": _words(rate),
        "before": before,
    }


def _words(rate: Rate) -> str:
    if rate.percent is None:
        return _("%(units)s units") % {"units": f"{rate.units:,}"}
    return f"{rate.percent.normalize():f} %"


@require_http_methods(["GET", "POST"])
def fee_unit_create(request: HttpRequest) -> HttpResponse:
    """Add the units of a rate from a month on."""
    require(request.user, Permission.REFERENCE_EDIT)
    title = _("Add a row to the units of the law")
    return edit_page(
        request,
        FeeUnitForm,
        template="reports/claims/unit_form.html",
        key="fee-unit:new",
        label=title,
        cancel_url=reverse("reports:fee-unit-list"),
        submit_label=_("Add the row"),
        context={"title": title},
        success=_("The row is added. A row that held until then ends on the day before."),
        save=lambda form: reverse(
            "reports:fee-unit-detail",
            args=[add_unit(by=request.user, today=form.today, **form.cleaned_data).pk],
        ),
    )


@require_POST
def fee_unit_preview(request: HttpRequest) -> HttpResponse:
    """Show which months a row would change, before it is added.

    As a page of its own it keeps a draft, because going back in the browser loses what was typed.
    """
    require(request.user, Permission.REFERENCE_EDIT)
    typed = FeeUnitForm(data=request.POST, today=timezone.localdate(), user=request.user)
    context: dict[str, Any] = {"shows_preview": False}
    if typed.tells_rate:
        context = _preview(typed.rate)
        others = other_variants(stored_rates(), typed.rate)
        context["others"] = "・".join(
            str(Variant(each).label) if each else _("One rate only") for each in others
        )
    else:
        context["problems"] = typed.typed_wrong
    return show_preview(
        request,
        context,
        part="reports/claims/_unit_preview.html",
        page="reports/claims/unit_preview.html",
    )


@require_POST
def fee_unit_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a row back whose months are not claimed yet."""
    require(request.user, Permission.REFERENCE_EDIT)
    unit = get_object_or_404(FeeUnit, pk=pk)
    try:
        withdraw_unit(unit, today=timezone.localdate(), by=request.user)
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect("reports:fee-unit-detail", pk=pk)
    messages.success(request, _("The row is withdrawn."))
    return redirect("reports:fee-unit-list")

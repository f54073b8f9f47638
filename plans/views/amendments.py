"""The table of standard intervals (T-06): every version, a coming one, and whom it changes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from config.common.paging import page_by_key
from plans.actions.amendments import add_interval, withdraw_interval
from plans.amendments import by_office, changes_by, named_for
from plans.choices_intervals import IntervalGroup
from plans.filters_intervals import IntervalFilter
from plans.forms.amendments import AmendmentForm
from plans.models import StandardInterval
from plans.rules import IntervalRow
from staffing.list_views import keeps_conditions
from staffing.models import User
from staffing.permissions import Permission, require, require_anywhere
from staffing.saving import Refused
from staffing.sheets import edit_page, show_preview, tell_refusal

#: So many people are named on a page; the numbers count all.
MOST_NAMED = 100


def _may_read(user: User) -> None:
    if not user.access.holds(Permission.PLAN_VIEW):
        require_anywhere(user, Permission.REFERENCE_EDIT)


@require_GET
@keeps_conditions("interval-list")
def interval_list(request: HttpRequest) -> HttpResponse:
    """List every row of the table in every version, with its source."""
    _may_read(request.user)
    today = timezone.localdate()
    listed = IntervalFilter(
        request.GET, queryset=StandardInterval.objects.all(), request=request, today=today
    )
    page = page_by_key(request, listed.qs, listed=listed, order=("group", "valid_from", "pk"))
    context = {
        "filter": listed,
        "page": page,
        "rows": [
            {
                "row": row,
                "group": IntervalGroup(row.group).label,
                "is_coming": row.valid_from > today,
                "is_over": row.valid_to is not None and row.valid_to < today,
            }
            for row in page
        ],
        "may_edit": request.user.access.holds(Permission.REFERENCE_EDIT),
    }
    return render(request, "plans/intervals/list.html", context)


@require_GET
def interval_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one row, and for a coming one who changes and when."""
    _may_read(request.user)
    row = get_object_or_404(StandardInterval, pk=pk)
    today = timezone.localdate()
    is_coming = row.valid_from > today
    context = {
        "row": row,
        "group": IntervalGroup(row.group).label,
        "is_coming": is_coming,
        "may_edit": request.user.access.holds(Permission.REFERENCE_EDIT),
    }
    if is_coming:
        names = ("group", "valid_from", "valid_to", "months", "months_65", "source")
        context |= _preview(IntervalRow(**{n: getattr(row, n) for n in names}), request.user)
    return render(request, "plans/intervals/detail.html", context)


def _preview(new: IntervalRow, user: User) -> dict[str, Any]:
    changes = changes_by(new)
    named = named_for(changes, user) if user.access.holds(Permission.PLAN_VIEW) else []
    return {
        "shows_preview": True,
        "number": len(changes),
        "offices": by_office(changes),
        "named": named[:MOST_NAMED],
        "more": max(0, len(named) - MOST_NAMED),
    }


@require_http_methods(["GET", "POST"])
def interval_create(request: HttpRequest) -> HttpResponse:
    """Add a coming version of one row."""
    require(request.user, Permission.REFERENCE_EDIT)
    title = _("Add an amendment of the standard intervals")
    return edit_page(
        request,
        AmendmentForm,
        template="plans/intervals/form.html",
        key="standard-interval:new",
        label=title,
        cancel_url=reverse("plans:interval-list"),
        submit_label=_("Add the amendment"),
        context={"title": title},
        success=_("The amendment is added. No existing schedule has changed."),
        save=lambda form: reverse(
            "plans:interval-detail",
            args=[add_interval(by=request.user, today=form.today, **form.cleaned_data).pk],
        ),
    )


@require_POST
def interval_preview(request: HttpRequest) -> HttpResponse:
    """Show whom an amendment would change, before it is added.

    As a page of its own it keeps a draft, because going back in the browser loses what was typed.
    """
    require(request.user, Permission.REFERENCE_EDIT)
    typed = AmendmentForm(data=request.POST, today=timezone.localdate(), user=request.user)
    # Where it is written comes last: whom a row changes is shown before that.
    context: dict[str, Any] = {"shows_preview": False, "problems": typed.typed_wrong}
    if not set(typed.errors) - {"source"}:
        context = _preview(typed.row, request.user)
    return show_preview(
        request, context, part="plans/intervals/_preview.html", page="plans/intervals/preview.html"
    )


@require_POST
def interval_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a coming version back."""
    require(request.user, Permission.REFERENCE_EDIT)
    row = get_object_or_404(StandardInterval, pk=pk)
    try:
        withdraw_interval(row, today=timezone.localdate(), by=request.user)
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect("plans:interval-detail", pk=pk)
    messages.success(request, _("The amendment is withdrawn."))
    return redirect("plans:interval-list")

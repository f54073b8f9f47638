"""What the office notified for its fees (体制等届出), behind the claim check."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.paging import page_by_key
from reports.actions.claims import add_notice, change_notice
from reports.choices_claims import OF_A_BASE, OF_PLACES, Fee
from reports.claims import fee_label
from reports.filters_claims import FeeNoticeFilter
from reports.forms.claims import NoticeForm
from reports.models import FeeNotice
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("fee-notice-list")
def fee_notice_list(request: HttpRequest) -> HttpResponse:
    """List what the office notified for its fees (体制等届出)."""
    require(request.user, Permission.CLAIM_CHECK, request.office)
    held = FeeNotice.objects.visible_to(request.user).filter(office=request.office)
    listed = FeeNoticeFilter(request.GET, queryset=held, request=request)
    page = page_by_key(
        request,
        listed.qs.select_related("person", "municipality"),
        listed=listed,
        order=("-started_on", "-pk"),
    )
    context = {
        "filter": listed,
        "page": page,
        "rows": [{"notice": row, "label": _label(row)} for row in page],
        "may_edit": can(request.user, Permission.OFFICE_EDIT, request.office),
    }
    return render(request, "reports/claims/notices.html", context)


def _label(notice: FeeNotice) -> str:
    if not notice.fee:
        return _("Yen a unit: %(price)s") % {"price": notice.unit_price}
    if notice.fee == Fee.PLAN:
        return _("Base fee %(rate)s") % {"rate": notice.get_variant_display()}
    if notice.fee in OF_A_BASE:
        return _("Part of a community base")
    if notice.fee in OF_PLACES:
        where = f"{notice.municipality or ''}{notice.places}"
        return f"{fee_label(notice.fee, notice.variant)}：{where}"
    return fee_label(notice.fee, notice.variant)


@require_http_methods(["GET", "POST"])
def fee_notice_create(request: HttpRequest) -> HttpResponse:
    """Register what the office notified."""
    require(request.user, Permission.OFFICE_EDIT, request.office)
    title = _("Register a notified system")
    return edit_page(
        request,
        NoticeForm,
        template="staffing/form_page.html",
        key=f"fee-notice:{request.office.pk}:new",
        label=title,
        form_kwargs={"office": request.office},
        cancel_url=reverse("reports:fee-notice-list"),
        submit_label=_("Register"),
        context={"title": title},
        success=_("Saved. What was notified of the same until then ends on the day before."),
        save=lambda form: add_notice(request.office, by=request.user, **form.cleaned_data),
    )


@require_http_methods(["GET", "POST"])
def fee_notice_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct or end a notified system."""
    notice = get_object_or_404(
        FeeNotice.objects.visible_to(request.user).select_related("office", "municipality"), pk=pk
    )
    require(request.user, Permission.OFFICE_EDIT, notice.office_id)
    title = _("Notified system")
    return edit_page(
        request,
        NoticeForm,
        template="staffing/form_page.html",
        key=f"fee-notice:{pk}",
        label=title,
        record=notice,
        form_kwargs={"office": notice.office},
        cancel_url=notice.get_absolute_url(),
        context={"title": title, "subtitle": _label(notice)},
        success=_("Saved."),
        save=lambda form: change_notice(
            notice, by=request.user, version=form.version, **form.cleaned_data
        ),
    )

"""担当件数 (S34): who has too many, against the standard of 35 and the quotient of 40."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.common.fiscal import add_months, month_of
from reports.caseload_page import NOBODY, office_page, region_page
from reports.caseload_records import Asked, records
from reports.choices import CaseloadPart
from reports.figures import office_caseload, region_caseload, region_offices
from reports.filters import CaseloadFilter, CaseloadRecordFilter
from staffing.models import Posting, User
from staffing.permissions import Permission, can, require

RECORDS_PER_PAGE = 200


@require_GET
def caseload(request: HttpRequest) -> HttpResponse:
    """Show one month's caseload: of the office's people, or of the region's offices."""
    user, office, today = request.user, request.office, timezone.localdate()
    listed = CaseloadFilter(
        request.GET, queryset=Posting.objects.visible_to(user), request=request, today=today
    )
    may_office = can(user, Permission.FIGURES_OFFICE, office)
    may_region = can(user, Permission.FIGURES_REGION, office)
    month = listed.chosen_month
    context = {"filter": listed, "month": month, "may_region": may_office and may_region}
    context["may_coverage"] = can(user, Permission.COVERAGE_VIEW, office)
    context |= _neighbours(month, month_of(today))
    if may_region and (listed.chosen.get("region") or not may_office):
        # Who sees no client file must not recognise a person from a small number.
        hides = not can(user, Permission.CLIENT_VIEW, office)
        context |= region_page(region_caseload(region_offices(office), month, hides=hides))
        return render(request, "reports/caseload_region.html", context)
    require(user, Permission.FIGURES_OFFICE, office)
    context |= office_page(
        office_caseload(office.pk, month, today=today),
        viewer_id=user.pk,
        may_see_all=can(user, Permission.CASELOAD_STAFF, office),
        sort=listed.chosen.get("sort") or "over",
    )
    return render(request, "reports/caseload.html", context)


def _neighbours(month, present) -> dict:
    following = add_months(month, 1)
    return {
        "previous_month": add_months(month, -1),
        "next_month": following if following <= present else None,
    }


@require_GET
def caseload_records(request: HttpRequest) -> HttpResponse:
    """List the records behind one number; the rows are as many as the number says."""
    user, office = request.user, request.office
    require(user, Permission.FIGURES_OFFICE, office)
    listed = CaseloadRecordFilter(
        request.GET,
        queryset=User.objects.none(),
        request=request,
        today=timezone.localdate(),
    )
    asked = _asked(listed, office.pk)
    may_see_all = can(user, Permission.CASELOAD_STAFF, office)
    if asked.worker not in (None, user) and not may_see_all:
        raise PermissionDenied
    rows, hidden = records(asked, user)
    page = Paginator(rows, RECORDS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": listed,
        "asked": asked,
        "page": page,
        "count": len(rows) + hidden,
        "hidden": hidden,
        "shows_worker": may_see_all and asked.worker is None and not asked.is_nobodys,
    }
    return render(request, "reports/caseload_records.html", context)


def _asked(listed: CaseloadRecordFilter, office_id: int) -> Asked:
    worker = listed.chosen.get("worker")
    return Asked(
        office_id=office_id,
        month=listed.chosen_month,
        today=listed.today,
        part=CaseloadPart(listed.chosen.get("of") or CaseloadPart.SERVED),
        worker=None if worker in (None, "", NOBODY) else worker,
        is_nobodys=worker == NOBODY,
        kind=listed.chosen.get("kind") or "",
    )

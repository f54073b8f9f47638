"""業務区分: contacts of each kind of work, by month for an office, by office for a region."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.common.fiscal import add_months, fiscal_range, fiscal_year, month_of
from config.common.tags import month_name
from config.common.wareki import fiscal_era_label, fiscal_label
from reports.category_page import region_page, year_page
from reports.figures import (
    category_region,
    category_year,
    region_offices,
    source_region,
    source_year,
)
from reports.filters import CategoryFilter
from staffing.models import Posting
from staffing.permissions import Permission, can, require


@require_GET
def category_figures(request: HttpRequest) -> HttpResponse:
    """Show an office's fiscal year, or one month of the region without people."""
    user, office, today = request.user, request.office, timezone.localdate()
    listed = CategoryFilter(
        request.GET, queryset=Posting.objects.visible_to(user), request=request, today=today
    )
    may_office = can(user, Permission.FIGURES_OFFICE, office)
    may_region = can(user, Permission.FIGURES_REGION, office)
    month, present = listed.chosen_month, month_of(today)
    context = {"filter": listed, "month": month, "may_region": may_office and may_region}
    if may_region and (listed.chosen.get("region") or not may_office):
        # Who sees no client file must not recognise a person from a small number.
        hides = not can(user, Permission.CLIENT_VIEW, office)
        offices = region_offices(office).filter(has_work_categories=True)
        following = add_months(month, 1)
        held = list(offices)
        counts = source_region(held, month, today=today)
        context |= region_page(category_region(held, month, hides=hides), counts)
        context |= {
            "region": True,
            "hides": hides,
            "previous_month": add_months(month, -1),
            "previous_label": month_name(add_months(month, -1)),
            "next_month": following if following <= present else None,
            "next_label": month_name(following),
        }
        return render(request, "reports/categories.html", context)
    require(user, Permission.FIGURES_OFFICE, office)
    year = fiscal_year(month)
    coming = fiscal_range(year + 1)[0]
    counts = source_year(office.pk, year, today=today)
    found = category_year(office.pk, year)
    context |= year_page(found, counts, office_id=office.pk, today=today)
    context |= {
        "year_label": fiscal_label(year),
        "is_used": office.has_work_categories,
        "previous_month": fiscal_range(year - 1)[0],
        "previous_label": fiscal_era_label(year - 1),
        "next_month": coming if coming <= present else None,
        "next_label": fiscal_era_label(year + 1),
    }
    return render(request, "reports/categories.html", context)

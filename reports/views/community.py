"""地域相談: transition and settlement, for an office by month, for a region by office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.common.fiscal import fiscal_range, fiscal_year, month_of
from config.common.wareki import fiscal_era_label, fiscal_label
from reports.community_page import community_region_page, community_year_page
from reports.figures import community_region, community_year, region_offices
from reports.filters import CategoryFilter
from staffing.models import Posting
from staffing.permissions import Permission, can, require


@require_GET
def community_figures(request: HttpRequest) -> HttpResponse:
    """Show a fiscal year of 地域相談 as the annual plan counts it."""
    user, office, today = request.user, request.office, timezone.localdate()
    listed = CategoryFilter(
        request.GET, queryset=Posting.objects.visible_to(user), request=request, today=today
    )
    may_office = can(user, Permission.FIGURES_OFFICE, office)
    may_region = can(user, Permission.FIGURES_REGION, office)
    year = fiscal_year(listed.chosen_month)
    coming = fiscal_range(year + 1)[0]
    context = {
        "filter": listed,
        "month": listed.chosen_month,
        "year_label": fiscal_label(year),
        "may_region": may_office and may_region,
        "previous_month": fiscal_range(year - 1)[0],
        "previous_label": fiscal_era_label(year - 1),
        "next_month": coming if coming <= month_of(today) else None,
        "next_label": fiscal_era_label(year + 1),
    }
    if may_region and (listed.chosen.get("region") or not may_office):
        # Who sees no client file must not recognise a person from a small number.
        hides = not can(user, Permission.CLIENT_VIEW, office)
        offices = list(region_offices(office))
        context |= community_region_page(community_region(offices, year, until=today, hides=hides))
        context |= {"region": True, "hides": hides}
    else:
        require(user, Permission.FIGURES_OFFICE, office)
        found = community_year(office.pk, year, until=today)
        context |= community_year_page(found, month_of(today))
    return render(request, "reports/community.html", context)

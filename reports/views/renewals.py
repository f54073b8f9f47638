"""更新の見通し: whose decision ends when for an office, how many of each office for a region."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from config.common.fiscal import month_end
from config.common.paging import page_by_key
from config.common.tags import month_name
from config.common.wareki import month_label
from reports.community_page import UNSEEN
from reports.figures import ending_decisions, region_offices, renewals_by_worker, renewals_in_region
from reports.figures.renewals import renewal_months
from reports.filters_renewals import RenewalFilter
from staffing.permissions import Permission, can, require


@require_GET
def renewal_figures(request: HttpRequest) -> HttpResponse:
    """Show the renewals of the next twelve months."""
    user, office, today = request.user, request.office, timezone.localdate()
    months = renewal_months(today)
    may_office = can(user, Permission.FIGURES_OFFICE, office) and can(
        user, Permission.PLAN_VIEW, office
    )
    may_region = can(user, Permission.FIGURES_REGION, office)
    is_region = may_region and (request.GET.get("region") == "true" or not may_office)
    if not is_region:
        require(user, Permission.FIGURES_OFFICE, office)
        require(user, Permission.PLAN_VIEW, office)
    last = month_end(months[-1])
    decisions = ending_decisions([office.pk] if office else [], months[0], last)
    decisions = decisions.visible_to(user)
    listed = RenewalFilter(request.GET, queryset=decisions, request=request, today=today)
    context = {"filter": listed, "may_region": may_office and may_region, "region": is_region}
    if is_region:
        # Who sees no client file must not recognise a person from a small number.
        hides = not can(user, Permission.CLIENT_VIEW, office)
        offices = list(region_offices(office))
        rows = renewals_in_region(offices, today, hides=hides)
        context |= {
            "hides": hides,
            "columns": [office.label for office in offices],
            "rows": [
                {
                    "name": month_label(month),
                    "cells": [_seen(count) for count in (*row.cells, row.total)],
                }
                for month, row in zip(months, rows, strict=True)
            ],
        }
    else:
        page = page_by_key(request, listed.qs.select_related("client"), order=("ends_on", "pk"))
        context |= {
            "page": page,
            "columns": [month_name(month) for month in months],
            "rows": [
                {
                    "name": row.name or _("Nobody in charge"),
                    "cells": [
                        *(
                            {"label": f"{count:,}", "url": _url(month, row.key) if count else ""}
                            for month, count in zip(months, row.cells, strict=True)
                        ),
                        {"label": f"{row.total:,}", "url": ""},
                    ],
                }
                for row in renewals_by_worker(office.pk, today)
            ],
            "today": today,
        }
    return render(request, "reports/renewals.html", context)


def _seen(count: int | None) -> dict[str, str]:
    return {"label": UNSEEN if count is None else f"{count:,}", "url": ""}


def _url(month, worker: int | None) -> str:
    query = {"month": f"{month:%Y-%m}", "worker": worker or "none"}
    return f"{reverse('reports:renewal-figures')}?{urlencode(query)}#people"

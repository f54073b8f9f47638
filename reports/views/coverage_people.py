"""Who falls out of 計画作成率 and セルフプラン率: no record says which municipality decided."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.models import Client
from config.common.fiscal import month_end
from reports.figures import people_left_out, region_offices
from reports.filters import CategoryFilter
from reports.rules.small_cells import is_small
from staffing.models import Office, Posting, User
from staffing.permissions import Permission, can, require

PER_PAGE = 200


def left_out_note(user: User, office: Office, day: date, *, hides: bool) -> dict[str, Any]:
    """Return how many people the rates of a day leave out.

    Whoever looks at a region reads the number of its offices, small ones only where nothing is
    hidden; whoever may see people gets the way to the list of those of the own office.
    """
    offices, is_region = [office.pk], can(user, Permission.FIGURES_REGION, office)
    own = people_left_out(offices, day).count() if can(user, Permission.PLAN_VIEW, office) else 0
    number = own
    if is_region:
        number = people_left_out(region_offices(office).values("pk"), day).count()
    return {
        "day": day,
        "number": None if is_region and hides and is_small(number) else number,
        "is_region": is_region,
        "own": own,
        "url": f"{reverse('reports:coverage-left-out')}?month={day:%Y-%m}" if own else "",
    }


@require_GET
def coverage_left_out(request: HttpRequest) -> HttpResponse:
    """List the people of the own office whom the rates of a month leave out."""
    user, office, today = request.user, request.office, timezone.localdate()
    require(user, Permission.COVERAGE_VIEW, office)
    require(user, Permission.PLAN_VIEW, office)
    listed = CategoryFilter(
        request.GET, queryset=Posting.objects.visible_to(user), request=request, today=today
    )
    day = min(month_end(listed.chosen_month), today)
    everybody = people_left_out([office.pk], day)
    seen = Client.objects.visible_to(user).filter(pk__in=everybody.values("pk"))
    page = Paginator(seen.with_worker().by_kana(), PER_PAGE).get_page(request.GET.get("page"))
    number = everybody.count()
    context = {
        "day": day,
        "page": page,
        "number": number,
        # A restricted file counts, but is no more than a number for the others.
        "hidden": number - page.paginator.count,
        "can_edit": can(user, Permission.CLIENT_EDIT, office),
    }
    return render(request, "reports/coverage_left_out.html", context)

"""Who is seconded where, and until when (出向, C-02)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.filters import SecondmentFilter
from cases.secondments import secondments
from config.common.paging import page_by_key
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, require_anywhere

ASSIGN = Permission.CASE_ASSIGN


@require_GET
@keeps_conditions("secondment-list")
def secondment_list(request: HttpRequest) -> HttpResponse:
    """List who is seconded where, with the day of return and the cases to be given back."""
    require_anywhere(request.user, ASSIGN)
    today = timezone.localdate()
    rows = secondments(request.user).select_related("user", "office", "home_corporation")
    listed = SecondmentFilter(request.GET, queryset=rows, request=request, today=today)
    page = page_by_key(request, listed.qs, listed=listed, order=("-started_on", "-pk"))
    mine = request.user.access.offices_with(ASSIGN)
    context = {"filter": listed, "page": page, "mine": mine, "today": today}
    return render(request, "cases/secondment_list.html", context)

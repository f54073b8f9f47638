"""Who is seconded where, and until when (出向, C-02)."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.filters import SecondmentFilter
from cases.models import Case
from config.common.paging import page_by_key
from staffing.list_views import keeps_conditions
from staffing.models import Posting, User
from staffing.permissions import Permission, require_anywhere

ASSIGN = Permission.CASE_ASSIGN


def secondments(user: User) -> QuerySet:
    """The secondments to one's offices, and those of one's corporations' people elsewhere.

    `cases_number` are the open cases in charge; of another office's cases there is no number.
    """
    mine = user.access.offices_with(ASSIGN)
    homes = {o.corporation_id for o in user.access.offices if o.pk in mine and o.corporation_id}
    cases = Case.objects.visible_to(user).open()
    held = cases.filter(office=OuterRef("office"), worker=OuterRef("user")).order_by()
    number = held.values("worker").annotate(number=Count("*")).values("number")
    rows = Posting.objects.filter(deleted_at=None).exclude(home_corporation=None)
    rows = rows.filter(Q(office_id__in=mine) | Q(home_corporation_id__in=homes))
    return rows.annotate(cases_number=Coalesce(Subquery(number), 0))


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

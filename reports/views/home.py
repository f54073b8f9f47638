"""ホーム（今日のしごと, S02): what must be done today, what is late, and the lists behind it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.common.paging import page_by_key
from reports.deadline_rows import ORDER, deadline_row, with_facts
from reports.filters import asked_deadline, shows_own
from reports.home.page import home_page
from reports.home.scope import Scope
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, require

MINE, TEAM = "mine", "team"


def _scope(request: HttpRequest) -> Scope:
    return Scope(request.user, request.office, timezone.localdate(), is_own=shows_own(request))


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the day of the signed-in person, or of the team."""
    return render(request, "reports/home.html", home_page(_scope(request)))


@require_GET
@keeps_conditions("deadline-list")
def deadline_list(request: HttpRequest) -> HttpResponse:
    """List the rows behind one line of 期限に注意."""
    scope = _scope(request)
    require(request.user, Permission.LOG_WRITE, request.office)
    listed = asked_deadline(request, today=scope.today)
    deadline = listed.deadline
    page = page_by_key(
        request,
        with_facts(deadline, listed.qs),
        listed=listed,
        order=ORDER[deadline],
        anchors=listed.queryset,
    )
    context = {
        "filter": listed,
        "page": page,
        "rows": [deadline_row(deadline, row, scope.today) for row in page],
        "deadline": deadline,
        "view": MINE if scope.is_own else TEAM,
        "deadlines": listed.deadlines,
        "scope": scope,
    }
    return render(request, "reports/deadline_list.html", context)

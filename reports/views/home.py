"""ホーム（今日のしごと, S02): what must be done today, what is late, and the lists behind it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config.common.paging import page_by_key
from reports.choices import Deadline
from reports.deadline_rows import ORDER, deadline_row, with_facts
from reports.figures import deadline_sets
from reports.filters import DeadlineFilter
from reports.home.page import home_page
from reports.home.scope import Scope
from staffing.permissions import Permission, require

MINE, TEAM = "mine", "team"


def _scope(request: HttpRequest) -> Scope:
    """Own or team: as the address says, else as the person prefers."""
    chosen = request.GET.get("view") or request.user.preferences.get("view")
    return Scope(request.user, request.office, timezone.localdate(), is_own=chosen != TEAM)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the day of the signed-in person, or of the team."""
    return render(request, "reports/home.html", home_page(_scope(request)))


@require_GET
def deadline_list(request: HttpRequest) -> HttpResponse:
    """List the rows behind one line of 期限に注意."""
    scope = _scope(request)
    require(request.user, Permission.LOG_WRITE, request.office)
    sets = deadline_sets(scope.user, scope.today, is_own=scope.is_own, office_id=scope.office_id)
    asked = request.GET.get("of")
    deadline = next((each for each in sets if each == asked), next(iter(sets)))
    listed = DeadlineFilter(request.GET, queryset=sets[deadline], request=request)
    page = page_by_key(request, with_facts(deadline, listed.qs), order=ORDER[deadline])
    context = {
        "filter": listed,
        "page": page,
        "rows": [deadline_row(deadline, row, scope.today) for row in page],
        "deadline": Deadline(deadline),
        "view": MINE if scope.is_own else TEAM,
        "deadlines": list(sets),
        "scope": scope,
    }
    return render(request, "reports/deadline_list.html", context)

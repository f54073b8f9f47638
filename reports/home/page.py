"""The whole home page: which blocks a person gets, and how many rows fit on one screen."""

from typing import Any

from django.utils import timezone

from cases.recent import Desk
from reports.home import agenda, deadlines, monitoring, tiles
from reports.home.scope import Scope
from staffing.permissions import Permission
from staffing.work import late_jobs

#: Rows of the three lists together; at 1366×768 the page ends where the screen does.
ROWS = 9
MOST_APPOINTMENTS, MOST_MONTHS, FEWEST_CONTACTS = 4, 4, 2
MOST_FOLLOWING = 3
NOTICES = 3


def home_page(scope: Scope) -> dict[str, Any]:
    """Return the context of the home page, the blocks of the person's permissions only."""
    counted = deadlines.counts(scope)
    served = tiles.Served(scope, counted)
    desk = Desk(scope.user, scope.user.access.holds(Permission.LOG_WRITE), notices_shown=NOTICES)
    context = {"scope": scope, "counts": counted, "desk": desk}
    if scope.can(Permission.LOG_WRITE):
        context |= _day(scope, served)
    if scope.can(Permission.FIGURES_REGION):
        hides = not scope.can(Permission.CLIENT_VIEW)
        context["region"] = tiles.region_load(scope, served, hides=hides)
    if scope.can(Permission.SUBMISSION_RECEIVE):
        context["town_desk"] = tiles.town_desk(scope)
    context["late_jobs"] = late_jobs(timezone.now())
    if scope.user.is_administrator:
        context["accounts"] = counted.accounts
    return context


def _day(scope: Scope, served: tiles.Served) -> dict[str, Any]:
    today = agenda.appointments(scope)
    context: dict[str, Any] = {
        "appointments": today[:MOST_APPOINTMENTS],
        "appointments_more": max(0, len(today) - MOST_APPOINTMENTS),
        "appointments_number": len(today),
    }
    used = min(len(today), MOST_APPOINTMENTS)
    if scope.can(Permission.MONITORING_VIEW):
        board = monitoring.month_board(scope)
        context |= {
            "months": board,
            "month_rows": board.rows[:MOST_MONTHS],
            "following": board.following[:MOST_FOLLOWING],
            "following_more": max(0, len(board.following) - MOST_FOLLOWING),
        }
        used += min(len(board.rows), MOST_MONTHS) + bool(board.following)
    context["contacts"] = agenda.recent_contacts(scope, max(FEWEST_CONTACTS, ROWS - used))
    return context | _load(scope, served)


def _load(scope: Scope, served: tiles.Served) -> dict[str, Any]:
    """Return one's own tile; for whoever leads the team's, also when they serve nobody."""
    if scope.is_own and scope.can(Permission.CASELOAD_OWN):
        own = tiles.own_load(scope, served)
        if own["load"].served or own["load"].average or not scope.can(Permission.CASELOAD_STAFF):
            return {"own": own}
    if scope.can(Permission.CASELOAD_STAFF):
        return {"team": tiles.team_load(scope, served)}
    return {"own": tiles.own_load(scope, served)} if scope.can(Permission.CASELOAD_OWN) else {}

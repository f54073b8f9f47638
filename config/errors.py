"""Pages for what goes wrong outside the views, and for a database or disk that takes nothing."""

import logging
import sys

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from config.common.storing import error_name, has_no_room, is_away
from staffing.sheets.kept import kept_input

logger = logging.getLogger("tsunagi.request")

NO_ROOM, AWAY = 507, 503
#: Seconds after which asking again is worth it.
RETRY_AFTER = {NO_ROOM: 60, AWAY: 5}
#: What the operator reads in the log.
WORDS = {NO_ROOM: "nothing can be stored", AWAY: "database"}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long; what was typed is still in the draft."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it failed and under which number; asks nothing of a database that may be down."""
    if response := not_now(request, sys.exc_info()[1]):
        return response
    return HttpResponseServerError(render_to_string("500.html", _context(request)))


def not_now(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """Return the page for a full disk (507) or a database that is away (503), else None.

    Both say that nothing was saved, show what was typed, and offer to send it again.
    """
    status = NO_ROOM if error and has_no_room(error) else AWAY
    if error is None or (status == AWAY and not is_away(error)):
        return None
    logger.error("%s: %s", WORDS[status], error_name(error), extra={"request": request})
    context = _context(request) | {"kept": kept_input(request)}
    response = HttpResponse(render_to_string(f"{status}.html", context), status=status)
    response["Retry-After"] = str(RETRY_AFTER[status])
    response._has_been_logged = True  # Django's own mark: one failure, one line
    return response


def _context(request: HttpRequest) -> dict:
    return {"request_id": getattr(request, "request_id", "")}

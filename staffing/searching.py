"""Search texts kept on the server, so that no name stands in an address or a log."""

import re
import secrets
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from config.common.columns import CLEAR, SHAPE
from config.common.filtering import ListFilter
from config.common.prepared import prepared
from staffing.models import SearchTicket, User

LIFETIME = timedelta(hours=12)
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,24}")


def issue_ticket(user: User, text: str, *, now: datetime) -> str:
    """Keep a search text and return the short-lived token that stands for it."""
    SearchTicket.objects.filter(user=user, created_at__lt=now - LIFETIME).delete()
    ticket = SearchTicket.objects.create(
        token=secrets.token_urlsafe(12), user=user, text=text.replace("\x00", "").strip()[:100]
    )
    return ticket.token


def open_searched(
    request: HttpRequest, url_name: str, filter_class: type[ListFilter]
) -> HttpResponse:
    """Open a list with the posted conditions; the text goes behind a ticket, not into the URL."""
    query = QueryDict(mutable=True)
    for name in (*filter_class.base_filters, *SHAPE):
        if values := [value for value in request.POST.getlist(name) if value]:
            query.setlist(name, values)
    query.pop("s", None)
    if text := request.POST.get("q", "").strip():
        query["s"] = issue_ticket(request.user, text, now=timezone.now())
    return redirect(f"{reverse(url_name)}?{query.urlencode() or CLEAR}")


def ticket_text(user: User, token: str) -> str:
    """Return the text of one's own ticket; "" for another's, an old or an unknown one."""
    is_token = bool(TOKEN.fullmatch(token or ""))
    since = timezone.now() - LIFETIME
    found = _texts(user_key=user.pk, token=token, since=since) if is_token else ()
    return next(iter(found), "")


@prepared
def _texts(*, user_key: int, token: str, since: datetime) -> QuerySet:
    held = SearchTicket.objects.filter(user_id=user_key, token=token, created_at__gte=since)
    return held.values_list("text", flat=True)

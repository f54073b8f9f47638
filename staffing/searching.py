"""Search texts kept on the server, so that no name stands in an address or a log."""

import re
import secrets
from datetime import datetime, timedelta

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


def ticket_text(user: User, token: str) -> str:
    """Return the text of one's own ticket; "" for another's, an old or an unknown one."""
    is_token = bool(TOKEN.fullmatch(token or ""))
    ticket = SearchTicket.objects.filter(user=user, token=token).first() if is_token else None
    return ticket.text if ticket else ""

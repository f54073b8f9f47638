"""Verbs on one's own calendar feed: make a new address, revoke it, note that it was read."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from monitoring.models import CalendarFeed
from staffing import audit
from staffing.models import User

#: 256 random bits: nobody finds an address by trying.
TOKEN_BYTES = 32
#: A calendar asks every few minutes; once an hour is enough to know that it does.
READ_STEP = timedelta(hours=1)


def digest_of_token(token: str) -> str:
    """Return what the table keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(user: User, *, now: datetime) -> str:
    """Make a new address and return its token; an older one stops working."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    values = {"digest": digest_of_token(token), "made_at": now, "read_at": None}
    feed, _is_new = CalendarFeed.objects.update_or_create(user=user, defaults=values)
    audit.record(user, "feed.made", feed)
    return token


@transaction.atomic
def revoke_feed(user: User) -> None:
    """Let nobody read one's calendar any more."""
    for feed in CalendarFeed.objects.filter(user=user):
        audit.record(user, "feed.revoked", feed)
        feed.delete()


def note_read(feed: CalendarFeed, *, now: datetime) -> None:
    """Note that a calendar was read, to the hour."""
    if feed.read_at is None or now - feed.read_at > READ_STEP:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)

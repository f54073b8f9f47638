"""Verbs on notices."""

from datetime import datetime

from django.db import transaction

from staffing.models import Notice, User


@transaction.atomic
def notify(
    recipient: User, *, key: str, kind: str, text: str, url: str = "", client_id: int | None = None
) -> bool:
    """Put a notice into a person's list once per key; returns whether it is new.

    `client_id` is the person it speaks of: who may no longer know of the person loses it.
    """
    values = {"kind": kind, "text": text[:200], "url": url, "client_id": client_id}
    _notice, is_new = Notice.objects.get_or_create(recipient=recipient, key=key, defaults=values)
    return is_new


def read_notices(ids: list[int], *, by: User, now: datetime) -> None:
    """Mark one's notices as read."""
    Notice.objects.filter(pk__in=ids, recipient=by, read_at=None).update(read_at=now)

"""Files a user opened lately, for the side navigation."""

from datetime import datetime

from django.db import OperationalError

from cases.models import Client, RecentClient
from config.common.storing import has_no_room
from staffing.models import User

SHOWN = 8


def recent_clients(user: User) -> list[dict[str, str]]:
    """Return {name, url} of the last eight files, as far as the user may still see them."""
    rows = (
        Client.objects.visible_to(user)
        .filter(openings__user=user)
        .order_by("-openings__opened_at")
        .only("name")[:SHOWN]
    )
    return [{"name": client.name, "url": client.get_absolute_url()} for client in rows]


def remember(user: User, client: Client, *, now: datetime) -> None:
    """Note that the user opened this file now; a full disk keeps nobody from reading it."""
    try:
        RecentClient.objects.update_or_create(user=user, client=client, defaults={"opened_at": now})
    except OperationalError as problem:
        if not has_no_room(problem):
            raise

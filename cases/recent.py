"""What the frame of every page shows of a person's desk: unread notices, files opened lately."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import OperationalError
from django.db.models import Count, DateTimeField, Value
from django.urls import reverse

from cases.models import Client, RecentClient
from config.common.storing import has_no_room
from staffing.models import Notice, User

SHOWN = 8


@dataclass
class Desk:
    """One query when a page first asks: a part of a page, or a file, asks nothing."""

    user: User
    may_log: bool

    @cached_property
    def _found(self) -> list[tuple[datetime | None, int, str]]:
        unread = (
            Notice.objects.visible_to(self.user)
            .filter(read_at=None)
            .order_by()
            .values(opened_at=Value(None, DateTimeField()))
            .annotate(number=Count("pk"), label=Value(""))
            .values_list("opened_at", "number", "label")
        )
        if not self.may_log:
            return list(unread)
        newest = RecentClient.objects.filter(user=self.user).order_by("-opened_at")[:SHOWN]
        recent = Client.objects.visible_to(self.user).filter(openings__in=newest)
        files = recent.values_list("openings__opened_at", "pk", "name")
        return list(files.union(unread, all=True))

    @property
    def unread(self) -> int:
        """How many notices the person has not read."""
        return sum(number for opened_at, number, _name in self._found if opened_at is None)

    @property
    def recent(self) -> list[dict[str, str]]:
        """{name, url} of the last eight files, as far as the person may still see them."""
        files = sorted((row for row in self._found if row[0]), reverse=True)
        return [
            {"name": name, "url": reverse("cases:client-detail", args=[pk])}
            for _opened_at, pk, name in files
        ]


def remember(user: User, client: Client, *, now: datetime) -> None:
    """Note that the user opened this file now; a full disk keeps nobody from reading it."""
    try:
        RecentClient.objects.bulk_create(
            [RecentClient(user=user, client=client, opened_at=now)],
            update_conflicts=True,
            unique_fields=["user", "client"],
            update_fields=["opened_at"],
        )
    except OperationalError as problem:
        if not has_no_room(problem):
            raise

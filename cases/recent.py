"""What the frame of every page shows of a person's desk: unread notices, files opened lately."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import OperationalError
from django.db.models import Count, DateTimeField, Q, QuerySet, Value
from django.urls import reverse

from cases.models import Client, RecentClient
from config.common.bulk import insert_row
from config.common.keys import key_url
from config.common.storing import has_no_room
from staffing.asking import prepared_for_user
from staffing.models import Notice, User

SHOWN = 8


FILE, UNREAD, NOTICE = "file", "unread", "notice"


@prepared_for_user
def _desk_rows(user: User, may_log: bool, notices_shown: int) -> QuerySet:  # noqa: FBT001
    notices = Notice.objects.visible_to(user).order_by()
    nothing = Value(None, DateTimeField())
    number = notices.filter(read_at=None).values(alike=Value(1))
    parts = [
        number.annotate(number=Count("pk")).values_list(
            Value(UNREAD),
            nothing,
            "number",
            Value(""),
            Value(True),  # noqa: FBT003
        )
    ]
    if notices_shown:
        newest = Notice.objects.visible_to(user).order_by("-pk")[:notices_shown]
        is_new = Q(read_at=None)
        shown = notices.filter(pk__in=newest.values("pk"))
        parts.append(shown.values_list(Value(NOTICE), "created_at", "pk", "text", is_new))
    if may_log:
        opened = RecentClient.objects.filter(user=user).order_by("-opened_at")[:SHOWN]
        files = Client.objects.visible_to(user).filter(openings__in=opened)
        columns = (Value(FILE), "openings__opened_at", "pk", "name", Value(False))  # noqa: FBT003
        parts.insert(0, files.values_list(*columns))
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


@dataclass
class Desk:
    """What lies on it, in one query when a page first asks; a part of a page asks nothing.

    `notices_shown` newest notices come along where the page lists them.
    """

    user: User
    may_log: bool
    notices_shown: int = 0

    @cached_property
    def _found(self) -> dict[str, list[tuple]]:
        """The rows (moment, key or number, words, is it new) of each kind, the newest first."""
        rows = _desk_rows(self.user, self.may_log, self.notices_shown)
        found: dict[str, list[tuple]] = {FILE: [], UNREAD: [], NOTICE: []}
        for kind, *values in rows:
            found[kind].append(tuple(values))
        return found

    @property
    def unread(self) -> int:
        """How many notices the person has not read."""
        return sum(number for _at, number, _words, _new in self._found[UNREAD])

    @property
    def recent(self) -> list[dict[str, str]]:
        """{name, url} of the last eight files, as far as the person may still see them."""
        url = key_url("cases:client-detail")
        return [
            {"name": name, "url": url(pk)}
            for _at, pk, name, _new in sorted(self._found[FILE], reverse=True)
        ]

    @property
    def notices(self) -> list[dict[str, Any]]:
        """The newest notices with their addresses."""
        rows = sorted(self._found[NOTICE], key=lambda row: row[1], reverse=True)
        return [
            {
                "pk": pk,
                "text": text,
                "created_at": at,
                "is_new": is_new,
                "url": reverse("staffing:notice-open", args=[pk]),
            }
            for at, pk, text, is_new in rows
        ]


def remember(user: User, client: Client, *, now: datetime) -> None:
    """Note that the user opened this file now; a full disk keeps nobody from reading it."""
    try:
        opened = RecentClient(user=user, client=client, opened_at=now)
        insert_row(opened, unique=("user", "client"))
    except OperationalError as problem:
        if not has_no_room(problem):
            raise

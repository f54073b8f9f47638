"""Saved conditions of lists (保存した条件): ready ones, one's own, the office's; the last state.

An app declares its list once. A saved condition is the query of its address without personal data:
texts that were searched, single people and days never stand in it. They lie with the person and the
office, whose rows every page has anyway.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from config.common.columns import CLEAR, PAGING, SHAPE
from config.common.filtering import ListFilter
from config.common.storing import has_no_room
from staffing.actions.list_views import remember_last
from staffing.models import User
from staffing.permissions import Permission, can

#: What is no condition to keep: a text and its ticket, a person, days, the page.
NEVER = frozenset({"s", "q", "client", "week", "month", "day", "since", "until", *PAGING})


@dataclass(frozen=True)
class KeptList:
    """A list that has saved conditions: those of its filter, and the ready-made ones.

    `more` are names of its address that are no field of the filter.
    """

    url_name: str
    title: str
    filter: type[ListFilter]
    more: Sequence[str] = ()
    #: (label, query of a user) of the conditions everybody has.
    ready: Sequence[tuple[str, Callable[[User], str]]] = ()

    @property
    def key(self) -> str:
        """Its name in addresses and with people: that of its address without the app."""
        return self.url_name.partition(":")[2]

    @property
    def names(self) -> tuple[str, ...]:
        """What of its address may be kept."""
        asked = (*self.filter.base_filters, *self.more, *SHAPE)
        return tuple(name for name in asked if name not in NEVER)


@dataclass(frozen=True)
class Shown:
    """One saved condition as a list offers it."""

    name: str
    query: str
    is_current: bool
    is_default: bool


_lists: dict[str, KeptList] = {}


def keep_list(kept: KeptList) -> None:
    """Register a list."""
    _lists[kept.key] = kept


def kept_lists() -> list[KeptList]:
    """All lists with saved conditions."""
    return list(_lists.values())


def find_list(key: str) -> KeptList | None:
    """The list of a key, if there is one."""
    return _lists.get(key)


def conditions(kept: KeptList, asked: QueryDict) -> str:
    """Return the part of an address that may be kept, in the order of the filter."""
    query = QueryDict(mutable=True)
    for name in kept.names:
        if values := [each for each in asked.getlist(name) if each]:
            query.setlist(name, values)
    return query.urlencode()


def _conditions_alone(kept: KeptList, asked: QueryDict) -> str:
    query = QueryDict(conditions(kept, asked), mutable=True)
    for name in SHAPE:
        query.pop(name, None)
    return query.urlencode()


def shown_views(request: HttpRequest, key: str) -> list[Shown]:
    """The saved conditions a list offers: ready-made, the office's, one's own."""
    kept, user = _lists[key], request.user
    state = user.list_views.get(key, {})
    now = {conditions(kept, request.GET), _conditions_alone(kept, request.GET)}
    default = state.get("default")
    pairs = [(str(label), query(user)) for label, query in kept.ready]
    for rows in (
        (request.office.list_views.get(key, []) if request.office else []),
        state.get("saved", []),
    ):
        pairs += [(row["name"], row["query"]) for row in rows]
    return [
        Shown(name, query or CLEAR, query in now, bool(query) and query == default)
        for name, query in pairs
    ]


def keeps_conditions(key: str) -> Callable:
    """Open a list as it is wanted: with the default condition, else as it was left.

    Only on pages of a chosen office: an administrator has none and keeps no conditions.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "GET" and request.office:
                if query := _arrive(request, _lists[key]):
                    return redirect(f"{reverse(_lists[key].url_name)}?{query}")
                may_keep = can(request.user, Permission.CLIENT_VIEW, request.office)
                request.saved_views = {
                    "key": key,
                    "views": shown_views(request, key),
                    "may_save": may_keep and bool(conditions(_lists[key], request.GET)),
                    "may_keep": may_keep,
                }
            return view(request, *args, **kwargs)

        return opened

    return decorate


def _arrive(request: HttpRequest, kept: KeptList) -> str:
    """Return the query to go to; else remember the one that was asked for."""
    state = request.user.list_views.get(kept.key, {})
    if not request.GET:
        return state.get("default") or state.get("last", "")
    asked = conditions(kept, request.GET)
    if asked != state.get("last", ""):
        try:
            remember_last(request.user, kept.key, asked)
        except OperationalError as problem:
            # A full disk keeps nobody from reading.
            if not has_no_room(problem):
                raise
    return ""

"""Verbs on saved conditions of lists; they are no records of an office, so no trail is kept."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from staffing.models import Office, User

#: More of them are no help any more; the oldest goes.
MOST = 20


@transaction.atomic
def remember_last(user: User, key: str, query: str) -> None:
    """Keep how a person left a list."""
    _change(user, key, lambda state: state | {"last": query})


@transaction.atomic
def save_view(
    user: User, key: str, *, name: str, query: str, office: Office | None, is_default: bool
) -> None:
    """Save a condition for oneself, or for an office; one of the same name is replaced."""
    row = {"name": name, "query": query}
    if office:
        fresh = Office.objects.select_for_update().get(pk=office.pk)
        rows = [each for each in fresh.list_views.get(key, []) if each["name"] != name]
        _write(fresh, key, [*rows, row][-MOST:])

    def saved(state: dict[str, Any]) -> dict[str, Any]:
        rows = [each for each in state.get("saved", []) if each["name"] != name]
        state = state if office else state | {"saved": [*rows, row][-MOST:]}
        return state | {"default": query} if is_default else state

    _change(user, key, saved)


@transaction.atomic
def remove_view(user: User, key: str, *, name: str, office: Office | None) -> None:
    """Remove a condition of one's own, or of an office."""
    if office:
        fresh = Office.objects.select_for_update().get(pk=office.pk)
        rows = [each for each in fresh.list_views.get(key, []) if each["name"] != name]
        _write(fresh, key, rows)
        return

    def without(state: dict[str, Any]) -> dict[str, Any]:
        rows = state.get("saved", [])
        gone = [each["query"] for each in rows if each["name"] == name]
        kept = {**state, "saved": [each for each in rows if each["name"] != name]}
        return kept | {"default": ""} if kept.get("default") in gone else kept

    _change(user, key, without)


@transaction.atomic
def set_default(user: User, key: str, query: str) -> None:
    """Open a list with this condition from now on; with none it opens as it was left."""
    _change(user, key, lambda state: state | {"default": query})


def _change(user: User, key: str, change: Callable[[dict], dict]) -> None:
    fresh = User.objects.select_for_update().get(pk=user.pk)
    _write(fresh, key, change(fresh.list_views.get(key, {})))
    user.list_views = fresh.list_views


def _write(owner: User | Office, key: str, value: Any) -> None:
    owner.list_views = owner.list_views | {key: value}
    owner.save(update_fields=["list_views"])

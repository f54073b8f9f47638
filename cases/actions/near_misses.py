"""Verbs on near misses, good cases and cases to think about (O-11)."""

from datetime import date
from typing import Any

from cases.models import NearMiss
from staffing.models import User
from staffing.saving import StaleState, change, insert, remove, restore


def record_near_miss(*, by: User | None, **fields: Any) -> NearMiss:
    """Record what happened, for the monthly meeting."""
    return insert(NearMiss(**fields), by=by, verb="near_miss.created")


def change_near_miss(
    near_miss: NearMiss, *, by: User, version: int | None, **values: Any
) -> NearMiss:
    """Correct or complete a record."""
    return change(near_miss, values, by=by, version=version, verb="near_miss.changed")


def follow_near_miss(
    near_miss: NearMiss, *, by: User, version: int | None, followed_on: date, follow_note: str
) -> NearMiss:
    """Write what came of it; StaleState when somebody did so already."""
    if near_miss.followed_on:
        raise StaleState(near_miss)
    values = {"followed_on": followed_on, "follow_note": follow_note}
    return change(near_miss, values, by=by, version=version, verb="near_miss.followed")


def reopen_near_miss(near_miss: NearMiss, *, by: User) -> NearMiss:
    """Take the follow-up back; what was written stays for the next one."""
    values = {"followed_on": None}
    return change(near_miss, values, by=by, version=None, verb="near_miss.reopened")


def remove_near_miss(near_miss: NearMiss, *, by: User, reason: str) -> None:
    """Delete a record with a reason; it can be restored."""
    remove(near_miss, by=by, reason=reason)


def restore_near_miss(near_miss: NearMiss, *, by: User) -> None:
    """Bring a deleted record back."""
    restore(near_miss, by=by)

"""Where a near miss was taken to: the app of the meetings tells, this one does not know it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cases.models import NearMiss
from staffing.models import User


@dataclass(frozen=True)
class Taken:
    """A meeting on whose agenda a record stands."""

    held_on: date
    label: str
    url: str


_lookups: list[Callable[[NearMiss, User], list[Taken]]] = []


def add_meetings(lookup: Callable[[NearMiss, User], list[Taken]]) -> None:
    """Register who knows meetings."""
    _lookups.append(lookup)


def meetings_of(near_miss: NearMiss, user: User) -> list[Taken]:
    """Return the meetings that this user may read, the latest first."""
    found = [taken for lookup in _lookups for taken in lookup(near_miss, user)]
    return sorted(found, key=lambda taken: taken.held_on, reverse=True)

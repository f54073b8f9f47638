"""Fees with a limit over several people, and fees that are a share of others (domain 5.2, 5.3).

サービス提供時モニタリング加算: 39 people at most for a specialist and month. Reductions and the
処遇改善加算 are a share of units, rounded to whole ones.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

__all__ = ["Visit", "beyond_limit", "share"]


@dataclass(frozen=True, slots=True, order=True)
class Visit:
    """A specialist saw a person where the service is given."""

    day: date
    client: int
    worker: int


def beyond_limit(visits: Iterable[Visit], limit: int) -> frozenset[int]:
    """Return the people of one month whom no specialist may count any more.

    The earlier visit goes first; whoever was seen by two counts for the one with room.
    """
    taken: dict[int, set[int]] = defaultdict(set)
    counted: set[int] = set()
    seen: set[int] = set()
    for visit in sorted(visits):
        seen.add(visit.client)
        if visit.client not in counted and len(taken[visit.worker]) < limit:
            taken[visit.worker].add(visit.client)
            counted.add(visit.client)
    return frozenset(seen - counted)


def share(units: int, percent: Decimal) -> int:
    """Return a share of units, half a unit rounded up; a reduction is negative."""
    part = (Decimal(units) * abs(percent) / 100).quantize(Decimal(1), ROUND_HALF_UP)
    return int(part.copy_sign(percent))

"""Work categories as a choice: grouped by the parts of the contract.

The table changes once in a contract, so it is remembered for a minute: it costs a form or a list no
question of its own.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.core.cache import cache

from cases.choices import WorkPart
from cases.models import WorkCategory

__all__ = ["Known", "category_options", "known_categories", "part_label", "uses_categories"]

CACHE_KEY, CACHE_SECONDS = "work-categories", 60


class Known(NamedTuple):
    """One category as it stands in the table."""

    pk: int
    part: str
    section: str
    code: str
    label: str
    valid_from: date
    valid_to: date | None

    def is_valid_on(self, day: date) -> bool:
        """Whether the category is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def known_categories() -> list[Known]:
    """Every category in the order of the contract."""
    found = cache.get(CACHE_KEY)
    if found is None:
        rows = WorkCategory.objects.order_by("position", "pk").values_list(*Known._fields)
        found = [tuple(row) for row in rows]
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return [Known(*row) for row in found]


def uses_categories(offices: Iterable[Any]) -> bool:
    """Whether one of these offices works with categories."""
    return any(office.has_work_categories for office in offices)


def part_label(part: str) -> str:
    """Name a part of the contract with its number: I 相談支援業務（委託相談）."""
    return f"{part} {WorkPart(part).label}"


def category_options(*days: date) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the categories in force on one of the days (all without a day), by their parts."""
    known = [row for row in known_categories() if not days or any(map(row.is_valid_on, days))]
    return [
        (part_label(part), [(row.pk, f"{row.code} {row.label}") for row in rows])
        for part, rows in groupby(known, key=lambda row: row.part)
    ]

"""Entries of a timeline under the headings of their months."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.utils import timezone

from config.common.fiscal import month_of


def months(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Group rows (newest first, each with its moment `at`) by local month."""
    groups = groupby(rows, key=lambda row: month_of(timezone.localtime(row["at"]).date()))
    return [{"month": month, "rows": list(found)} for month, found in groups]

"""What the page of 地域相談 shows: each number with the address of its cases."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from config.common.tags import month_name
from plans.choices_community import SupportKind
from reports.figures.community import CommunityLine, CommunityRegion, CommunityYear

UNSEEN = "＊"
PART_LABELS = {
    "first": pgettext_lazy("annual plan", "First support"),
    "continued": pgettext_lazy("annual plan", "Continued support"),
    "persons": gettext_lazy("Persons"),
    "left": gettext_lazy("Left a hospital or facility"),
    "waiting": gettext_lazy("In a hospital or facility, could leave"),
    "willing": gettext_lazy("Of whom want to leave"),
}


def community_year_page(found: CommunityYear, present: date) -> dict[str, Any]:
    """Return the table of one office; every number opens its cases, months to come are gaps."""
    passed = sum(month <= present for month in found.months)
    rows = []
    for line in found.lines:
        cells = [
            _cell(count, _url(line, month)) if place < passed else _cell("", "")
            for place, (month, count) in enumerate(zip(found.months, line.cells, strict=True))
        ]
        rows.append(
            {"name": _name(line), "part": line.key, "cells": [*cells, _cell(line.total, "")]}
        )
    return {
        "columns": [month_name(month) for month in found.months],
        "groups": _groups(rows),
        "facts": [
            (PART_LABELS["persons"], found.persons),
            (PART_LABELS["left"], found.left),
            (PART_LABELS["waiting"], found.waiting),
            (PART_LABELS["willing"], found.willing),
        ],
    }


def community_region_page(found: CommunityRegion) -> dict[str, Any]:
    """Return the table of a region: no number opens anything, small ones are not shown."""
    rows = [
        {
            "name": _name(line),
            "part": line.key if line.kind else "",
            "cells": [_cell(count, "") for count in (*line.cells, line.total)],
        }
        for line in found.lines
    ]
    return {"columns": found.offices, "groups": _groups(rows)}


def _name(line: CommunityLine) -> str:
    return str(SupportKind(line.kind).label if line.kind else PART_LABELS[line.key])


def _groups(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    for row in rows:
        name = str(PART_LABELS[row["part"]]) if row["part"] else _("People")
        if not groups or groups[-1]["name"] != name:
            groups.append({"name": name, "rows": []})
        groups[-1]["rows"].append(row)
    return groups


def _cell(count: int | str | None, url: str) -> dict[str, str]:
    label = UNSEEN if count is None else count if isinstance(count, str) else f"{count:,}"
    return {"label": label, "url": url if count else ""}


def _url(line: CommunityLine, month: date) -> str:
    """The list of exactly these cases."""
    query = {"kind": line.kind, "month": f"{month:%Y-%m}", "part": line.key, "state": "all"}
    return f"{reverse('plans:support-list')}?{urlencode(query)}"

"""What the pages of work categories show: each number with the address of its contacts."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cases.work_categories import Known, part_label
from config.common.fiscal import month_end, month_of
from config.common.tags import month_name
from reports.figures.categories import CategoryLine, CategoryRegion, CategoryYear, SourceCount

UNSEEN = "＊"


def year_page(
    found: CategoryYear, counts: Sequence[SourceCount], *, office_id: int, today: date
) -> dict[str, Any]:
    """Return the tables of one office: parts, categories, months; every number opens its rows.

    Months after the present one are gaps, not zeros.
    """
    present = month_of(today)
    spans = [(month, month_end(month)) for month in found.months]
    whole = (found.months[0], month_end(found.months[-1]))
    list_url, asked = "cases:consultation-list", {"office": office_id}
    lines = [_linked(line, spans, whole, list_url, asked) for line in found.lines]
    sums = [
        _plain(_("Contacts"), found.contacts),
        _plain(_("New among them"), found.new),
        _plain(_("Persons"), found.persons),
    ]
    passed = sum(month <= present for month in found.months)
    blocks = [_block(count, spans, whole, office_id=office_id, today=today) for count in counts]
    below = [row for block in blocks for row in (*block["lines"], *block["sums"])]
    for row in (*lines, *sums, *below):
        for cell in row["cells"][passed:-1]:
            cell["label"] = ""
    return {
        "columns": [month_name(month) for month in found.months],
        "parts": _parts(lines),
        "sums": sums,
        "without": found.lines[-1].total,
        "without_url": _rows_url(list_url, asked, None, *whole),
        "blocks": [block | {"parts": _parts(block["lines"])} for block in blocks],
    }


def _block(
    count: SourceCount,
    spans: Sequence[tuple[date, date]],
    whole: tuple[date, date],
    *,
    office_id: int,
    today: date,
) -> dict[str, Any]:
    """Return the table of meetings or activities of a year."""
    asked: dict[str, Any] = {"office": office_id}
    if count.source.states:
        asked["state"] = count.source.states
    ended = [(first, min(last, today)) for first, last in (*spans, whole)]
    lines = [
        _linked(line, ended[:-1], ended[-1], count.source.list_url, asked) for line in count.lines
    ]
    return {
        "label": count.source.label,
        "lines": lines,
        "sums": [_plain(_("Total"), count.total)],
    }


def region_page(found: CategoryRegion, counts: Sequence[SourceCount]) -> dict[str, Any]:
    """Return the tables of a region: no number opens anything, small ones are not shown."""
    lines = _with_part(found.lines)
    sums = [_plain(_("Contacts"), found.contacts)] if found.contacts else []
    return {
        "columns": found.offices,
        "parts": _parts(lines),
        "sums": [*sums, _plain(_("Persons"), found.persons)],
        "blocks": [
            {
                "label": count.source.label,
                "parts": _parts(_with_part(count.lines)),
                "sums": [_plain(_("Total"), count.total)],
            }
            for count in counts
        ],
    }


def _with_part(lines: Iterable[CategoryLine]) -> list[dict[str, Any]]:
    return [
        _plain(_name(line.category), line) | {"part": line.category.part if line.category else ""}
        for line in lines
    ]


def _name(category: Known | None) -> str:
    return f"{category.code} {category.label}" if category else _("Without a category")


def _plain(name: str, line: CategoryLine) -> dict[str, Any]:
    cells = [{"label": _seen(number), "url": ""} for number in (*line.cells, line.total)]
    return {"name": name, "cells": cells}


def _linked(
    line: CategoryLine,
    spans: Sequence[tuple[date, date]],
    whole: tuple[date, date],
    list_url: str,
    asked: dict[str, Any],
) -> dict[str, Any]:
    numbers = zip((*line.cells, line.total), (*spans, whole), strict=True)
    cells = [
        {
            "label": _seen(number),
            "url": _rows_url(list_url, asked, line.category, *span) if number else "",
        }
        for number, span in numbers
    ]
    part = line.category.part if line.category else ""
    return {"name": _name(line.category), "part": part, "cells": cells}


def _rows_url(
    list_url: str, asked: dict[str, Any], category: Known | None, first: date, last: date
) -> str:
    """The list of exactly these rows."""
    key = str(category.pk) if category else "none"
    query = {"since": first.isoformat(), "until": last.isoformat(), "category": key} | asked
    return f"{reverse(list_url)}?{urlencode(query, doseq=True)}"


def _parts(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    for line in lines:
        name = part_label(line["part"]) if line["part"] else ""
        if not parts or parts[-1]["name"] != name:
            parts.append({"name": name, "lines": []})
        parts[-1]["lines"].append(line)
    return parts


def _seen(number: int | None) -> str:
    return UNSEEN if number is None else f"{number:,}"

"""The grid of the week as rows of a table: the same for the screen and for the paper."""

from collections.abc import Iterable, Sequence
from typing import Any

from plans.choices import WeekKind
from plans.models.weekly import WeekRowFields
from plans.rules import (
    DAY_MARKS,
    DAY_NAMES,
    SLOTS,
    Block,
    WeekRow,
    blocks_of,
    clock_words,
    overlap_warnings,
)

BEGINS = 6
#: A cell that several entries share bears the band of the first of these kinds among them.
BANDS = list(WeekKind)


def week_rows(entries: Iterable[WeekRowFields]) -> list[WeekRow]:
    """Return stored entries as the rules read them."""
    names = ("weekdays", "starts_at", "ends_at", "content")
    return [
        WeekRow(
            *(getattr(each, name) for name in names), provider=each.provider_name, kind=each.kind
        )
        for each in entries
    ]


def grid_of(rows: Sequence[WeekRow]) -> list[dict[str, Any]]:
    """Return 48 lines from 6:00 on, each with the cells that begin there.

    A line is {"label": "8:00" every two hours or "", "is_hour", "slot", "cells": […]}; a cell is
    {"day", "slot", "clock", "rows" (how many half hours), "kind", "texts": [{"time", "content",
    "provider"}], "edge"}. A free cell has no kind; its edge is "e" above an odd hour, "f" above an
    even one.
    """
    lines: list[dict[str, Any]] = [
        {
            "label": f"{hour_of(slot)}:00" if slot % 4 == 0 else "",
            "is_hour": slot % 2 == 0,
            "slot": slot,
            "cells": [],
        }
        for slot in range(SLOTS)
    ]
    blocks: dict[int, list[Block]] = {day: [] for day in range(len(DAY_MARKS))}
    for block in blocks_of(rows):
        blocks[block.day].append(block)
    for day, own in blocks.items():
        slot = 0
        for block in own:
            _fill_free(lines, day, slot, block.first)
            lines[block.first]["cells"].append(_block_cell(block, rows))
            slot = block.last
        _fill_free(lines, day, slot, SLOTS)
    for line in lines:
        line["cells"].sort(key=lambda cell: cell["day"])
    return lines


def week_shown(rows: list[WeekRow]) -> dict[str, Any]:
    """Return grid, days and warnings of a week for its template."""
    return {"grid": grid_of(rows), "day_marks": DAY_NAMES, "overlaps": overlap_warnings(rows)}


def hour_of(slot: int) -> int:
    """Return the hour of the clock in which a half hour lies."""
    return (BEGINS + slot // 2) % 24


def _fill_free(lines: list[dict[str, Any]], day: int, first: int, last: int) -> None:
    while first < last:
        end = min(last, first + 2 - first % 2)
        edge = ("e" if end % 4 else "f") if end % 2 == 0 else ""
        lines[first]["cells"].append(_cell(day, first, end, edge=edge))
        first = end


def _block_cell(block: Block, rows: Sequence[WeekRow]) -> dict[str, Any]:
    kinds = {rows[piece.row].kind for piece in block.pieces}
    texts = []
    for piece in block.pieces:
        row = rows[piece.row]
        is_on_grid = (piece.start % 30, piece.end % 30) == (0, 0)
        needs_time = not is_on_grid or len(block.pieces) > 1
        texts.append(
            {
                "row": piece.row,
                "time": clock_words(row.starts_at, row.ends_at) if needs_time else "",
                "content": row.content,
                "provider": row.provider,
            }
        )
    kind = next(str(kind) for kind in BANDS if kind in kinds)
    return _cell(block.day, block.first, block.last, kind=kind, texts=texts)


def _cell(day: int, first: int, last: int, **more: Any) -> dict[str, Any]:
    clock = f"{hour_of(first)}:{'30' if first % 2 else '00'}"
    # Small hours stand in the column of the evening before; the entry has the next day.
    weekday = day if first < 36 else (day + 1) % len(DAY_MARKS)
    common = {"day": day, "weekday": weekday, "slot": first, "clock": clock, "rows": last - first}
    return {**common, "kind": "", "texts": [], "edge": "", **more}

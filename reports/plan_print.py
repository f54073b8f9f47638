"""What the printed annual plan shows, cell by cell; the template only lays it out."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from unicodedata import east_asian_width

from config.common.marks import mark_ems
from config.common.pdf import Running
from reports.chart_layout import PlacedChart, layout
from reports.plan_document import (
    APPROVED_STATUS,
    FIXED_SECTIONS,
    Building,
    BuildingRow,
    OutlineItem,
    PlanDocument,
    TrainingTable,
)
from reports.plan_figures import FigureTable, figure_table, staff_totals

DRAFT_MARK = "(案)"
CELL_BREAK = "／"
#: Longer names of trainings go on a second line before their bracket.
ONE_LINE = 20
#: Up to this width a date stays on one line in the narrow column.
NARROW_COLUMN = 8
#: Sections with less text than this stay on one page.
KEEP_TOGETHER = 260
HEADING_LENGTH = 40
#: The indents of the stylesheet for wider marks, the widest first: (10), 12), (1).
MARK_ROOM = ((" ol-y", 2.05), (" ol-x", 1.7), (" ol-w", 1.1))
#: The rows of the blank form that hold an area.
FLOOR_ROW, SITE_ROW = "延べ面積", "敷地面積"
#: The standard heads of the narrow columns; other words wrap by themselves.
HEAD_BREAKS = {
    "給付対象人数": ("給付対象", "人数"),
    "年間の事業実施予定日": ("年間の事業", "実施予定日"),
    "月平均の利用数": ("月平均の", "利用数"),
    "1職員あたり平均": ("1職員あたり", "平均"),
}


_BREAK = re.compile("（|[ァ-ヶー]{5,}")


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """An item of the outline with the tag and classes it is printed with."""

    tag: str
    css: str
    mark: str
    text: str
    children: tuple["PrintedItem", ...]


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """One framed part of the paper; `body` is what its template needs."""

    kind: str
    anchor: str
    heading: str
    body: object
    is_kept: bool


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """The whole paper in the order of its sections."""

    title: str
    office: str
    running: Running
    sections: tuple[PrintedSection, ...]


def printed_plan(document: PlanDocument, *, version: int, stamp: str) -> PrintedPlan:
    """Return the paper of a plan; `stamp` says when and by whom it was printed."""
    title = printed_title(document)
    return PrintedPlan(
        title=title,
        office=document.office,
        running=Running(
            office=document.office,
            document=title,
            ident=_ident(document, version),
            stamp=stamp,
        ),
        sections=tuple(
            _section(document, key, place) for place, key in enumerate(document.section_order)
        ),
    )


def printed_title(document: PlanDocument) -> str:
    """Return the title with 「(案)」 on a draft and without it once approved."""
    title = document.title
    for mark in (DRAFT_MARK, "（案）"):
        if title.endswith(mark):
            if document.status != APPROVED_STATUS:
                return title
            title = title.removesuffix(mark)
    return title if document.status == APPROVED_STATUS else f"{title}{DRAFT_MARK}"


def _ident(document: PlanDocument, version: int) -> str:
    draft = "" if document.status == APPROVED_STATUS else "（案）"
    return f"事業計画 {document.fiscal_year}年度 第{version}版{draft}"


def _section(document: PlanDocument, key: str, place: int) -> PrintedSection:
    if key not in FIXED_SECTIONS:
        section = next(part for part in document.text_sections if part.title == key)
        items = tuple(_item(item, depth=1) for item in section.items)
        size = sum(_size(item) for item in section.items)
        return PrintedSection("text", f"s{place}", key, items, size < KEEP_TOGETHER)
    heading, body = {
        "office": lambda: ("", document.office),
        "service_targets": lambda: (document.targets.heading, _targets(document)),
        "service_kinds": lambda: ("", document.service_kinds),
        "staffing": lambda: (document.staffing.heading, _staffing(document)),
        "organisation_chart": lambda: (document.chart.heading, _chart(document)),
        "meetings": lambda: (document.meetings.heading, _schedule(document.meetings)),
        "internal_trainings": lambda: (
            document.internal_trainings.heading,
            _schedule(document.internal_trainings),
        ),
        "external_trainings": lambda: (
            document.external_trainings.heading,
            _schedule(document.external_trainings),
        ),
        "building": lambda: (document.building.heading, _building(document.building)),
    }[key]()
    is_kept = not (key in {"meetings", "external_trainings"} and len(body["rows"]) > 6)
    return PrintedSection(key, f"s{place}", heading, body, is_kept)


# Text ---------------------------------------------------------------------------------------


def _item(item: OutlineItem, *, depth: int) -> PrintedItem:
    width = mark_ems(item.mark)
    is_heading = (
        bool(item.children) and len(item.text) <= HEADING_LENGTH and not item.text.endswith("。")
    )
    css = "ol-t" if not item.mark else "ol"
    css += next((name for name, most in MARK_ROOM if width > most), "")
    if item.mark and "①" <= item.mark[0] <= "⑳":
        css += " ol-n"
    return PrintedItem(
        tag=f"h{min(depth + 2, 6)}" if is_heading else "p",
        css=css,
        mark=item.mark,
        text=item.text,
        children=tuple(_item(child, depth=depth + 1) for child in item.children),
    )


def _size(item: OutlineItem) -> int:
    return len(item.text) + 10 + sum(_size(child) for child in item.children)


def text_width(text: str) -> float:
    """Return the width in full-width characters: half-width ones count a half."""
    return sum(1.0 if east_asian_width(letter) in "WFA" else 0.55 for letter in text)


# Tables -------------------------------------------------------------------------------------


def _targets(document: PlanDocument) -> dict[str, object]:
    table: FigureTable = figure_table(document.targets, document.staffing)
    return {
        "row_heading": (document.targets.heading, document.targets.row_heading),
        "columns": [
            (letter, head_lines(text)) for letter, text in document.targets.columns.items()
        ],
        "screen_columns": screen_heads(document.targets.columns),
        "table": table,
    }


def head_lines(text: str) -> list[str]:
    """Break a column head where the paper does: at spaces, before a bracket, between words."""
    parts = text.replace("(", " (").replace("（", " （").split()
    return [line for part in parts for line in HEAD_BREAKS.get(part, (part,))]


def screen_heads(columns: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Return the column heads without the formulas, which the screen shows in their own row."""
    return [
        (letter, [line for line in head_lines(text) if "/" not in line])
        for letter, text in columns.items()
    ]


def _staffing(document: PlanDocument) -> dict[str, object]:
    previous, rows = "", []
    for row in document.staffing.rows:
        cells = (
            row.heads,
            row.full_dedicated,
            row.full_concurrent,
            row.part_dedicated,
            row.part_concurrent,
        )
        rows.append(
            {
                "job": aligned_job(row.job, previous),
                "cells": [wide(cell) for cell in cells],
                "fte": plain(row.fte),
                "note": row.note,
            }
        )
        previous = row.job
    total = staff_totals(document.staffing)
    return {
        "rows": rows,
        "total": [wide(total.heads), wide(total.dedicated), wide(total.concurrent)],
        "total_fte": plain(total.fte),
    }


def aligned_job(job: str, previous: str) -> str:
    """Stand a job under the same job of the row above, as 係長 相談支援専門員 leads it."""
    title, _space, rest = previous.rpartition(" ")
    if title and rest == job:
        return "　" * (len(title) + 1) + job
    return job.replace(" ", "　")


def wide(number: int | None) -> str:
    """Write a count of people as the paper does: one digit full-width, empty for none."""
    if not number:
        return ""
    text = str(number)
    return chr(ord(text) - ord("0") + ord("０")) if len(text) == 1 else text


def plain(number: Decimal) -> str:
    """Write a number without needless zeros: 6, 5.5."""
    return f"{number.normalize():f}"


def _schedule(table: TrainingTable) -> dict[str, object]:
    return {
        "columns": table.columns,
        "rows": [
            {
                "name": name_lines(row.name),
                "when": [
                    (line, text_width(line) <= NARROW_COLUMN) for line in row.when.split(CELL_BREAK)
                ],
                "note": row.note.split(CELL_BREAK),
            }
            for row in table.rows
        ],
    }


def name_lines(name: str) -> list[str]:
    """Break a long name before its bracket or its last long katakana word."""
    if text_width(name) <= ONE_LINE:
        return [name]
    for found in reversed(list(_BREAK.finditer(name))):
        head = name[: found.start()]
        if head and text_width(head) <= ONE_LINE:
            return [head, name[found.start() :]]
    return [name]


def _building(building: Building) -> tuple[BuildingRow, ...]:
    """Return the rows; a row named after an area and left empty shows the area typed beside it."""
    areas = {FLOOR_ROW: building.floor_area, SITE_ROW: building.site_area}
    return tuple(
        replace(row, lines=(f"{plain(areas[row.label])}㎡",))
        if areas.get(row.label) is not None and not any(row.lines)
        else row
        for row in building.rows
    )


def _chart(document: PlanDocument) -> PlacedChart | None:
    return layout(document.chart.root) if document.chart.root else None

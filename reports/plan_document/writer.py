"""The writer back to the file form; `read_document(write_document(d)) == d` for every plan."""

import json
from decimal import Decimal
from typing import Any

from .document import (
    SCHEMA,
    Building,
    ChartBox,
    Correction,
    MeetingRow,
    Occurrence,
    OutlineItem,
    PlanDocument,
    Recurrence,
    StaffRow,
    TargetRow,
    TrainingRow,
    TrainingTable,
)


def write_document(document: PlanDocument) -> bytes:
    """Return the file form of a plan: UTF-8 JSON, the same bytes for the same plan."""
    return (json.dumps(document_as_data(document), ensure_ascii=False, indent=1) + "\n").encode()


def document_as_data(document: PlanDocument) -> dict[str, Any]:
    """Return the plan as JSON values, in the order of the file form."""
    targets, staffing, meetings = document.targets, document.staffing, document.meetings
    return {
        "schema": SCHEMA,
        "fiscal_year": document.fiscal_year,
        "title": document.title,
        "status": document.status,
        "office": document.office,
        "section_order": list(document.section_order),
        "service_targets": {
            "heading": targets.heading,
            "row_heading": targets.row_heading,
            "columns": dict(targets.columns),
            "C": targets.days,
            "rows": [_target(row) for row in targets.rows],
        },
        "service_kinds": list(document.service_kinds),
        "staffing": {
            "heading": staffing.heading,
            "as_of": staffing.as_of.isoformat(),
            "rows": [_staff(row) for row in staffing.rows],
        },
        "text_sections": [
            {"title": section.title, "items": [_item(item) for item in section.items]}
            for section in document.text_sections
        ],
        "organisation_chart": {
            "heading": document.chart.heading,
            "root": box_as_data(document.chart.root) if document.chart.root else None,
        },
        "meetings": {
            "heading": meetings.heading,
            "columns": list(meetings.columns),
            "rows": [_meeting(row) for row in meetings.rows],
        },
        "internal_trainings": _trainings(document.internal_trainings),
        "external_trainings": _trainings(document.external_trainings),
        "building": _building(document.building),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _target(row: TargetRow) -> dict[str, Any]:
    data: dict[str, Any] = {
        "programme": row.programme,
        "kind": row.kind,
        "A": row.covered,
        "B": row.planned,
    }
    corrections = {"D": row.monthly, "E": row.per_staff}
    if any(corrections.values()):
        data["corrections"] = {key: _correction(cell) for key, cell in corrections.items() if cell}
    return data


def _correction(cell: Correction) -> dict[str, Any]:
    return {"value": _number(cell.value), "reason": cell.reason}


def _staff(row: StaffRow) -> dict[str, Any]:
    return {
        "職種": row.job,
        "員数": row.heads,
        "常勤専従": row.full_dedicated,
        "常勤兼任": row.full_concurrent,
        "非常勤専従": row.part_dedicated,
        "非常勤兼任": row.part_concurrent,
        "常勤換算": _number(row.fte),
        "摘要": row.note,
    }


def _item(item: OutlineItem) -> dict[str, Any]:
    data: dict[str, Any] = {"mark": item.mark, "text": item.text}
    if item.children:
        data["children"] = [_item(child) for child in item.children]
    return data


def box_as_data(box: ChartBox) -> dict[str, Any]:
    """Return a box of the chart with the boxes below it as JSON values."""
    data: dict[str, Any] = {"label": box.label, "posts": list(box.posts)}
    if box.children:
        data["children"] = [box_as_data(child) for child in box.children]
    return data


def _meeting(row: MeetingRow) -> dict[str, Any]:
    data: dict[str, Any] = {"name": row.name, "when": row.when, "note": row.note}
    if row.recurrence:
        data["recurrence"] = _recurrence(row.recurrence)
    data["council_body"] = row.council
    return data


def _recurrence(rule: Recurrence) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": rule.kind}
    if rule.interval is not None:
        data["interval"] = rule.interval
    if rule.count is not None:
        data["count"] = rule.count
    if rule.months:
        data["months"] = list(rule.months)
    return data


def _trainings(table: TrainingTable) -> dict[str, Any]:
    return {
        "heading": table.heading,
        "columns": list(table.columns),
        "rows": [_training(row) for row in table.rows],
    }


def _training(row: TrainingRow) -> dict[str, Any]:
    data: dict[str, Any] = {"name": row.name, "when": row.when, "note": row.note}
    if row.occurrences:
        data["occurrences"] = [occurrence_as_data(sitting) for sitting in row.occurrences]
    return data


def occurrence_as_data(sitting: Occurrence) -> dict[str, Any]:
    """Return a sitting as JSON values, empty fields left out."""
    data: dict[str, Any] = {
        "when": sitting.when,
        "start": sitting.start and sitting.start.isoformat(),
        "end": sitting.end and sitting.end.isoformat(),
        "month": sitting.month,
        "place": sitting.place,
        "attendees": sitting.attendees,
    }
    return {key: value for key, value in data.items() if value}


def _building(building: Building) -> dict[str, Any]:
    data: dict[str, Any] = {
        "heading": building.heading,
        "rows": [{"label": row.label, "lines": list(row.lines)} for row in building.rows],
    }
    if building.floor_area is not None:
        data["floor_area_m2"] = f"{building.floor_area:.2f}"
    if building.site_area is not None:
        data["site_area_m2"] = f"{building.site_area:.2f}"
    return data

"""The tables of the file form: targets, staff, meetings and trainings."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from .document import (
    Correction,
    MeetingRow,
    MeetingTable,
    Occurrence,
    Recurrence,
    StaffRow,
    StaffTable,
    TargetRow,
    TargetTable,
    TrainingRow,
    TrainingTable,
)
from .reader import Reader, join

TARGET_COLUMNS = ("A", "B", "C", "D", "E")
STAFF_COLUMNS = (
    "職種",
    "員数",
    "常勤専従",
    "常勤兼任",
    "非常勤専従",
    "非常勤兼任",
    "常勤換算",
    "摘要",
)
EVERY_N_MONTHS = "every_n_months"
TIMES_PER_YEAR = "times_per_year"
KNOWN_INTERVALS = (1, 2, 3)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def read_targets(reader: Reader, value: Any, path: str) -> TargetTable:
    """Return the table 実施する福祉サービスなど; D, E and totals are computed, never read."""
    found = reader.fields(value, path, ("heading", "row_heading", "columns", "C", "rows"))
    columns = reader.fields(found.get("columns", {}), join(path, "columns"), TARGET_COLUMNS)
    rows = reader.rows(
        found.get("rows", []),
        join(path, "rows"),
        lambda row, row_path: _read_target(reader, row, row_path),
    )
    _expect_one_figure_a_programme(reader, rows, join(path, "rows"))
    return TargetTable(
        heading=reader.text(found.get("heading", ""), join(path, "heading")),
        row_heading=reader.text(found.get("row_heading", ""), join(path, "row_heading")),
        columns={
            key: reader.text(text, join(path, f"columns.{key}"), length=60)
            for key, text in columns.items()
        },
        days=_days(reader, found.get("C"), join(path, "C")),
        rows=rows,
    )


def _expect_one_figure_a_programme(reader: Reader, rows: tuple[TargetRow, ...], path: str) -> None:
    """A stands once for all rows of a programme, in the first of them; no row stands twice."""
    seen: set[tuple[str, str]] = set()
    before = ""
    for place, row in enumerate(rows):
        if (row.programme, row.kind) in seen:
            reader.refuse(f"{path}[{place}].kind", _("This row stands twice."))
        if row.programme == before and row.covered is not None:
            reason = _("A stands only in the first row of a programme; here null is needed.")
            reader.refuse(f"{path}[{place}].A", reason)
        seen.add((row.programme, row.kind))
        before = row.programme


def _days(reader: Reader, value: Any, path: str) -> int | None:
    return None if value is None else reader.count(value, path, limit=366)


def _read_target(reader: Reader, value: Any, path: str) -> TargetRow:
    found = reader.fields(value, path, ("programme", "kind", "A", "B"), ("corrections",))
    corrections = reader.fields(
        found.get("corrections", {}), join(path, "corrections"), (), ("D", "E")
    )
    return TargetRow(
        programme=reader.text(
            found.get("programme", ""), join(path, "programme"), length=60, needed=True
        ),
        kind=reader.text(found.get("kind", ""), join(path, "kind"), length=60),
        covered=reader.count_or_none(found.get("A"), join(path, "A")),
        planned=reader.count(found.get("B", 0), join(path, "B")),
        monthly=_read_correction(reader, corrections, "D", path),
        per_staff=_read_correction(reader, corrections, "E", path),
    )


def _read_correction(
    reader: Reader, corrections: dict[str, Any], key: str, path: str
) -> Correction | None:
    if key not in corrections:
        return None
    inner = join(path, f"corrections.{key}")
    found = reader.fields(corrections[key], inner, ("value", "reason"))
    return Correction(
        value=reader.decimal(
            found.get("value", 0), join(inner, "value"), places=0 if key == "D" else 1
        ),
        reason=reader.text(found.get("reason", ""), join(inner, "reason"), needed=True),
    )


def read_staffing(reader: Reader, value: Any, path: str) -> StaffTable:
    """Return the table 職員体制 with its base date."""
    found = reader.fields(value, path, ("heading", "as_of", "rows"))
    return StaffTable(
        heading=reader.text(found.get("heading", ""), join(path, "heading")),
        as_of=reader.day(found.get("as_of"), join(path, "as_of")),
        rows=reader.rows(
            found.get("rows", []),
            join(path, "rows"),
            lambda row, row_path: _read_staff(reader, row, row_path),
        ),
    )


def _read_staff(reader: Reader, value: Any, path: str) -> StaffRow:
    found = reader.fields(value, path, STAFF_COLUMNS)

    def heads(key: str) -> int | None:
        return reader.count_or_none(found.get(key), join(path, key))

    return StaffRow(
        job=reader.text(found.get("職種", ""), join(path, "職種"), length=60, needed=True),
        heads=reader.count(found.get("員数", 0), join(path, "員数"), limit=9999),
        full_dedicated=heads("常勤専従"),
        full_concurrent=heads("常勤兼任"),
        part_dedicated=heads("非常勤専従"),
        part_concurrent=heads("非常勤兼任"),
        fte=reader.decimal(found.get("常勤換算", 0), join(path, "常勤換算")),
        note=reader.text(found.get("摘要", ""), join(path, "摘要")),
    )


def read_meetings(reader: Reader, value: Any, path: str) -> MeetingTable:
    """Return the table 会議・委員会等の開催計画."""
    found = reader.fields(value, path, ("heading", "columns", "rows"))
    rows = reader.rows(
        found.get("rows", []),
        join(path, "rows"),
        lambda row, row_path: _read_meeting(reader, row, row_path),
    )
    names = [row.name for row in rows]
    for place, name in enumerate(names):
        if name in names[:place]:
            reader.refuse(join(path, f"rows[{place}].name"), _("This meeting stands twice."))
    return MeetingTable(
        heading=reader.text(found.get("heading", ""), join(path, "heading")),
        columns=_read_columns(reader, found.get("columns", []), join(path, "columns")),
        rows=rows,
    )


def _read_columns(reader: Reader, value: Any, path: str) -> tuple[str, ...]:
    columns = reader.rows(value, path, lambda text, at: reader.text(text, at, length=60))
    if len(columns) != 3:
        reader.refuse(path, _("Exactly three column headings are needed."))
    return columns


def _read_meeting(reader: Reader, value: Any, path: str) -> MeetingRow:
    found = reader.fields(value, path, ("name", "when", "note"), ("recurrence", "council_body"))
    rule = found.get("recurrence")
    return MeetingRow(
        name=reader.text(found.get("name", ""), join(path, "name"), length=100, needed=True),
        when=reader.text(found.get("when", ""), join(path, "when"), length=60),
        note=reader.text(found.get("note", ""), join(path, "note"), length=120),
        recurrence=None
        if rule is None
        else _read_recurrence(reader, rule, join(path, "recurrence")),
        council=reader.text(found.get("council_body", ""), join(path, "council_body"), length=100),
    )


def _read_recurrence(reader: Reader, value: Any, path: str) -> Recurrence:
    found = reader.fields(value, path, ("kind",), ("interval", "count", "months"))
    kind = found.get("kind", "")
    if kind == EVERY_N_MONTHS:
        needed, refused = "interval", "count"
    elif kind == TIMES_PER_YEAR:
        needed, refused = "count", "interval"
    else:
        reader.refuse(join(path, "kind"), _("Here every_n_months or times_per_year is needed."))
        return Recurrence(TIMES_PER_YEAR, count=1)
    if needed not in found:
        reader.refuse(join(path, needed), _("This key is missing."))
    if refused in found:
        reader.refuse(join(path, refused), _("This key is unknown."))
    number = reader.count(found.get(needed, 1), join(path, needed), limit=366)
    if number == 0:
        reader.refuse(join(path, needed), _("This number must be 1 or more."))
    elif needed == "interval" and number not in KNOWN_INTERVALS:
        reader.refuse(join(path, needed), _("Intervals of 1, 2 or 3 months are known."))
    months = reader.rows(
        found.get("months", []),
        join(path, "months"),
        lambda month, at: _read_month(reader, month, at),
    )
    if len(set(months)) != len(months):
        reader.refuse(join(path, "months"), _("A month stands twice."))
    if needed == "count" and len(months) > number:
        reader.refuse(join(path, "months"), _("More months are named than meetings."))
    return Recurrence(kind, **{needed: number}, months=months)


def _read_month(reader: Reader, value: Any, path: str) -> int:
    month = reader.count(value, path)
    if not 1 <= month <= 12:
        reader.refuse(path, _("Here a month from 1 to 12 is needed."))
    return month


def read_trainings(reader: Reader, value: Any, path: str) -> TrainingTable:
    """Return a table 研修計画, internal or external."""
    found = reader.fields(value, path, ("heading", "columns", "rows"))
    return TrainingTable(
        heading=reader.text(found.get("heading", ""), join(path, "heading")),
        columns=_read_columns(reader, found.get("columns", []), join(path, "columns")),
        rows=reader.rows(
            found.get("rows", []),
            join(path, "rows"),
            lambda row, row_path: _read_training(reader, row, row_path),
        ),
    )


def _read_training(reader: Reader, value: Any, path: str) -> TrainingRow:
    found = reader.fields(value, path, ("name", "when", "note"), ("occurrences",))
    return TrainingRow(
        name=reader.text(found.get("name", ""), join(path, "name"), length=100, needed=True),
        when=reader.text(found.get("when", ""), join(path, "when"), length=60),
        note=reader.text(found.get("note", ""), join(path, "note"), length=120),
        occurrences=reader.rows(
            found.get("occurrences", []),
            join(path, "occurrences"),
            lambda sitting, at: _read_occurrence(reader, sitting, at),
        ),
    )


def read_occurrences(data: Any) -> tuple[Occurrence, ...]:
    """Return sittings stored as data of the file form; they were checked on the way in."""
    reader = Reader()
    return reader.rows(data, "", lambda sitting, at: _read_occurrence(reader, sitting, at))


def _read_occurrence(reader: Reader, value: Any, path: str) -> Occurrence:
    found = reader.fields(value, path, (), ("when", "start", "end", "month", "place", "attendees"))

    def text(key: str) -> str:
        return reader.text(found.get(key, ""), join(path, key), length=100)

    def day(key: str) -> date | None:
        return reader.day(found[key], join(path, key)) if key in found else None

    start, end, month = day("start"), day("end"), text("month")
    if month and not _MONTH.fullmatch(month):
        reader.refuse(join(path, "month"), _("Here a month such as 2020-02 is needed."))
    if end and not start:
        reader.refuse(join(path, "start"), _("This key is missing."))
    if start and end and end < start:
        reader.refuse(join(path, "end"), _("The end is before the start."))
    if month and start:
        reader.refuse(join(path, "month"), _("A day and a month cannot both be given."))
    return Occurrence(text("when"), start, end, month, text("place"), text("attendees"))

"""The strict parser of the file form: raw bytes in, a `PlanDocument` or all problems out."""

from typing import Any

from django.utils.translation import gettext as _

from .document import (
    FIXED_SECTIONS,
    SCHEMA,
    STATUSES,
    Building,
    BuildingRow,
    PlanDocument,
    PlanDocumentError,
)
from .outline import read_chart, read_text_section
from .reader import NAME_LENGTH, TEXT_LENGTH, Reader, join, load_json
from .tables import read_meetings, read_staffing, read_targets, read_trainings

_YEARS = range(1990, 2101)
_REQUIRED = (
    "schema",
    "fiscal_year",
    "title",
    "status",
    "office",
    "section_order",
    "service_targets",
    "service_kinds",
    "staffing",
    "text_sections",
    "organisation_chart",
    "meetings",
    "internal_trainings",
    "external_trainings",
    "building",
)


def read_document(raw: bytes) -> PlanDocument:
    """Return the plan a UTF-8 JSON file holds; raise `PlanDocumentError` with all problems."""
    return parse_document(load_json(raw))


def parse_document(data: Any) -> PlanDocument:
    """Return the plan of already loaded JSON values; raise `PlanDocumentError`."""
    reader = Reader()
    found = reader.fields(data, "", _REQUIRED)
    if reader.problems:
        # A file of another form would only repeat the same complaint for every part.
        raise PlanDocumentError(reader.problems)
    document = _read(reader, found)
    if reader.problems:
        raise PlanDocumentError(reader.problems)
    return document


def _read(reader: Reader, found: dict[str, Any]) -> PlanDocument:
    _expect_schema(reader, found["schema"])
    year = reader.count(found["fiscal_year"], "fiscal_year")
    if year and year not in _YEARS:
        reader.refuse("fiscal_year", _("%(year)d is not a fiscal year.") % {"year": year})
    sections = reader.rows(
        found["text_sections"],
        "text_sections",
        lambda value, path: read_text_section(reader, value, path),
    )
    titles = [section.title for section in sections]
    return PlanDocument(
        fiscal_year=year,
        title=reader.text(found["title"], "title", length=100, needed=True),
        status=_read_status(reader, found["status"]),
        office=reader.text(found["office"], "office", length=100, needed=True),
        section_order=_read_order(reader, found["section_order"], titles),
        targets=read_targets(reader, found["service_targets"], "service_targets"),
        service_kinds=reader.rows(
            found["service_kinds"],
            "service_kinds",
            lambda value, path: reader.text(value, path, needed=True),
        ),
        staffing=read_staffing(reader, found["staffing"], "staffing"),
        text_sections=sections,
        chart=read_chart(reader, found["organisation_chart"], "organisation_chart"),
        meetings=read_meetings(reader, found["meetings"], "meetings"),
        internal_trainings=read_trainings(
            reader, found["internal_trainings"], "internal_trainings"
        ),
        external_trainings=read_trainings(
            reader, found["external_trainings"], "external_trainings"
        ),
        building=_read_building(reader, found["building"], "building"),
    )


def _expect_schema(reader: Reader, value: Any) -> None:
    if value != SCHEMA:
        reader.refuse(
            "schema", _("Only files of the form %(schema)s are read.") % {"schema": SCHEMA}
        )


def _read_status(reader: Reader, value: Any) -> str:
    if value not in STATUSES:
        reader.refuse("status", _("Here 案 or 確定 is needed."))
        return STATUSES[0]
    return value


def _read_order(reader: Reader, value: Any, titles: list[str]) -> tuple[str, ...]:
    """Each fixed section and each text section exactly once, in the order to print."""
    order = reader.rows(value, "section_order", lambda key, path: reader.text(key, path))
    known = [*FIXED_SECTIONS, *titles]
    for title in titles:
        if known.count(title) > 1:
            reader.refuse(
                "text_sections", _("Two sections are called “%(name)s”.") % {"name": title}
            )
    for place, key in enumerate(order):
        path = f"section_order[{place}]"
        if key not in known:
            reader.refuse(path, _("There is no section “%(name)s”.") % {"name": key[:40]})
        elif key in order[:place]:
            reader.refuse(path, _("The section “%(name)s” stands twice.") % {"name": key})
    for key in known:
        if key not in order:
            reader.refuse("section_order", _("The section “%(name)s” is missing.") % {"name": key})
    return order


def _read_building(reader: Reader, value: Any, path: str) -> Building:
    found = reader.fields(value, path, ("heading", "rows"), ("floor_area_m2", "site_area_m2"))

    def read_row(row: Any, row_path: str) -> BuildingRow:
        cells = reader.fields(row, row_path, ("label", "lines"))
        return BuildingRow(
            label=reader.text(cells.get("label", ""), join(row_path, "label"), length=40),
            lines=reader.rows(
                cells.get("lines", []),
                join(row_path, "lines"),
                lambda line, line_path: reader.text(line, line_path, length=TEXT_LENGTH),
            ),
        )

    return Building(
        heading=reader.text(found.get("heading", ""), join(path, "heading"), length=NAME_LENGTH),
        rows=reader.rows(found.get("rows", []), join(path, "rows"), read_row),
        floor_area=reader.area(found.get("floor_area_m2"), join(path, "floor_area_m2")),
        site_area=reader.area(found.get("site_area_m2"), join(path, "site_area_m2")),
    )

"""Write a document into the rows of a plan."""

from reports import plan_document as paper
from reports.choices import SectionKind
from reports.models import (
    AnnualPlan,
    BuildingRow,
    PlanItem,
    PlanSection,
    ServiceKindRow,
    StaffRow,
    TargetRow,
)
from reports.plan_rows import OutlineLine, flattened


def plan_values(document: paper.PlanDocument) -> dict[str, object]:
    """Return the plan's own fields of a document."""
    return {
        "title": document.title,
        "days": document.targets.days,
        "staff_as_of_on": document.staffing.as_of,
        "floor_area": document.building.floor_area,
        "site_area": document.building.site_area,
    }


def write_rows(plan: AnnualPlan, document: paper.PlanDocument) -> None:
    """Replace every section and row of the plan by those of the document."""
    for rows in (
        plan.sections,
        plan.targets,
        plan.service_kinds,
        plan.staff_rows,
        plan.building_rows,
    ):
        rows.all().delete()
    texts = {section.title: section.items for section in document.text_sections}
    for position, key in enumerate(document.section_order, start=1):
        section = PlanSection.objects.create(
            plan=plan, position=position, **_section_values(document, key)
        )
        if section.kind == SectionKind.TEXT:
            write_outline(section, flattened(texts[key]))
    write_targets(plan, document.targets.rows)
    write_service_kinds(plan, document.service_kinds)
    write_staff(plan, document.staffing.rows)
    write_building(plan, document.building.rows)


def _section_values(document: paper.PlanDocument, key: str) -> dict[str, object]:
    tables = {
        SectionKind.SERVICE_TARGETS: document.targets,
        SectionKind.STAFFING: document.staffing,
        SectionKind.ORGANISATION_CHART: document.chart,
        SectionKind.MEETINGS: document.meetings,
        SectionKind.INTERNAL_TRAININGS: document.internal_trainings,
        SectionKind.EXTERNAL_TRAININGS: document.external_trainings,
        SectionKind.BUILDING: document.building,
    }
    if key not in paper.FIXED_SECTIONS:
        return {"kind": SectionKind.TEXT, "heading": key}
    table = tables.get(SectionKind(key))
    columns = getattr(table, "columns", ())
    return {
        "kind": key,
        "heading": getattr(table, "heading", ""),
        "row_heading": getattr(table, "row_heading", ""),
        "columns": dict(columns) if isinstance(columns, dict) else list(columns),
    }


def write_outline(section: PlanSection, lines: list[OutlineLine]) -> None:
    """Replace the paragraphs of a text section."""
    section.items.all().delete()
    PlanItem.objects.bulk_create(
        PlanItem(section=section, position=position, level=level, mark=mark, text=text)
        for position, (level, mark, text) in enumerate(lines, start=1)
    )


def write_targets(plan: AnnualPlan, rows: tuple[paper.TargetRow, ...]) -> None:
    """Replace the rows of the targets."""
    plan.targets.all().delete()
    TargetRow.objects.bulk_create(
        TargetRow(
            plan=plan,
            position=position,
            programme=row.programme,
            kind=row.kind,
            covered=row.covered,
            planned=row.planned,
            monthly=int(row.monthly.value) if row.monthly else None,
            monthly_reason=row.monthly.reason if row.monthly else "",
            per_staff=row.per_staff.value if row.per_staff else None,
            per_staff_reason=row.per_staff.reason if row.per_staff else "",
        )
        for position, row in enumerate(rows, start=1)
    )


def write_service_kinds(plan: AnnualPlan, texts: tuple[str, ...]) -> None:
    """Replace the lines of the kinds of service."""
    plan.service_kinds.all().delete()
    ServiceKindRow.objects.bulk_create(
        ServiceKindRow(plan=plan, position=position, text=text)
        for position, text in enumerate(texts, start=1)
    )


def write_staff(plan: AnnualPlan, rows: tuple[paper.StaffRow, ...]) -> None:
    """Replace the typed staff rows; none means that the table follows the postings."""
    plan.staff_rows.all().delete()
    StaffRow.objects.bulk_create(
        StaffRow(
            plan=plan,
            position=position,
            job=row.job,
            heads=row.heads,
            full_dedicated=row.full_dedicated,
            full_concurrent=row.full_concurrent,
            part_dedicated=row.part_dedicated,
            part_concurrent=row.part_concurrent,
            fte=row.fte,
            note=row.note,
        )
        for position, row in enumerate(rows, start=1)
    )


def write_building(plan: AnnualPlan, rows: tuple[paper.BuildingRow, ...]) -> None:
    """Replace the rows of the building."""
    plan.building_rows.all().delete()
    BuildingRow.objects.bulk_create(
        BuildingRow(plan=plan, position=position, label=row.label, lines="\n".join(row.lines))
        for position, row in enumerate(rows, start=1)
    )

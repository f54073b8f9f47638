"""Read an annual plan from its rows: the one document that screen, print and export share."""

from decimal import Decimal

from councils.choices import RecurrenceKind, TrainingScope
from councils.models import Recurrence, TrainingEvent
from councils.rules import RecurrenceRule
from councils.rules import label as recurrence_label
from reports import plan_document as paper
from reports.choices import SectionKind
from reports.models import AnnualPlan, PlanSection
from reports.plan_staff import PostedStaff, posted_staff

#: File form of a recurrence by its kind: every so many months, or so many times a year.
INTERVALS = {
    RecurrenceKind.MONTHLY: 1,
    RecurrenceKind.BIMONTHLY: 2,
    RecurrenceKind.QUARTERLY: 3,
}
COUNTS = {RecurrenceKind.YEARLY: 1, RecurrenceKind.TWICE: 2}


def document_of(plan: AnnualPlan) -> paper.PlanDocument:
    """Return the plan as a document: frozen as it was approved, a draft as it is now."""
    if plan.frozen is not None:
        return paper.parse_document(plan.frozen)
    sections = list(plan.sections.prefetch_related("items"))
    by_kind = {section.kind: section for section in sections}
    staff = posted_staff(plan.office, on=plan.staff_as_of_on)
    return paper.PlanDocument(
        fiscal_year=plan.fiscal_year,
        title=plan.title,
        status=paper.DRAFT_STATUS,
        office=plan.office.name,
        section_order=tuple(
            section.heading if section.kind == SectionKind.TEXT else section.kind
            for section in sections
        ),
        targets=_targets(plan, by_kind[SectionKind.SERVICE_TARGETS]),
        service_kinds=tuple(row.text for row in plan.service_kinds.all()),
        staffing=_staffing(plan, by_kind[SectionKind.STAFFING], staff),
        text_sections=tuple(
            paper.TextSection(section.heading, nested(outline_of(section)))
            for section in sections
            if section.kind == SectionKind.TEXT
        ),
        chart=paper.Chart(
            by_kind[SectionKind.ORGANISATION_CHART].heading,
            chart_box(plan.chart) if plan.chart is not None else staff.chart(),
        ),
        meetings=_meetings(plan, by_kind[SectionKind.MEETINGS]),
        internal_trainings=_trainings(plan, by_kind[SectionKind.INTERNAL_TRAININGS]),
        external_trainings=_trainings(plan, by_kind[SectionKind.EXTERNAL_TRAININGS]),
        building=paper.Building(
            heading=by_kind[SectionKind.BUILDING].heading,
            rows=tuple(
                paper.BuildingRow(row.label, tuple(row.lines.split("\n")) if row.lines else ())
                for row in plan.building_rows.all()
            ),
            floor_area=plan.floor_area,
            site_area=plan.site_area,
        ),
    )


# Outline --------------------------------------------------------------------------------------

#: An outline as the forms edit it: level 1 to 6, mark, text.
OutlineLine = tuple[int, str, str]


def outline_of(section: PlanSection) -> list[OutlineLine]:
    """Return the paragraphs of a section in their order."""
    return [(item.level, item.mark, item.text) for item in section.items.all()]


def nested(lines: list[OutlineLine]) -> tuple[paper.OutlineItem, ...]:
    """Turn levels into nesting; a line deeper than one step below the line above moves up."""
    items, rest = _nest(lines, 0, 1)
    return items if rest == len(lines) else ()


def _nest(
    lines: list[OutlineLine], start: int, level: int
) -> tuple[tuple[paper.OutlineItem, ...], int]:
    items, place = [], start
    while place < len(lines) and (lines[place][0] >= level or level == 1):
        _own, mark, text = lines[place]
        children, place = _nest(lines, place + 1, level + 1)
        items.append(paper.OutlineItem(mark, text, children))
    return tuple(items), place


def flattened(items: tuple[paper.OutlineItem, ...], level: int = 1) -> list[OutlineLine]:
    """Turn nesting into levels: the inverse of `nested`."""
    lines: list[OutlineLine] = []
    for item in items:
        lines.append((level, item.mark, item.text))
        lines += flattened(item.children, level + 1)
    return lines


# Tables ---------------------------------------------------------------------------------------


def _targets(plan: AnnualPlan, section: PlanSection) -> paper.TargetTable:
    return paper.TargetTable(
        heading=section.heading,
        row_heading=section.row_heading,
        columns=dict(section.columns),
        days=plan.days,
        rows=tuple(
            paper.TargetRow(
                programme=row.programme,
                kind=row.kind,
                covered=row.covered,
                planned=row.planned,
                monthly=_correction(row.monthly, row.monthly_reason),
                per_staff=_correction(row.per_staff, row.per_staff_reason),
            )
            for row in plan.targets.all()
        ),
    )


def _correction(value: int | Decimal | None, reason: str) -> paper.Correction | None:
    return None if value is None else paper.Correction(Decimal(value), reason)


def _staffing(plan: AnnualPlan, section: PlanSection, staff: PostedStaff) -> paper.StaffTable:
    typed = tuple(
        paper.StaffRow(
            job=row.job,
            heads=row.heads,
            full_dedicated=row.full_dedicated,
            full_concurrent=row.full_concurrent,
            part_dedicated=row.part_dedicated,
            part_concurrent=row.part_concurrent,
            fte=row.fte,
            note=row.note,
        )
        for row in plan.staff_rows.all()
    )
    return paper.StaffTable(
        heading=section.heading, as_of=plan.staff_as_of_on, rows=typed or staff.rows()
    )


def chart_box(data: dict) -> paper.ChartBox:
    """Return the tree of boxes that was drawn by hand."""
    return paper.ChartBox(
        label=data["label"],
        posts=tuple(data["posts"]),
        children=tuple(chart_box(child) for child in data.get("children", ())),
    )


def year_recurrences(plan: AnnualPlan):
    """The recurrences of the plan's office and year, in their printed order."""
    rows = Recurrence.objects.alive().filter(body__office_id=plan.office_id)
    return rows.of_year(plan.fiscal_year).select_related("body__council")


def year_trainings(plan: AnnualPlan, scope: str):
    """The trainings of the plan's office and year."""
    return TrainingEvent.objects.alive().filter(
        office_id=plan.office_id, fiscal_year=plan.fiscal_year, scope=scope
    )


def _meetings(plan: AnnualPlan, section: PlanSection) -> paper.MeetingTable:
    return paper.MeetingTable(
        heading=section.heading,
        columns=tuple(section.columns),
        rows=tuple(
            paper.MeetingRow(
                name=row.body.name,
                when=recurrence_label(
                    RecurrenceRule(row.kind, tuple(row.months), row.text, row.count or 0)
                ),
                note=row.note,
                recurrence=recurrence_rule(row),
                council=row.body.council.name if row.body.council else "",
            )
            for row in year_recurrences(plan)
        ),
    )


def recurrence_rule(row: Recurrence) -> paper.Recurrence | None:
    """Return a recurrence as the file form writes it; words without a rule are none."""
    months = tuple(row.months)
    if row.kind == RecurrenceKind.TEXT:
        return None
    if row.kind in INTERVALS:
        return paper.Recurrence("every_n_months", interval=INTERVALS[row.kind], months=months)
    count = COUNTS.get(row.kind) or row.count or len(months)
    return paper.Recurrence("times_per_year", count=count, months=months)


def _trainings(plan: AnnualPlan, section: PlanSection) -> paper.TrainingTable:
    is_internal = section.kind == SectionKind.INTERNAL_TRAININGS
    scope = TrainingScope.INTERNAL if is_internal else TrainingScope.EXTERNAL
    return paper.TrainingTable(
        heading=section.heading,
        columns=tuple(section.columns),
        rows=tuple(
            paper.TrainingRow(
                name=row.name,
                when=row.when_text,
                note=row.note,
                occurrences=paper.read_occurrences(row.sittings),
            )
            for row in year_trainings(plan, scope)
        ),
    )

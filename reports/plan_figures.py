"""The figure table of an annual plan: D, E and the totals beside what was typed (O-01).

One place computes them for the screen, the print, the export and the frozen version.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from config.common.problems import Problem
from reports.plan_document import Correction, PlanDocument, StaffTable, TargetTable
from reports.rules import annual_plan as rules


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A computed cell: what it shows, what it would be, and why a person typed over it."""

    value: Decimal | None
    computed: Decimal | None
    reason: str = ""

    @property
    def is_corrected(self) -> bool:
        return bool(self.reason)

    @property
    def text(self) -> str:
        return figure_text(self.value)

    @property
    def computed_text(self) -> str:
        return figure_text(self.computed)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of the table; a programme's first row spans the others of its group."""

    place: int
    programme: str
    kind: str
    planned: int
    covered: int | None
    group_size: int
    is_first: bool
    monthly: FigureCell
    per_staff: FigureCell


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The rows with D and E, and the totals row."""

    rows: tuple[FigureRow, ...]
    days: int | None
    staff: int
    totals: rules.TargetTotals

    @property
    def per_staff_text(self) -> str:
        return figure_text(self.totals.per_staff)


def figure_text(value: Decimal | int | None) -> str:
    """Write a figure as the paper does: 2.5, 8, 14.1; 「―」 where there is none."""
    return rules.format_tenths(None if value is None else Decimal(value)).replace(",", "")


def staff_totals(staffing: StaffTable) -> rules.StaffTotals:
    """Sum the staff table as the paper does."""
    return rules.staff_totals(_staff_rows(staffing))


def approval_problems(document: PlanDocument) -> list[Problem]:
    """Return what keeps the plan from being approved (確定)."""
    rows = _staff_rows(document.staffing)
    return rules.approval_problems(staff=rules.staff_totals(rows).heads, rows=rows)


def _staff_rows(staffing: StaffTable) -> list[rules.StaffRow]:
    return [
        rules.StaffRow(
            heads=row.heads,
            full_time_dedicated=row.full_dedicated or 0,
            full_time_concurrent=row.full_concurrent or 0,
            part_time_dedicated=row.part_dedicated or 0,
            part_time_concurrent=row.part_concurrent or 0,
            fte=row.fte,
        )
        for row in staffing.rows
    ]


def figure_table(targets: TargetTable, staffing: StaffTable) -> FigureTable:
    """Compute D, E and the totals; E divides by the heads (員数), never by the FTE."""
    staff = staff_totals(staffing).heads
    rows: list[FigureRow] = []
    for _programme, group in groupby(targets.rows, key=lambda row: row.programme):
        members = list(group)
        covered = next((row.covered for row in members if row.covered is not None), None)
        for place, row in enumerate(members):
            monthly = _cell(Decimal(rules.monthly_average(row.planned)), row.monthly)
            rows.append(
                FigureRow(
                    place=len(rows),
                    programme=row.programme,
                    kind=row.kind,
                    planned=row.planned,
                    covered=covered,
                    group_size=len(members),
                    is_first=place == 0,
                    monthly=monthly,
                    per_staff=_cell(rules.per_staff(int(monthly.value), staff), row.per_staff),
                )
            )
    totals = rules.target_totals(
        [
            rules.TargetRow(row.covered, row.planned, row.monthly and int(row.monthly.value))
            for row in targets.rows
        ],
        staff,
    )
    return FigureTable(rows=tuple(rows), days=targets.days, staff=staff, totals=totals)


def _cell(computed: Decimal | None, correction: Correction | None) -> FigureCell:
    if correction is None:
        return FigureCell(value=computed, computed=computed)
    return FigureCell(value=correction.value, computed=computed, reason=correction.reason)

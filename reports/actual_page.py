"""What screen, paper and file of the year's actual figures show (O-12): one table for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from config.common.fiscal import fiscal_range, month_end
from config.common.holidays import open_days
from config.common.tags import month_name
from reports.choices import ActualKey
from reports.figures.actuals import ActualYear, actual_year
from reports.models import AnnualPlan
from reports.plan_figures import figure_text, staff_totals
from reports.plan_rows import document_of
from reports.rules.actuals import (
    STANDARD_ROWS,
    attainment,
    key_of_row,
    monthly_so_far,
)
from reports.rules.annual_plan import per_staff
from staffing.models import Office

#: The first row of a programme says how many persons it had.
PERSONS = {ActualKey.PLAN_ADULT, ActualKey.PLAN_CHILD, ActualKey.COMMUNITY_FIRST}


@dataclass(frozen=True, slots=True)
class ActualLine:
    """One row: target beside actual; a month to come, or a row that nothing counts, is None."""

    programme: str
    kind: str
    group_size: int
    is_first: bool
    key: ActualKey | None
    covered: int | None
    persons: int | None
    target: int | None
    cells: tuple[int | None, ...]
    urls: tuple[str, ...]
    total: int | None
    rate: Decimal | None
    monthly: Decimal | None
    per_staff: Decimal | None

    @property
    def texts(self) -> dict[str, str]:
        """The figures that are cut, as the plan writes them."""
        return {
            "rate": "" if self.rate is None else f"{self.rate}%",
            "monthly": figure_text(self.monthly),
            "per_staff": figure_text(self.per_staff),
        }

    @property
    def shown_cells(self) -> list[tuple[int | None, str]]:
        """Number and address of each month."""
        return list(zip(self.cells, self.urls, strict=True))


@dataclass(frozen=True, slots=True)
class ActualTable:
    """The table of one office and year; the totals sum the rows, as in the plan."""

    year: int
    months: tuple[str, ...]
    lines: tuple[ActualLine, ...]
    total: ActualLine
    days_planned: int | None
    days: int
    passed: int
    has_plan: bool


def actual_table(office: Office, year: int, *, today: date) -> ActualTable:
    """Return the year's actual figures beside the plan's targets."""
    found = actual_year(office.pk, year, today=today)
    plans = AnnualPlan.objects.filter(deleted_at=None, office=office, fiscal_year=year)
    plan = max(plans, key=lambda one: (not one.is_draft, one.edition), default=None)
    staff, days, rows = 0, None, [(p, k, None, None) for p, k, _key in STANDARD_ROWS]
    if plan:
        document = document_of(plan)
        staff, days = staff_totals(document.staffing).heads, document.targets.days
        rows = [(r.programme, r.kind, r.covered, r.planned) for r in document.targets.rows]
    lines = list(_lines(found, rows, staff, today))
    first, last = fiscal_range(year)
    opened = {
        "open_weekdays": office.open_weekdays,
        "opens_on_holidays": office.opens_on_holidays,
    }
    return ActualTable(
        year=year,
        months=tuple(month_name(month) for month in found.months),
        lines=tuple(lines),
        total=_total(lines, found.passed, staff),
        days_planned=days,
        days=open_days(first, min(last, today), **opened) if first <= today else 0,
        passed=found.passed,
        has_plan=plan is not None,
    )


def _lines(found: ActualYear, rows: Sequence[tuple], staff: int, today: date):
    for programme, group in groupby(rows, key=lambda row: row[0]):
        members = list(group)
        for place, (_programme, kind, covered, target) in enumerate(members):
            key = key_of_row(programme, kind)
            uses = found.uses[key] if key else ()
            cells = tuple(
                uses[month] if key and month < found.passed else None for month in range(12)
            )
            monthly = monthly_so_far(uses, found.passed) if key else None
            yield ActualLine(
                programme=programme,
                kind=kind,
                group_size=len(members),
                is_first=place == 0,
                key=key,
                covered=covered,
                persons=found.persons.get(key) if key in PERSONS else None,
                target=target,
                cells=cells,
                urls=tuple(
                    _url(key, month, today) if number else ""
                    for month, number in zip(found.months, cells, strict=True)
                ),
                total=sum(uses) if key else None,
                rate=attainment(sum(uses), target or 0) if key else None,
                monthly=monthly,
                per_staff=None if monthly is None else _each(monthly, staff),
            )


def _each(monthly: Decimal, staff: int) -> Decimal | None:
    return per_staff(int(monthly), staff)


def _total(lines: Sequence[ActualLine], passed: int, staff: int) -> ActualLine:
    cells = tuple(
        sum(line.cells[month] or 0 for line in lines) if month < passed else None
        for month in range(12)
    )
    total, target = sum(filter(None, cells)), sum(line.target or 0 for line in lines)
    monthly = monthly_so_far([cell or 0 for cell in cells], passed)
    return ActualLine(
        programme="",
        kind="",
        group_size=1,
        is_first=True,
        key=None,
        covered=sum(line.covered or 0 for line in lines),
        persons=sum(line.persons or 0 for line in lines),
        target=target,
        cells=cells,
        urls=("",) * 12,
        total=total,
        rate=attainment(total, target),
        monthly=monthly,
        per_staff=None if monthly is None else _each(monthly, staff),
    )


def _url(key: ActualKey | None, month: date, today: date) -> str:
    """The list of exactly these records."""
    until = min(month_end(month), today)
    if key == ActualKey.BASIC:
        asked: dict[str, Any] = {"since": month.isoformat(), "until": until.isoformat()}
        path = reverse("cases:consultation-list")
        return f"{path}?{urlencode(asked | {'who': 'unregistered'})}"
    if key in {ActualKey.COMMUNITY_FIRST, ActualKey.COMMUNITY_CONTINUED}:
        part = "first" if key == ActualKey.COMMUNITY_FIRST else "continued"
        asked = {"month": f"{month:%Y-%m}", "part": part, "state": "all"}
        return f"{reverse('plans:support-list')}?{urlencode(asked)}"
    asked = {"of": key, "month": f"{month:%Y-%m}"}
    return f"{reverse('reports:actual-records')}?{urlencode(asked)}"

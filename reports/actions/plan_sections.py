"""Verbs on the sections of a draft: each writes one section and moves the plan's version on."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.common.problems import Problem
from reports import plan_document as paper
from reports.actions.plan_writing import (
    write_building,
    write_outline,
    write_service_kinds,
    write_staff,
)
from reports.choices import SectionKind
from reports.models import AnnualPlan, PlanSection, TargetRow
from reports.plan_staff import posted_staff
from reports.plan_years import staff_heading
from reports.rules.outline import Line
from staffing.models import User
from staffing.saving import Refused, change


def _change(
    plan: AnnualPlan, values: dict[str, Any], *, by: User, version: int | None, section: str
) -> AnnualPlan:
    """Move the plan on; an approved plan is never written."""
    if not plan.is_draft:
        message = _("An approved plan is not changed. Open a new version.")
        raise Refused(Problem("approved", message))
    return change(plan, values, by=by, version=version, verb="annual_plan.changed", section=section)


@transaction.atomic
def change_title(plan: AnnualPlan, *, title: str, by: User, version: int | None) -> AnnualPlan:
    """Change the title of the paper."""
    return _change(plan, {"title": title}, by=by, version=version, section=SectionKind.OFFICE)


@transaction.atomic
def change_targets(
    plan: AnnualPlan,
    *,
    days: int | None,
    figures: dict[int, tuple[int | None, int]],
    by: User,
    version: int | None,
) -> AnnualPlan:
    """Change C, and A and B of the rows by their keys; D and E follow."""
    plan = _change(
        plan, {"days": days}, by=by, version=version, section=SectionKind.SERVICE_TARGETS
    )
    rows = list(plan.targets.filter(pk__in=figures))
    for row in rows:
        row.covered, row.planned = figures[row.pk]
    TargetRow.objects.bulk_update(rows, ["covered", "planned"])
    return plan


@transaction.atomic
def correct_target(
    plan: AnnualPlan,
    row: TargetRow,
    *,
    monthly: int | None,
    monthly_reason: str,
    per_staff: Decimal | None,
    per_staff_reason: str,
    by: User,
    version: int | None,
) -> AnnualPlan:
    """Type over D or E of a row with a reason; None gives the cell back to the computation."""
    plan = _change(plan, {}, by=by, version=version, section=SectionKind.SERVICE_TARGETS)
    row.monthly, row.monthly_reason = monthly, monthly_reason
    row.per_staff, row.per_staff_reason = per_staff, per_staff_reason
    row.save(update_fields=["monthly", "monthly_reason", "per_staff", "per_staff_reason"])
    return plan


@transaction.atomic
def change_target_rows(
    plan: AnnualPlan,
    *,
    rows: Sequence[tuple[int | None, str, str]],
    by: User,
    version: int | None,
) -> AnnualPlan:
    """Name, order, add and remove the rows: (key or None for a new one, programme, kind)."""
    plan = _change(plan, {}, by=by, version=version, section=SectionKind.SERVICE_TARGETS)
    existing = {row.pk: row for row in plan.targets.all()}
    for position, (pk, programme, kind) in enumerate(rows, start=1):
        row = existing.pop(pk, None) or TargetRow(plan=plan)
        row.position, row.programme, row.kind = position, programme, kind
        row.save()
    for gone in existing.values():
        # A is one figure of a programme: it goes on with what is left of it.
        left = plan.targets.filter(programme=gone.programme).exclude(pk__in=existing)
        heir = left.first()
        if gone.covered is not None and heir and heir.covered is None:
            heir.covered = gone.covered
            heir.save(update_fields=["covered"])
    plan.targets.filter(pk__in=existing).delete()
    return plan


@transaction.atomic
def change_service_kinds(
    plan: AnnualPlan, *, texts: Sequence[str], by: User, version: int | None
) -> AnnualPlan:
    """Change the lines of the kinds of service."""
    plan = _change(plan, {}, by=by, version=version, section=SectionKind.SERVICE_KINDS)
    write_service_kinds(plan, tuple(texts))
    return plan


@transaction.atomic
def change_staff(
    plan: AnnualPlan,
    *,
    as_of: date,
    rows: Sequence[paper.StaffRow],
    reason: str,
    by: User,
    version: int | None,
) -> AnnualPlan:
    """Change the base date and the staff rows; rows equal to the postings are no correction.

    A table that followed the postings follows them to another day, too.
    """
    is_typed = tuple(rows) != posted_staff(plan.office, on=as_of).rows()
    if is_typed and not plan.staff_rows.exists():
        is_typed = tuple(rows) != posted_staff(plan.office, on=plan.staff_as_of_on).rows()
    if is_typed and not rows:
        message = _("Enter at least one row of staff.")
        raise Refused(Problem("no-rows", message))
    if is_typed and not reason:
        message = _("Write why the table differs from the postings.")
        raise Refused(Problem("no-reason", message, "reason"))
    values = {"staff_as_of_on": as_of, "staff_reason": reason if is_typed else ""}
    old_heading = staff_heading(plan.staff_as_of_on)
    plan = _change(plan, values, by=by, version=version, section=SectionKind.STAFFING)
    write_staff(plan, tuple(rows) if is_typed else ())
    # The usual heading names the day; one in other words stays.
    headings = plan.sections.filter(kind=SectionKind.STAFFING, heading=old_heading)
    headings.update(heading=staff_heading(as_of))
    return plan


@transaction.atomic
def change_chart(
    plan: AnnualPlan,
    *,
    root: paper.ChartBox | None,
    reason: str,
    by: User,
    version: int | None,
) -> AnnualPlan:
    """Draw the chart by hand; a chart equal to the postings is no correction."""
    is_typed = (
        root is not None and root != posted_staff(plan.office, on=plan.staff_as_of_on).chart()
    )
    if is_typed and not reason:
        message = _("Write why the chart differs from the postings.")
        raise Refused(Problem("no-reason", message, "reason"))
    values = {
        "chart": paper.box_as_data(root) if is_typed else None,
        "chart_reason": reason if is_typed else "",
    }
    return _change(plan, values, by=by, version=version, section=SectionKind.ORGANISATION_CHART)


@transaction.atomic
def follow_postings(plan: AnnualPlan, *, section: PlanSection, by: User) -> AnnualPlan:
    """Give the staff table or the chart back to the computation from the postings."""
    if section.kind == SectionKind.STAFFING:
        plan = _change(
            plan, {"staff_reason": ""}, by=by, version=plan.version, section=section.kind
        )
        plan.staff_rows.all().delete()
        return plan
    values = {"chart": None, "chart_reason": ""}
    return _change(plan, values, by=by, version=plan.version, section=section.kind)


@transaction.atomic
def change_outline(
    plan: AnnualPlan,
    section: PlanSection,
    *,
    lines: Sequence[Line],
    by: User,
    version: int | None,
) -> AnnualPlan:
    """Change the nested text of a section."""
    plan = _change(plan, {}, by=by, version=version, section=section.heading)
    write_outline(section, list(lines))
    return plan


@transaction.atomic
def change_building(
    plan: AnnualPlan,
    *,
    rows: Sequence[paper.BuildingRow],
    floor_area: Decimal | None,
    site_area: Decimal | None,
    by: User,
    version: int | None,
) -> AnnualPlan:
    """Change the rows and areas of the building."""
    values = {"floor_area": floor_area, "site_area": site_area}
    plan = _change(plan, values, by=by, version=version, section=SectionKind.BUILDING)
    write_building(plan, tuple(rows))
    return plan


@transaction.atomic
def change_structure(
    plan: AnnualPlan,
    *,
    sections: Sequence[tuple[int | None, str]],
    by: User,
    version: int | None,
) -> AnnualPlan:
    """Name and order the sections; new ones are text, and only text sections are removed.

    `sections` are (key or None for a new one, heading) in the order to print.
    """
    plan = _change(plan, {}, by=by, version=version, section="structure")
    existing = {section.pk: section for section in plan.sections.all()}
    kept = {pk for pk, _heading in sections if pk}
    dropped = [section for pk, section in existing.items() if pk not in kept]
    if any(section.kind != SectionKind.TEXT for section in dropped):
        message = _("Only text sections can be removed.")
        raise Refused(Problem("fixed-section", message))
    plan.sections.filter(pk__in=[section.pk for section in dropped]).delete()
    # Headings may swap places: the old ones make room first.
    texts = plan.sections.filter(kind=SectionKind.TEXT)
    for section in texts:
        PlanSection.objects.filter(pk=section.pk).update(heading=f"({section.pk})")
    for position, (pk, heading) in enumerate(sections, start=1):
        section = existing.get(pk) or PlanSection(plan=plan, kind=SectionKind.TEXT)
        section.position, section.heading = position, heading
        section.save()
    return plan

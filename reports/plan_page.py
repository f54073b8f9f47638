"""What every page of an annual plan shows around its form: outline, state, last year beside."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from config.common.fiscal import fiscal_range
from config.common.holidays import open_days
from plans.models import BenefitDecision, CommunitySupport
from reports.choices import SectionKind
from reports.models import AnnualPlan, PlanSection
from reports.plan_document import PlanDocument, TargetRow
from reports.plan_rows import document_of
from staffing.models import Draft
from staffing.permissions import Permission, can

EDITED, DONE, EMPTY = "edited", "done", "empty"


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of the outline at the left: a section with its state."""

    url: str
    label: str
    state: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan, its document and the outline of its sections."""

    plan: AnnualPlan
    document: PlanDocument
    last_year: PlanDocument | None
    outline: tuple[OutlineEntry, ...]
    may_edit: bool

    @property
    def is_writable(self) -> bool:
        """Whether this user can write on it now."""
        return self.may_edit and self.plan.is_draft


def draft_key(plan: AnnualPlan, part: str | int) -> str:
    """Return the name under which a half-written section is kept."""
    return f"annual-plan:{plan.pk}:{part}"


def plan_page(
    request: HttpRequest, plan: AnnualPlan, section: PlanSection | None = None
) -> PlanPage:
    """Gather what a page of the plan needs."""
    document = document_of(plan)
    before = AnnualPlan.objects.latest_before(plan.office, plan.fiscal_year)
    return PlanPage(
        plan=plan,
        document=document,
        last_year=document_of(before) if before else None,
        outline=tuple(_outline(request, plan, document, section)),
        may_edit=can(request.user, Permission.ANNUAL_PLAN_EDIT, plan.office_id),
    )


def _outline(
    request: HttpRequest, plan: AnnualPlan, document: PlanDocument, current: PlanSection | None
):
    prefix = draft_key(plan, "")
    drafts = set(
        Draft.objects.filter(user=request.user, key__startswith=prefix).values_list(
            "key", flat=True
        )
    )
    filled = _filled_sections(document)
    for section in plan.sections.all():
        key = section.heading if section.kind == SectionKind.TEXT else section.kind
        state = DONE if key in filled else EMPTY
        yield OutlineEntry(
            url=reverse("reports:annual-plan-section", args=[plan.pk, section.pk]),
            label=section_label(section),
            state=EDITED if draft_key(plan, section.pk) in drafts else state,
            is_current=current is not None and section.pk == current.pk,
        )


def section_label(section: PlanSection) -> str:
    """Return what the section is called on the screen: its heading, else its kind."""
    named_by_kind = {SectionKind.OFFICE, SectionKind.SERVICE_KINDS}
    if section.kind in named_by_kind or not section.heading:
        return str(section.get_kind_display())
    return section.heading


def _filled_sections(document: PlanDocument) -> set[str]:
    """Return the keys of the sections that hold something."""
    held = {
        SectionKind.OFFICE: True,
        SectionKind.SERVICE_TARGETS: any(row.planned for row in document.targets.rows),
        SectionKind.SERVICE_KINDS: document.service_kinds,
        SectionKind.STAFFING: document.staffing.rows,
        SectionKind.ORGANISATION_CHART: document.chart.root,
        SectionKind.MEETINGS: document.meetings.rows,
        SectionKind.INTERNAL_TRAININGS: document.internal_trainings.rows,
        SectionKind.EXTERNAL_TRAININGS: document.external_trainings.rows,
        SectionKind.BUILDING: any(row.lines for row in document.building.rows),
    }
    texts = {section.title for section in document.text_sections if section.items}
    return texts | {str(kind) for kind, content in held.items() if content}


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """What the records say about A and C: people with a decision, open days of the year."""

    adults: int
    children: int
    community: int
    open_days: int


def source_figures(plan: AnnualPlan) -> SourceFigures:
    """Count what the typed A and C can be held against."""
    decisions = BenefitDecision.objects.alive().filter(office=plan.office)
    people = decisions.people_by_kind(plan.staff_as_of_on)
    supports = CommunitySupport.objects.alive().filter(office=plan.office)
    return SourceFigures(
        adults=people["adult"],
        children=people["child"],
        community=supports.people_on(plan.staff_as_of_on),
        open_days=open_days(
            *fiscal_range(plan.fiscal_year),
            open_weekdays=plan.office.open_weekdays,
            opens_on_holidays=plan.office.opens_on_holidays,
        ),
    )


def last_targets(page: PlanPage) -> dict[tuple[str, str], TargetRow]:
    """Return last year's rows by programme and kind."""
    if page.last_year is None:
        return {}
    return {(row.programme, row.kind): row for row in page.last_year.targets.rows}

"""The sections of a draft (S40): one page each, the outline at the left, last year beside."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reports.actions import plan_sections as actions
from reports.choices import SectionKind
from reports.forms import plan_tables, plan_texts
from reports.models import AnnualPlan, PlanSection
from reports.plan_document import PlanDocument
from reports.plan_figures import figure_table
from reports.plan_page import (
    PlanPage,
    draft_key,
    last_targets,
    plan_page,
    section_label,
    source_figures,
)
from reports.plan_print import PrintedSection, printed_plan, screen_heads
from reports.plan_rows import outline_of
from reports.plan_staff import posted_staff
from staffing.permissions import Permission, can, require
from staffing.sheets import edit_page


@require_http_methods(["GET", "POST"])
def annual_plan_section(request: HttpRequest, pk: int, section_pk: int) -> HttpResponse:
    """Write one section; who may only read is led to the whole plan."""
    plan = _plan(request, pk)
    section = get_object_or_404(plan.sections, pk=section_pk)
    require(request.user, Permission.ANNUAL_PLAN_VIEW, plan.office_id)
    if request.method == "POST":
        require(request.user, Permission.ANNUAL_PLAN_EDIT, plan.office_id)
    if not plan.is_draft or not can(request.user, Permission.ANNUAL_PLAN_EDIT, plan.office_id):
        return redirect(plan)
    page = plan_page(request, plan, section)
    editor = EDITORS.get(section.kind)
    if editor is None:
        return render(request, "reports/annual_plan/calendar.html", _context(page, section))
    return editor(request, page, section)


def _context(page: PlanPage, section: PlanSection, **extra: object) -> dict[str, object]:
    """What the page of a section shows: the plan, the outline, this and last year's print."""
    key = section.heading if section.kind == SectionKind.TEXT else section.kind
    papers = {
        name: _printed_section(document, key)
        for name, document in (("paper", page.document), ("last_paper", page.last_year))
        if document
    }
    return {
        "page": page,
        "plan": page.plan,
        "section": section,
        "section_title": section_label(section),
        **papers,
        **extra,
    }


def _printed_section(document: PlanDocument, key: str) -> PrintedSection | None:
    sections = printed_plan(document, version=1, stamp="").sections
    return next((part for part in sections if key in (part.kind, part.heading)), None)


def _edit(
    request: HttpRequest,
    page: PlanPage,
    section: PlanSection,
    form: type,
    *,
    template: str,
    save: Callable,
    context: dict[str, object] | None = None,
    **options: object,
) -> HttpResponse:
    def save_here(saved_form):
        save(saved_form)
        return section.get_absolute_url()

    return edit_page(
        request,
        form,
        template=f"reports/annual_plan/{template}.html",
        key=draft_key(page.plan, section.pk),
        label=f"{page.plan.title} {section_label(section)}",
        record=page.plan,
        success=_("Saved."),
        save=save_here,
        context=_context(page, section, **(context or {})),
        **options,
    )


def _edit_title(request: HttpRequest, page: PlanPage, section: PlanSection) -> HttpResponse:
    return _edit(
        request,
        page,
        section,
        plan_texts.TitleForm,
        template="title",
        load=lambda plan: ({"title": plan.title}, {}),
        save=lambda form: actions.change_title(
            page.plan, by=request.user, version=form.version, **form.cleaned_data
        ),
    )


def _edit_targets(request: HttpRequest, page: PlanPage, section: PlanSection) -> HttpResponse:
    figures = figure_table(page.document.targets, page.document.staffing)
    return _edit(
        request,
        page,
        section,
        plan_tables.TargetsForm,
        template="targets",
        load=plan_tables.load_targets,
        form_kwargs={
            "figures": figures,
            "last_year": last_targets(page),
            "keys": list(page.plan.targets.values_list("pk", flat=True)),
        },
        context={
            "figures": figures,
            "columns": screen_heads(page.document.targets.columns),
            "sources": source_figures(page.plan),
        },
        save=lambda form: actions.change_targets(
            page.plan,
            days=form.cleaned_data["days"],
            figures=form.typed_figures,
            by=request.user,
            version=form.version,
        ),
    )


def _edit_service_kinds(request: HttpRequest, page: PlanPage, section: PlanSection) -> HttpResponse:
    return _edit(
        request,
        page,
        section,
        plan_texts.ServiceKindsForm,
        template="lines",
        load=lambda plan: (
            {"text": "\n".join(row.text for row in plan.service_kinds.all())},
            {},
        ),
        save=lambda form: actions.change_service_kinds(
            page.plan, texts=form.texts, by=request.user, version=form.version
        ),
    )


def _edit_staff(request: HttpRequest, page: PlanPage, section: PlanSection) -> HttpResponse:
    posted = posted_staff(page.plan.office, on=page.plan.staff_as_of_on).rows()
    return _edit(
        request,
        page,
        section,
        plan_tables.StaffForm,
        template="staff",
        load=plan_tables.load_staff,
        context={"posted": posted, "is_typed": page.plan.staff_rows.exists()},
        save=lambda form: actions.change_staff(
            page.plan,
            as_of=form.cleaned_data["as_of"],
            rows=form.typed_rows,
            reason=form.cleaned_data["reason"],
            by=request.user,
            version=form.version,
        ),
    )


def _edit_outline(request: HttpRequest, page: PlanPage, section: PlanSection) -> HttpResponse:
    return _edit(
        request,
        page,
        section,
        plan_texts.OutlineForm,
        template="outline",
        load=lambda plan: (plan_texts.load_outline(plan.sections.get(pk=section.pk)), {}),
        form_kwargs={"known": outline_of(section)},
        save=lambda form: actions.change_outline(
            page.plan, section, lines=form.lines, by=request.user, version=form.version
        ),
    )


def _edit_chart(request: HttpRequest, page: PlanPage, section: PlanSection) -> HttpResponse:
    return _edit(
        request,
        page,
        section,
        plan_texts.ChartForm,
        template="chart",
        load=plan_texts.load_chart,
        save=lambda form: actions.change_chart(
            page.plan,
            root=form.root,
            reason=form.cleaned_data["reason"],
            by=request.user,
            version=form.version,
        ),
    )


def _edit_building(request: HttpRequest, page: PlanPage, section: PlanSection) -> HttpResponse:
    return _edit(
        request,
        page,
        section,
        plan_tables.BuildingForm,
        template="building",
        load=plan_tables.load_building,
        save=lambda form: actions.change_building(
            page.plan,
            rows=form.typed_rows,
            floor_area=form.cleaned_data["floor_area"],
            site_area=form.cleaned_data["site_area"],
            by=request.user,
            version=form.version,
        ),
    )


#: Meetings and trainings are missing here: they are written in the calendar.
EDITORS = {
    SectionKind.OFFICE: _edit_title,
    SectionKind.SERVICE_TARGETS: _edit_targets,
    SectionKind.SERVICE_KINDS: _edit_service_kinds,
    SectionKind.STAFFING: _edit_staff,
    SectionKind.TEXT: _edit_outline,
    SectionKind.ORGANISATION_CHART: _edit_chart,
    SectionKind.BUILDING: _edit_building,
}


@require_POST
def annual_plan_postings(request: HttpRequest, pk: int, section_pk: int) -> HttpResponse:
    """Give the staff table or the chart back to the computation from the postings."""
    plan = _plan(request, pk)
    section = get_object_or_404(
        plan.sections.filter(kind__in=[SectionKind.STAFFING, SectionKind.ORGANISATION_CHART]),
        pk=section_pk,
    )
    require(request.user, Permission.ANNUAL_PLAN_EDIT, plan.office_id)
    actions.follow_postings(plan, section=section, by=request.user)
    messages.success(request, _("This part follows the postings again."))
    return redirect(section)


def _plan(request: HttpRequest, pk: int) -> AnnualPlan:
    plans = AnnualPlan.objects.visible_to(request.user).select_related("office")
    return get_object_or_404(plans, pk=pk)

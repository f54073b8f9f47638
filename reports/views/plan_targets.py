"""The target table beyond its grid: live figures, one row's correction, the rows themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reports.actions import plan_sections as actions
from reports.choices import SectionKind
from reports.forms import plan_tables, plan_texts
from reports.models import AnnualPlan
from reports.plan_figures import figure_table
from reports.plan_page import draft_key, plan_page
from reports.plan_rows import document_of
from staffing.permissions import Permission, require
from staffing.sheets import edit_page


@require_POST
def annual_plan_figures(request: HttpRequest, pk: int) -> HttpResponse:
    """Compute D, E and the totals of what is typed, without saving it."""
    plan = _draft(request, pk)
    figures = plan_tables.typed_figures(
        plan, document_of(plan), request.POST, today=timezone.localdate()
    )
    if figures is None:
        return HttpResponse(status=204)
    return render(request, "reports/annual_plan/_figures.html", {"figures": figures})


@require_http_methods(["GET", "POST"])
def annual_plan_target(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """Type over D or E of one row, with the reason."""
    plan = _draft(request, pk)
    row = get_object_or_404(plan.targets, pk=row_pk)
    page = plan_page(request, plan)
    section = plan.sections.get(kind=SectionKind.SERVICE_TARGETS)
    figures = figure_table(page.document.targets, page.document.staffing)
    fields = ("monthly", "monthly_reason", "per_staff", "per_staff_reason")

    def save(form: plan_tables.CorrectionForm) -> str:
        actions.correct_target(
            plan, row, by=request.user, version=form.version, **form.cleaned_data
        )
        return section.get_absolute_url()

    return edit_page(
        request,
        plan_tables.CorrectionForm,
        template="reports/annual_plan/correction.html",
        key=draft_key(plan, f"target-{row.pk}"),
        label=f"{plan.title} {row}",
        record=plan,
        load=lambda _plan: (
            {name: getattr(plan.targets.get(pk=row.pk), name) for name in fields},
            {},
        ),
        success=_("Saved."),
        save=save,
        cancel_url=section.get_absolute_url(),
        context={
            "page": page,
            "plan": plan,
            "row": row,
            "figure": figures.rows[list(plan.targets.all()).index(row)],
        },
    )


@require_http_methods(["GET", "POST"])
def annual_plan_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, add and remove the rows of the target table."""
    plan = _draft(request, pk)
    section = plan.sections.get(kind=SectionKind.SERVICE_TARGETS)

    def save(form: plan_tables.TargetRowsForm) -> str:
        actions.change_target_rows(
            plan, rows=form.typed_rows, by=request.user, version=form.version
        )
        return section.get_absolute_url()

    return edit_page(
        request,
        plan_tables.TargetRowsForm,
        template="reports/annual_plan/rows.html",
        key=draft_key(plan, "rows"),
        label=_("Rows of the target table"),
        record=plan,
        load=plan_tables.load_target_rows,
        success=_("Saved."),
        save=save,
        cancel_url=section.get_absolute_url(),
        context={
            "page": plan_page(request, plan, section),
            "plan": plan,
            "title": _("Rows of the target table"),
        },
    )


@require_http_methods(["GET", "POST"])
def annual_plan_structure(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, order, add and remove the sections of the paper."""
    plan = _draft(request, pk)

    def save(form: plan_texts.StructureForm) -> AnnualPlan:
        return actions.change_structure(
            plan, sections=form.typed_sections, by=request.user, version=form.version
        )

    return edit_page(
        request,
        plan_texts.StructureForm,
        template="reports/annual_plan/structure.html",
        key=draft_key(plan, "structure"),
        label=_("Sections of the annual plan"),
        record=plan,
        load=plan_texts.load_structure,
        success=_("Saved."),
        save=save,
        cancel_url=plan.get_absolute_url(),
        context={
            "page": plan_page(request, plan),
            "plan": plan,
            "title": _("Sections and their order"),
        },
    )


def _draft(request: HttpRequest, pk: int) -> AnnualPlan:
    """Return a plan this user writes on; an approved one does not exist here."""
    plans = AnnualPlan.objects.visible_to(request.user).select_related("office")
    plan = get_object_or_404(plans.drafts(), pk=pk)
    require(request.user, Permission.ANNUAL_PLAN_EDIT, plan.office_id)
    return plan

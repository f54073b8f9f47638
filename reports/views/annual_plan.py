"""Annual plans of an office (S40): the list of years, a new year, reading, approving, printing."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_deny
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from config.common.pdf import PdfUnavailable, pdf_problems
from reports.actions import annual_plan as actions
from reports.choices import SectionKind
from reports.filters import AnnualPlanFilter
from reports.forms.plan_texts import NewPlanForm
from reports.models import AnnualPlan
from reports.plan_document import APPROVED_STATUS
from reports.plan_figures import approval_problems
from reports.plan_page import plan_page
from reports.plan_pdf import TEMPLATE, document_pdf, plan_pdf, printed
from reports.plan_print import printed_title
from reports.plan_rows import document_of
from staffing import audit
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require
from staffing.saving import Refused, StaleState
from staffing.sheets import edit_page


@require_GET
@keeps_conditions("annual-plan-list")
def annual_plan_list(request: HttpRequest) -> HttpResponse:
    """The years of the chosen office, the newest first, older versions below."""
    require(request.user, Permission.ANNUAL_PLAN_VIEW, request.office)
    plans = AnnualPlan.objects.visible_to(request.user).filter(office=request.office).for_list()
    listed = AnnualPlanFilter(request.GET, queryset=plans, request=request)
    context = {
        "filter": listed,
        "plans": listed.in_order(listed.qs, "-fiscal_year", "-edition", "-pk")[:200],
        "may_edit": can(request.user, Permission.ANNUAL_PLAN_EDIT, request.office),
    }
    return render(request, "reports/annual_plan/list.html", context)


@require_http_methods(["GET", "POST"])
def annual_plan_create(request: HttpRequest) -> HttpResponse:
    """Start the plan of a year from another year or from the blank form."""
    office = request.office
    require(request.user, Permission.ANNUAL_PLAN_EDIT, office)
    plans = list(AnnualPlan.objects.visible_to(request.user).filter(office=office).for_list())
    return edit_page(
        request,
        NewPlanForm,
        template="reports/annual_plan/create.html",
        key=f"annual-plan:new:{office.pk}",
        label=_("Annual plan"),
        form_kwargs={"plans": plans},
        submit_label=_("Start the plan"),
        save=lambda form: actions.start_plan(
            office,
            form.cleaned_data["fiscal_year"],
            from_plan=form.from_plan,
            by=request.user,
        ),
    )


@require_GET
def annual_plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a whole plan; whoever writes it goes straight to its first table."""
    plan = _plan(request, pk)
    require(request.user, Permission.ANNUAL_PLAN_VIEW, plan.office_id)
    if plan.is_draft and can(request.user, Permission.ANNUAL_PLAN_EDIT, plan.office_id):
        return redirect(plan.sections.get(kind=SectionKind.SERVICE_TARGETS))
    page = plan_page(request, plan)
    paper = printed(page.document, edition=plan.edition, now=timezone.now(), by="")
    context = {"page": page, "plan": plan, "paper": paper}
    return render(request, "reports/annual_plan/detail.html", context)


@require_GET
@xframe_options_deny
def annual_plan_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the paper on the screen, laid out as it is printed."""
    plan = _plan(request, pk)
    require(request.user, Permission.ANNUAL_PLAN_VIEW, plan.office_id)
    now = timezone.now()
    paper = printed(document_of(plan), edition=plan.edition, now=now, by=request.user.name)
    context = {
        "plan": paper,
        "running": paper.running,
        "is_screen": True,
        "back_url": plan.get_absolute_url(),
    }
    return render(request, TEMPLATE, context)


@require_GET
def annual_plan_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the plan: an approved one as it was frozen, a draft as it is now."""
    plan = _plan(request, pk)
    require(request.user, Permission.ANNUAL_PLAN_VIEW, plan.office_id)
    try:
        pdf = plan_pdf(plan, now=timezone.now(), by=request.user.name)
    except PdfUnavailable as error:
        messages.error(request, str(error))
        return redirect("reports:annual-plan-preview", pk=plan.pk)
    audit.record(request.user, "annual_plan.printed", plan)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"annual-plan-{plan.fiscal_year}-v{plan.edition}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
def annual_plan_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm what is frozen, then freeze it."""
    plan = _plan(request, pk)
    require(request.user, Permission.ANNUAL_PLAN_EDIT, plan.office_id)
    if not plan.is_draft:
        return redirect(plan)
    problems = [problem.message for problem in approval_problems(document_of(plan))]
    problems += pdf_problems()
    if request.method == "POST" and not problems:
        return _approve(request, plan)
    page = plan_page(request, plan)
    context = {
        "page": page,
        "plan": plan,
        "problems": problems,
        "title": printed_title(replace(page.document, status=APPROVED_STATUS)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/annual_plan/approve.html", context, status=status)


def _approve(request: HttpRequest, plan: AnnualPlan) -> HttpResponse:
    version = request.POST.get("_version", "")
    if version != str(plan.version):
        raise StaleState(plan)
    now = timezone.now()
    try:
        document = actions.approved_document(plan)
        pdf = document_pdf(document, edition=plan.edition, now=now, by=request.user.name)
    except (Refused, PdfUnavailable) as error:
        messages.error(request, str(error))
        return redirect("reports:annual-plan-approve", pk=plan.pk)
    actions.approve_plan(
        plan, document=document, pdf=pdf, version=int(version), now=now, by=request.user
    )
    messages.success(request, _("The plan is approved. Its data and its print are kept."))
    return redirect(plan)


@require_POST
def annual_plan_new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a new version of an approved plan."""
    plan = _plan(request, pk)
    require(request.user, Permission.ANNUAL_PLAN_EDIT, plan.office_id)
    draft = actions.open_new_edition(plan, by=request.user)
    messages.success(request, _("This is the new version. The approved one stays as it is."))
    return redirect(draft)


def _plan(request: HttpRequest, pk: int) -> AnnualPlan:
    plans = AnnualPlan.objects.visible_to(request.user).select_related("office", "approved_by")
    return get_object_or_404(plans, pk=pk)

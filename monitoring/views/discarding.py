"""A report that is taken away, put back, or leads to the next plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms import RemoveForm
from cases.person import person_context
from monitoring import actions
from monitoring.discarding import may_discard
from monitoring.models import MonitoringReport
from plans.models import ServiceUsePlan
from staffing.permissions import Permission, require
from staffing.saving import Refused
from staffing.sheets import edit_page, tell_refusal


@require_http_methods(["GET", "POST"])
def report_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard a report with a reason; its month is open again."""
    reports = MonitoringReport.objects.visible_to(request.user).for_detail()
    report = get_object_or_404(reports, pk=pk)
    if not may_discard(request.user, report):
        raise PermissionDenied
    today, title = timezone.localdate(), _("Discard the report")
    context = person_context(report.client, user=request.user, today=today, tab="monitoring")
    return edit_page(
        request,
        RemoveForm,
        template="monitoring/month_form.html",
        key=f"report-discard:{pk}",
        label=title,
        submit_label=title,
        cancel_url=report.get_absolute_url(),
        context=context | {"month": report.month, "title": title},
        success=_("The report is discarded. The month is open again."),
        save=lambda form: actions.discard_report(
            report, by=request.user, today=form.today, **form.cleaned_data
        ),
    )


@require_POST
def report_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a discarded report back to its month."""
    report = get_object_or_404(MonitoringReport.objects.discarded_for(request.user), pk=pk)
    if not may_discard(request.user, report):
        raise PermissionDenied
    try:
        restored = actions.put_report_back(report, by=request.user, today=timezone.localdate())
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect(report.former_month)
    messages.success(request, _("The report is back."))
    return redirect(restored)


@require_POST
def report_next_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the next plan, filled with what this report found; one being written goes on."""
    reports = MonitoringReport.objects.visible_to(request.user)
    report = get_object_or_404(reports, pk=pk)
    require(request.user, Permission.PLAN_EDIT, report.office_id)
    plans = ServiceUsePlan.objects.visible_to(request.user)
    if unfinished := plans.unfinished().filter(client=report.client_id).first():
        messages.info(request, _("This version is still being written, so it goes on here."))
        return redirect(unfinished)
    try:
        plan = actions.begin_next_plan(
            report, by=request.user, author=request.user, on=timezone.localdate()
        )
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect(report)
    messages.success(
        request, _("The draft holds the last plan, and under each need what the monitoring found.")
    )
    return redirect(plan)

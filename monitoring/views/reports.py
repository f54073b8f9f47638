"""Monitoring reports (様式3-1, S27)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.choices import Method
from cases.files import papers_of
from cases.person import note_view, person_context
from monitoring import actions, reporting
from monitoring.choices import Outcome
from monitoring.discarding import may_discard
from monitoring.forms import ReportForm, SubmissionForm
from monitoring.models import MonitoringMonth, MonitoringReport
from monitoring.papers import REPORT_PAPER
from staffing import audit
from staffing.permissions import Permission, can, require
from staffing.questions import asked_about
from staffing.saving import Refused
from staffing.sheets import edit_page, tell_refusal

FINISH = "_finish"


@require_http_methods(["GET", "POST"])
def report_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the report of a month, its goals filled in from the plan."""
    months = MonitoringMonth.objects.visible_to(request.user).for_detail()
    month = get_object_or_404(months, pk=pk)
    require(request.user, Permission.MONITORING_EDIT, month.office_id)
    report = getattr(month, "report", None)
    if report and request.method == "GET":
        return redirect(report)
    plan = reporting.plan_to_review(month.client)
    again = reporting.rewritten(month) if "again" in request.GET else None
    initial, rows = again or (_first_values(request), reporting.review_rows(plan))

    def save(form: ReportForm) -> MonitoringReport:
        made = actions.create_report(
            month,
            by=request.user,
            today=form.today,
            plan=plan,
            reviews=form.reviews,
            **form.cleaned_data,
        )
        return _finish_if_asked(request, made)

    return edit_page(
        request,
        ReportForm,
        template="monitoring/report_form.html",
        key=f"monitoring-report:{pk}",
        label=_("Monitoring report"),
        initial=initial,
        rows={"reviews": rows},
        form_kwargs={"office": month.office},
        cancel_url=month.get_absolute_url(),
        submit_label=_("Save"),
        context=_form_context(request, month, plan),
        success=_success,
        save=save,
    )


def _first_values(request: HttpRequest) -> dict[str, Any]:
    return {"author": request.user.pk, "method": Method.VISIT, "was_client_present": True}


@require_GET
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report with what an inspection would ask, and the month that comes next."""
    rows = MonitoringReport.objects.for_detail()
    report = rows.visible_to(request.user).filter(pk=pk).first()
    if report is None:
        gone = get_object_or_404(rows.discarded_for(request.user), pk=pk)
        require(request.user, Permission.MONITORING_VIEW, gone.office_id)
        messages.info(
            request, _("This report was discarded: %(why)s") % {"why": gone.delete_reason}
        )
        return redirect(gone.former_month)
    require(request.user, Permission.MONITORING_VIEW, report.office_id)
    now = timezone.now()
    note_view(report.client, user=request.user, now=now)
    audit.record(request.user, "report.viewed", report)
    reviews = list(report.reviews.all())
    today = timezone.localdate(now)
    context = person_context(report.client, user=request.user, today=today, tab="monitoring")
    context |= {
        "report": report,
        "month": report.month,
        "plan": report.plan,
        "reviews": reviews,
        "warnings": reporting.warnings_of(report, reviews),
        "following": reporting.next_month(report.month),
        "may_edit": can(request.user, Permission.MONITORING_EDIT, report.office_id),
        "may_discard": may_discard(request.user, report),
        "needs_plan": report.outcome in {Outcome.CHANGE, Outcome.RENEW},
        "documents": papers_of(request.user, REPORT_PAPER, report),
    }
    context |= asked_about(report, user=request.user)
    return render(request, "monitoring/report_detail.html", context)


@require_http_methods(["GET", "POST"])
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on writing a report; a finished one is only shown."""
    reports = MonitoringReport.objects.visible_to(request.user).for_detail()
    report = get_object_or_404(reports, pk=pk)
    require(request.user, Permission.MONITORING_EDIT, report.office_id)
    if report.is_finished and request.method == "GET":
        messages.error(request, _("This report is finished and can no longer be changed."))
        return redirect(report)

    def save(form: ReportForm) -> MonitoringReport:
        changed = actions.change_report(
            report,
            by=request.user,
            today=form.today,
            version=form.version,
            reviews=form.reviews,
            **form.cleaned_data,
        )
        return _finish_if_asked(request, changed)

    def load(current: MonitoringReport) -> tuple[dict[str, Any], dict[str, list[dict]]]:
        initial, rows = reporting.stored_rows(current)
        return initial, {"reviews": rows}

    return edit_page(
        request,
        ReportForm,
        template="monitoring/report_form.html",
        key=f"monitoring-report-edit:{pk}",
        label=_("Monitoring report"),
        record=report,
        load=load,
        form_kwargs={"office": report.office},
        cancel_url=report.get_absolute_url(),
        submit_label=_("Save"),
        context=_form_context(request, report.month, report.plan),
        success=_success,
        save=save,
    )


def _finish_if_asked(request: HttpRequest, report: MonitoringReport) -> MonitoringReport:
    """Finish in the same transaction where that button was used; a refusal saves nothing."""
    if FINISH in request.POST:
        return actions.finish_report(report, by=request.user, now=timezone.now())
    return report


def _success(report: MonitoringReport) -> str:
    if report.is_finished:
        return _("The report is finished and the month is done.")
    return _("Saved. The report is not finished yet.")


def _form_context(request: HttpRequest, month: MonitoringMonth, plan) -> dict[str, Any]:
    today = timezone.localdate()
    context = person_context(month.client, user=request.user, today=today, tab="monitoring")
    return context | {
        "month": month,
        "plan": plan,
        "previous": reporting.previous_report(month.client, but=month),
        "following": reporting.next_month(month),
    }


@require_POST
def report_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Finish a report: its month is done and nobody changes it any more."""
    report = get_object_or_404(MonitoringReport.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MONITORING_EDIT, report.office_id)
    if report.is_finished:
        messages.info(request, _("This report is finished already."))
        return redirect(report)
    try:
        actions.finish_report(report, by=request.user, now=timezone.now())
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect("monitoring:report-edit", pk=pk)
    messages.success(request, _("The report is finished and the month is done."))
    return redirect(report)


@require_http_methods(["GET", "POST"])
def report_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the day the report went to the municipality."""
    reports = MonitoringReport.objects.visible_to(request.user).for_detail()
    report = get_object_or_404(reports, pk=pk)
    require(request.user, Permission.MONITORING_EDIT, report.office_id)
    if not report.is_finished and request.method == "GET":
        messages.error(request, _("Finish the report before it is submitted."))
        return redirect(report)
    today = timezone.localdate()
    context = person_context(report.client, user=request.user, today=today, tab="monitoring")
    return edit_page(
        request,
        SubmissionForm,
        template="monitoring/month_form.html",
        key=f"report-submit:{pk}",
        label=_("Submission of a monitoring report"),
        record=report,
        load=lambda current: ({"submitted_on": current.submitted_on or today}, {}),
        form_kwargs={"office": report.office},
        cancel_url=report.get_absolute_url(),
        context=context | {"month": report.month, "title": _("Submit the report")},
        success=_("The day of submission is recorded."),
        save=lambda form: actions.submit_report(
            report, by=request.user, today=today, version=form.version, **form.cleaned_data
        ),
    )

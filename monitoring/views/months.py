"""Monitoring months: what is due, and why (S26)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cases.person import note_view, person_context
from config.common.fiscal import add_months, month_of
from config.common.paging import page_by_key
from monitoring import actions, overview, reporting
from monitoring.discarding import may_discard
from monitoring.filters import MONTH_ORDER, MonthFilter, asked_month
from monitoring.forms import SkipForm, VisitForm
from monitoring.labels import state_badge
from monitoring.models import MonitoringMonth, MonitoringReport, MonitoringSchedule
from staffing import audit
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.saving import Refused
from staffing.sheets import edit_page, tell_refusal
from staffing.work import worker_is_down


@require_GET
@keeps_conditions("month-list")
def month_list(request: HttpRequest) -> HttpResponse:
    """Show whose monitoring is due in a month, who is in charge and what is late."""
    require_anywhere(request.user, Permission.MONITORING_VIEW)
    today = timezone.localdate()
    month = asked_month(request.GET.get("month", ""), today)
    visible = MonitoringMonth.objects.visible_to(request.user)
    listed = MonthFilter(
        request.GET,
        queryset=visible.shown_in(month, today).with_worker(),
        request=request,
        today=today,
    )
    rows = listed.qs.with_rank().with_plan().with_last_visit().values(*overview.ROW_FIELDS)
    page = page_by_key(
        request,
        rows,
        listed=listed,
        order=MONTH_ORDER,
        anchors=visible.with_rank(),
    )
    found = overview.matrix(visible, month=month, today=today)
    context = {
        "month": month,
        "previous": add_months(month, -1),
        "following": add_months(month, 1),
        "is_this_month": month == month_of(today),
        "filter": listed,
        "page": page,
        "rows": overview.list_rows(page.rows, today=today),
        "matrix": found,
        "answer": overview.answer(found, month=month, today=today),
        "waiting": _waiting(request),
        "heads": overview.heads(),
    }
    return render(request, "monitoring/month_list.html", context)


def _waiting(request: HttpRequest) -> int:
    stale = MonitoringSchedule.objects.visible_to(request.user).stale()
    return stale.count()


@require_GET
def month_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one month: why it is one, what was decided about it, what to do."""
    months = MonitoringMonth.objects.visible_to(request.user).for_detail()
    month = get_object_or_404(months, pk=pk)
    require(request.user, Permission.MONITORING_VIEW, month.office_id)
    now = timezone.now()
    today = timezone.localdate(now)
    note_view(month.client, user=request.user, now=now)
    audit.record(request.user, "month.viewed", month)
    report = getattr(month, "report", None)
    context = person_context(month.client, user=request.user, today=today, tab="monitoring")
    context |= {
        "month": month,
        "report": report,
        "decision": month.schedule.decision,
        "interval": overview.interval_label(month.schedule.decision.interval_months),
        "badge": state_badge(
            month.state,
            is_due=month.is_due,
            due_month=month.due_month,
            today=today,
            submitted_on=report and report.submitted_on,
        ),
        "is_waiting": month.schedule.stale_since is not None,
        "is_worker_down": worker_is_down(now),
        "following": reporting.next_month(month),
        "previous": reporting.previous_report(month.client, but=month),
        "planned": month.planned,
        "discarded": [
            {"report": gone, "may_restore": may_discard(request.user, gone)}
            for gone in MonitoringReport.objects.discarded_from(month).select_related("deleted_by")
        ],
        "may_edit": can(request.user, Permission.MONITORING_EDIT, month.office_id),
    }
    return render(request, "monitoring/month_detail.html", context)


@require_http_methods(["GET", "POST"])
def month_skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a month out, with a reason."""
    month = _month_to_edit(request, pk)
    return edit_page(
        request,
        SkipForm,
        template="monitoring/month_form.html",
        key=f"month-skip:{pk}",
        label=_("Skip a monitoring month"),
        submit_label=_("Skip this month"),
        cancel_url=month.get_absolute_url(),
        form_kwargs={"office": month.office},
        context=_form_context(request, month, _("Skip the monitoring of the month")),
        success=_("The month is skipped. The reason stays with it."),
        save=lambda form: actions.skip_month(month, by=request.user, **form.cleaned_data),
    )


@require_http_methods(["GET", "POST"])
def month_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan the visit of a month."""
    month = _month_to_edit(request, pk)
    return edit_page(
        request,
        VisitForm,
        template="monitoring/month_form.html",
        key=f"month-visit:{pk}",
        label=_("Plan a monitoring visit"),
        submit_label=_("Plan the visit"),
        cancel_url=month.get_absolute_url(),
        initial={"place": month.client.address},
        form_kwargs={"office": month.office},
        context=_form_context(request, month, _("Plan a monitoring visit")),
        success=_("The visit is planned. It stands in the day's list."),
        save=lambda form: actions.plan_visit(month, by=request.user, **form.visit),
    )


def _month_to_edit(request: HttpRequest, pk: int) -> MonitoringMonth:
    months = MonitoringMonth.objects.visible_to(request.user).for_detail()
    month = get_object_or_404(months, pk=pk)
    require(request.user, Permission.MONITORING_EDIT, month.office_id)
    return month


def _form_context(request: HttpRequest, month: MonitoringMonth, title: str) -> dict:
    today = timezone.localdate()
    context = person_context(month.client, user=request.user, today=today, tab="monitoring")
    return context | {"month": month, "title": title}


@require_POST
def month_switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a month on or off; `to` says which, so a double click does it once."""
    month = get_object_or_404(MonitoringMonth.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MONITORING_EDIT, month.office_id)
    try:
        if request.POST.get("to") == "out":
            actions.leave_out(month, by=request.user)
            messages.success(request, _("The month is left out now."))
        else:
            actions.put_back(month, by=request.user)
            messages.success(request, _("The month is due now."))
    except Refused as refused:
        tell_refusal(request, refused)
    return redirect(month)

"""Acts on the ticked months of S26: plan the visits, ask the providers, print the reports."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cases.papers import gathered, paper_named
from config.common.keys import read_key
from config.common.pdf import PdfUnavailable, Running, render_pdf
from config.common.wareki import wareki
from monitoring.actions.bulk import plan_visits
from monitoring.forms_bulk import BulkVisitForm
from monitoring.inquiries import inquiry_sheets
from monitoring.models import MonitoringMonth, MonitoringReport
from monitoring.papers import REPORT_PAPER
from staffing import audit
from staffing.permissions import Permission, require
from staffing.sheets import edit_page

#: As many as a page of the list holds.
MOST = 50


def _keys(request: HttpRequest) -> list[int]:
    given = request.POST.getlist("record") or request.GET.get("m", "").split(",")
    return [key for key in map(read_key, given[:MOST]) if key]


def _months(request: HttpRequest, permission: Permission) -> list[MonitoringMonth]:
    """The ticked months of the chosen office, in the order of the list."""
    require(request.user, permission, request.office)
    months = MonitoringMonth.objects.visible_to(request.user).filter(
        pk__in=_keys(request), office=request.office
    )
    rows = months.with_worker().select_related("client", "appointment")
    return list(rows.order_by("due_month", "client__kana_sort", "pk"))


@require_POST
def month_bulk(request: HttpRequest) -> HttpResponse:
    """Lead the ticked months to the act that was chosen."""
    require(request.user, Permission.MONITORING_VIEW, request.office)
    act = request.POST.get("act", "")
    keys = _keys(request)
    if not keys:
        return _nothing(request)
    if act == "visits":
        require(request.user, Permission.MONITORING_EDIT, request.office)
        wanted = ",".join(map(str, keys))
        return redirect(f"{reverse('monitoring:month-visits')}?m={wanted}")
    if act == "inquiries":
        return _inquiries(request)
    return _reports(request)


def _nothing(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("Tick the months first."))
    return redirect("monitoring:month-list")


@require_http_methods(["GET", "POST"])
def month_visits(request: HttpRequest) -> HttpResponse:
    """Plan the visits of several months on one page."""
    months = [
        month
        for month in _months(request, Permission.MONITORING_EDIT)
        if month.is_open and not month.planned
    ]
    names = {month.pk: month for month in months}
    if request.method == "GET" and not months:
        messages.info(request, _("Every ticked month has a visit already, or has been begun."))
        return redirect("monitoring:month-list")
    rows = [{"month": month.pk, "worker": month.worker_id or request.user.pk} for month in months]
    title = _("Plan the visits of several people")

    def save(form: BulkVisitForm) -> str:
        visits = [visit for visit in form.visits if visit["month"] in names]
        made = plan_visits(names, visits, by=request.user)
        sentence = ngettext("%(number)d visit is planned.", "%(number)d visits are planned.", made)
        messages.success(request, sentence % {"number": made})
        return reverse("monitoring:month-list")

    return edit_page(
        request,
        BulkVisitForm,
        template="monitoring/visits_form.html",
        key=f"month-visits:{request.office.pk}",
        label=title,
        rows={"visits": rows},
        submit_label=_("Plan the visits"),
        form_kwargs={"office": request.office},
        cancel_url=reverse("monitoring:month-list"),
        context={"title": title, "names": names},
        save=save,
    )


def _inquiries(request: HttpRequest) -> HttpResponse:
    months = _months(request, Permission.MONITORING_VIEW)
    if not months:
        return _nothing(request)
    sheets = inquiry_sheets(months, today=timezone.localdate())
    audit.record_many(request.user, "inquiry.printed", months)
    return _pdf(request, "print/inquiry_sheet.html", "モニタリング照会票", "inquiry", sheets)


def _reports(request: HttpRequest) -> HttpResponse:
    months = _months(request, Permission.MONITORING_VIEW)
    reports = MonitoringReport.objects.visible_to(request.user).for_detail()
    found = reports.filter(month__in=months, finished_at__isnull=False).order_by(
        "client__kana_sort"
    )
    paper, today = paper_named(REPORT_PAPER), timezone.localdate()
    sheets = [
        gathered(paper, report, user=request.user, today=today, options={}) for report in found
    ]
    if not sheets:
        messages.info(request, _("None of the ticked months has a finished report."))
        return redirect("monitoring:month-list")
    audit.record_many(request.user, "paper.printed", list(found), kind=REPORT_PAPER)
    return _pdf(request, "print/monitoring_reports.html", paper.title, "reports", sheets)


def _pdf(
    request: HttpRequest, template: str, title: str, name: str, sheets: list[dict[str, Any]]
) -> HttpResponse:
    local = timezone.localtime()
    running = Running(
        office=request.office.name,
        document=title,
        ident="",  # each sheet has its own
        stamp=f"出力 {wareki(local.date())} {local:%H:%M}　{request.user.name}",
    )
    office = request.office
    context = {"sheets": sheets, "office": office.name, "phone": office.phone, "running": running}
    try:
        pdf = render_pdf(template, context)
    except PdfUnavailable as error:
        messages.error(request, str(error))
        return redirect("monitoring:month-list")
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="monitoring-{name}.pdf"'
    return response

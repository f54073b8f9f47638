"""事業報告: the year's actual figures in the table of the plan, on screen, on paper, as a file."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from config.common.fiscal import fiscal_range, fiscal_year, month_end
from config.common.pdf import PdfUnavailable, pdf_problems
from config.common.tags import day as day_words
from config.common.tags import month as month_words
from config.common.wareki import fiscal_era_label, fiscal_label
from reports.actions.actuals import record_printed
from reports.actual_page import actual_table
from reports.actual_pdf import actual_pdf
from reports.choices import ActualKey
from reports.figures.actuals import actual_rows
from reports.filters_actuals import ActualFilter
from staffing.models import Posting
from staffing.permissions import Permission, require

PER_PAGE = 100
#: Numbers of these rows open a list of their own.
ELSEWHERE = {ActualKey.BASIC, ActualKey.COMMUNITY_FIRST, ActualKey.COMMUNITY_CONTINUED}


def _listed(request: HttpRequest) -> ActualFilter:
    require(request.user, Permission.FIGURES_OFFICE, request.office)
    rows = Posting.objects.visible_to(request.user)
    return ActualFilter(request.GET, queryset=rows, request=request, today=timezone.localdate())


@require_GET
def actual_figures(request: HttpRequest) -> HttpResponse:
    """Show what was done in a fiscal year beside what was planned."""
    listed = _listed(request)
    year, today = fiscal_year(listed.chosen_month), listed.today
    coming = fiscal_range(year + 1)[0]
    context = {
        "filter": listed,
        "table": actual_table(request.office, year, today=today),
        "month": listed.chosen_month,
        "year_label": fiscal_label(year),
        "previous_month": fiscal_range(year - 1)[0],
        "previous_label": fiscal_era_label(year - 1),
        "next_month": coming if coming <= today else None,
        "next_label": fiscal_era_label(year + 1),
    }
    return render(request, "reports/actuals.html", context)


@require_GET
def actual_print(request: HttpRequest) -> HttpResponse:
    """Print the table on one A4 page for the annual report."""
    listed = _listed(request)
    year, now = fiscal_year(listed.chosen_month), timezone.now()
    with override("ja"):  # a paper is Japanese, whatever the reader speaks
        table = actual_table(request.office, year, today=listed.today)
    try:
        paper = actual_pdf(request.office, table, now=now, by=request.user.name)
    except PdfUnavailable:
        messages.error(request, " ".join(pdf_problems()))
        return redirect("reports:actuals")
    record_printed(request.office, by=request.user, year=year)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="actuals-{year}.pdf"'
    return response


@require_GET
def actual_records(request: HttpRequest) -> HttpResponse:
    """List the plans or reports behind one number: as many as it says."""
    listed = _listed(request)
    key = listed.chosen.get("of") or ActualKey.PLAN_ADULT
    if key in ELSEWHERE:
        raise Http404
    month = listed.chosen_month
    until = min(month_end(month), listed.today)
    counted = actual_rows(ActualKey(key), request.office.pk, month, until)
    seen = counted.model.objects.visible_to(request.user)
    rows = counted.filter(pk__in=seen.values("pk")).select_related("client", "author")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    number = counted.count()
    context: dict[str, Any] = {
        "filter": listed,
        "title": ActualKey(key).label,
        "month": month_words(month),
        "month_query": f"{month:%Y-%m}",
        "page": page,
        "count": number,
        "hidden": number - page.paginator.count,
        "rows": [
            {
                "client": row.client.name,
                "client_url": row.client.get_absolute_url(),
                "day": day_words(_day(row)),
                "author": row.author.name if row.author else "",
                "url": row.get_absolute_url(),
            }
            for row in page
        ],
        "back_url": f"{reverse('reports:actuals')}?month={month:%Y-%m}",
        "back_label": _("Back to the table"),
    }
    return render(request, "reports/actual_records.html", context)


def _day(row: Any) -> Any:
    return getattr(row, "consented_on", None) or row.visited_on

"""The year's page (S31): bodies by months, what is owed, and copying a year."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from config.common.fiscal import fiscal_months, fiscal_year, month_of
from config.common.wareki import fiscal_label
from councils import actions
from councils.choices import SlotMark
from councils.filters import BodyFilter
from councils.forms import YearCopyForm
from councils.models import Body, Recurrence, TrainingEvent
from councils.year_page import asked_year, body_years
from staffing.permissions import Permission, can, require, require_anywhere
from staffing.sheets import edit_page


@require_GET
def meeting_year(request: HttpRequest) -> HttpResponse:
    """Show every body's meetings of a fiscal year, by month."""
    require_anywhere(request.user, Permission.COUNCIL_VIEW)
    today = timezone.localdate()
    year = asked_year(request, today=today)
    bodies = Body.objects.visible_to(request.user)
    listed = BodyFilter(request.GET, queryset=bodies, request=request, today=today)
    rows = body_years(listed.qs, year=year, today=today)
    context = {
        "year": year,
        "year_label": fiscal_label(year),
        "filter": listed,
        "rows": rows,
        "copy_url": f"{reverse('councils:year-copy')}?year={year}",
        "months": fiscal_months(year),
        "this_month": month_of(today),
        "marks": [mark for mark in SlotMark if mark != SlotMark.FREE],
        "is_coming": year > fiscal_year(today),
        "missing": sum(row.line.missing for row in rows),
        "minutes_due": sum(row.line.minutes_due for row in rows),
        "unplaced": sum(row.line.unplaced for row in rows),
        "trainings": TrainingEvent.objects.visible_to(request.user).of_year(year),
        "may_edit": can(request.user, Permission.COUNCIL_EDIT, request.office),
    }
    return render(request, "councils/meeting_year.html", context)


@require_http_methods(["GET", "POST"])
def year_copy(request: HttpRequest) -> HttpResponse:
    """Copy the plan of another year into the one in the address."""
    require(request.user, Permission.COUNCIL_EDIT, request.office)
    office = request.office
    target = asked_year(request, today=timezone.localdate())
    page = f"{reverse('councils:meeting-year')}?year={target}"

    def save(form: YearCopyForm) -> str:
        actions.copy_year(office, target=target, by=request.user, **form.cleaned_data)
        return page

    sources = planned_years(office, but=target)
    nearest = min(sources, key=lambda year: (abs(year - target), -year), default=None)
    return edit_page(
        request,
        YearCopyForm,
        template="councils/year_copy.html",
        key=f"year-copy:{office.pk}:{target}",
        label=_("Copy the plan of a year"),
        initial={"source": nearest},
        form_kwargs={"sources": sources},
        context={
            "year": target,
            "title": _("Copy the plan of a year"),
            "subject": fiscal_label(target),
            "sources": sources,
        },
        cancel_url=page,
        submit_label=_("Copy"),
        save=save,
        success=_("Copied. What was planned already is unchanged."),
    )


def planned_years(office, *, but: int) -> dict[int, int]:
    """Return the years that have a plan, newest first, with their numbers of rows."""
    counts: dict[int, int] = {}
    recurrences = Recurrence.objects.alive().filter(body__office=office)
    trainings = TrainingEvent.objects.alive().filter(office=office)
    for rows in (recurrences, trainings):
        counted = rows.order_by().values_list("fiscal_year").annotate(rows=Count("pk"))
        for year, count in counted:
            counts[year] = counts.get(year, 0) + count
    return {year: counts[year] for year in sorted(counts, reverse=True) if year != but}

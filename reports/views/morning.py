"""朝の打合せ (O-15): the sheet of a day, its notes, its rows, its paper, its way to an agenda."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods

from cases.calendar import closed_words
from cases.models import NearMiss
from config.common.keys import read_key
from config.common.paging import page_by_key
from config.common.pdf import PdfUnavailable, pdf_problems
from config.common.tags import short_day
from councils.forms import AgendaForm
from reports.actions import morning as actions
from reports.filters import MorningFilter
from reports.forms.morning import MorningForm
from reports.models import MorningSheet
from reports.morning.day import Morning
from reports.morning.parts import Part, all_shown, parts_for
from reports.morning.standard import NEAR_MISSES
from reports.morning_pdf import morning_pdf
from staffing.list_views import keeps_conditions
from staffing.permissions import Permission, require
from staffing.sheets import edit_page

#: A sheet is looked at for some days before and after; farther days are a slip.
FARTHEST = timedelta(days=400)


def _morning(request: HttpRequest) -> Morning:
    """The chosen office's morning of the day in the address, else of today."""
    require(request.user, Permission.LOG_WRITE, request.office)
    today = timezone.localdate()
    try:
        day = date.fromisoformat(request.GET.get("day", "")[:10])
    except ValueError:
        day = today
    return Morning(request.user, request.office, min(max(day, today - FARTHEST), today + FARTHEST))


def _url(morning: Morning) -> str:
    return f"{reverse('reports:morning')}?day={morning.day.isoformat()}"


def _written(morning: Morning) -> tuple[MorningSheet | None, list[dict[str, Any]]]:
    """The sheet and what went from it to agendas, in one query."""
    rows = MorningSheet.objects.visible_to(morning.user).of_day(morning.office.pk, morning.day)
    names = ("points__title", "points__meeting_id", "points__meeting__held_on")
    found = list(
        rows.order_by("points__pk").values("pk", "notes", *names, "points__meeting__body__name")
    )
    sheet = MorningSheet(pk=found[0]["pk"], notes=found[0]["notes"]) if found else None
    points = [
        {
            "title": row["points__title"],
            "meeting": " ".join(
                (short_day(row["points__meeting__held_on"]), row["points__meeting__body__name"])
            ),
            "url": reverse("councils:meeting-detail", args=[row["points__meeting_id"]]),
        }
        for row in found
        if row["points__meeting_id"]
    ]
    return sheet, points


@require_GET
def morning_page(request: HttpRequest) -> HttpResponse:
    """Show the sheet of a day."""
    morning = _morning(request)
    sheet, points = _written(morning)
    context = {
        "morning": morning,
        "closed": closed_words(morning.day, morning.office),
        "parts": all_shown(morning),
        "notes": sheet.notes if sheet else "",
        "points": points,
        "may_tap": morning.can(Permission.MINUTES_EDIT),
    }
    return render(request, "reports/morning.html", context)


@require_GET
@keeps_conditions("morning-row-list")
def morning_rows(request: HttpRequest) -> HttpResponse:
    """List all rows of one part: those that its number counts."""
    morning = _morning(request)
    parts = parts_for(morning)
    part = _part(parts, request.GET.get("of")) or parts[0]
    listed = MorningFilter(request.GET, queryset=part.values(morning), request=request)
    anchors = part.anchors() if part.anchors else None
    page = page_by_key(request, listed.qs, listed=listed, order=part.order, anchors=anchors)
    context = {
        "filter": listed,
        "page": page,
        "rows": [part.row(row, morning) for row in page],
        "part": part,
        "parts": parts,
        "morning": morning,
    }
    return render(request, "reports/morning_row_list.html", context)


def _part(parts: list[Part], key: str | None) -> Part | None:
    return next((part for part in parts if part.key == key), None)


@require_http_methods(["GET", "POST"])
def morning_edit(request: HttpRequest) -> HttpResponse:
    """Write the notes of a morning."""
    morning = _morning(request)
    office, day = morning.office, morning.day
    sheet = MorningSheet.objects.visible_to(request.user).of_day(office.pk, day).first()

    def save(form: MorningForm) -> str:
        actions.write_morning(
            office, day, by=request.user, version=form.version, **form.cleaned_data
        )
        return _url(morning)

    return edit_page(
        request,
        MorningForm,
        template="staffing/form_page.html",
        key=f"morning:{office.pk}:{day.isoformat()}",
        label=_("Morning meeting of %(day)s") % {"day": short_day(day)},
        record=sheet,
        load=lambda record: ({"notes": record.notes}, {}),
        form_kwargs={"office": office},
        cancel_url=_url(morning),
        success=_("The notes are saved."),
        context={"title": _("Notes of the meeting"), "subtitle": short_day(day)},
        save=save,
    )


@require_http_methods(["GET", "POST"])
def morning_point(request: HttpRequest) -> HttpResponse:
    """Put something of a morning on the agenda of a meeting to come."""
    morning = _morning(request)
    require(request.user, Permission.MINUTES_EDIT, morning.office)
    source, title = _source(request, morning)
    part, _divider, key = source.partition(":")
    seen = NearMiss.objects.visible_to(request.user)
    near_miss = seen.filter(pk=key).first() if part == NEAR_MISSES else None

    def save(form: AgendaForm) -> str:
        actions.put_morning_point(
            morning.office,
            morning.day,
            by=request.user,
            source=source,
            near_miss=near_miss,
            **form.cleaned_data,
        )
        return _url(morning)

    heading = _("Put on an agenda")
    return edit_page(
        request,
        AgendaForm,
        template="staffing/form_page.html",
        key=f"morning:{morning.office.pk}:{morning.day.isoformat()}:{source}",
        label=heading,
        initial={"title": title},
        form_kwargs={"office": morning.office, "day": morning.day},
        cancel_url=_url(morning),
        submit_label=heading,
        success=_("It stands on the agenda."),
        context={"title": heading, "subtitle": short_day(morning.day)},
        save=save,
    )


def _source(request: HttpRequest, morning: Morning) -> tuple[str, str]:
    """The row that was tapped, and a title without names; nothing for an item of its own."""
    part = _part(parts_for(morning), request.GET.get("of"))
    key = read_key(request.GET.get("row"))
    values = part.values(morning).filter(pk=key).first() if part and key else None
    if values is None:
        return "", ""
    row, title = part.row(values, morning), str(part.label)
    if part.key == NEAR_MISSES:
        # Its line was written for agendas, without names.
        title = row.text
    elif row.client_id:
        title = _("%(part)s (client no. %(number)d)") % {"part": title, "number": row.client_id}
    return f"{part.key}:{row.pk}", title


@require_GET
def morning_print(request: HttpRequest) -> HttpResponse:
    """Print the sheet on one A4 page."""
    morning = _morning(request)
    with override("ja"):  # a paper is Japanese, whatever the reader speaks
        sheet, points = _written(morning)
        parts = all_shown(morning)
    titles = [f"{point['meeting']}　{point['title']}" for point in points]
    now, notes = timezone.now(), sheet.notes if sheet else ""
    try:
        paper = morning_pdf(morning, parts, notes, titles, now=now, by=request.user.name)
    except PdfUnavailable:
        messages.error(request, " ".join(pdf_problems()))
        return redirect(_url(morning))
    actions.record_printed(morning.office, by=request.user, day=morning.day)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="morning-{morning.day.isoformat()}.pdf"'
    return response

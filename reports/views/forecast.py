"""見通し (S-01): what is due in the next 24 months, and what spreading the peaks would change."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from config.common.fiscal import add_months, month_of, months_between
from config.common.wareki import month_label
from reports.community_page import UNSEEN
from reports.figures import LegalNumbers, posts_between, region_offices, specialists
from reports.figures.forecast import MONTHS, Outlook, outlook, summed
from reports.figures.region_outlook import OutlookRow, Room, region_outlook
from reports.filters_forecast import ForecastFilter
from reports.rules.spreading import Move, allowed, moved, spread
from staffing.choices import FigureCode
from staffing.models import Office, Posting
from staffing.permissions import Permission, can, require


@require_GET
def forecast(request: HttpRequest) -> HttpResponse:
    """Show monitoring and renewals of 24 months by person, office or municipality.

    For the region they stand by office and without people.
    """
    user, office, today = request.user, request.office, timezone.localdate()
    may_office = can(user, Permission.FIGURES_OFFICE, office)
    may_region = can(user, Permission.FIGURES_REGION, office)
    if may_region and (request.GET.get("region") == "true" or not may_office):
        return _region(request, office, may_office=may_office)
    require(user, Permission.FIGURES_OFFICE, office)
    listed = ForecastFilter(
        request.GET, queryset=Posting.objects.visible_to(user), request=request, today=today
    )
    listed.form.is_valid()
    chosen = listed.form.cleaned_data
    by = chosen.get("by") or "person"
    if by == "person" and not can(user, Permission.CASELOAD_STAFF, office):
        by = "own"
    offices = user.access.offices_with(Permission.FIGURES_OFFICE) if by == "office" else [office.pk]
    lines = outlook(user, offices, by="person" if by == "own" else by, today=today)
    if by == "own":
        lines = [line for line in lines if line.key == user.pk]
    first = month_of(today)
    total = summed(lines)
    context = {
        "filter": listed,
        "by": by,
        "may_region": may_region,
        "months": [add_months(first, place) for place in range(MONTHS)],
        "lines": [_line(line, first, by) for line in lines],
        "total": _line(total, first, ""),
        "peak": _peak(total, first),
        "what_if": _what_if(total, chosen, first),
        "rooms": _rooms(request, lines, offices, today) if by == "office" else [],
    }
    return render(request, "reports/forecast.html", context)


def _region(request: HttpRequest, office: Office, *, may_office: bool) -> HttpResponse:
    # Who sees no client file must not recognise a person from a small number.
    hides = not can(request.user, Permission.CLIENT_VIEW, office)
    found = region_outlook(list(region_offices(office)), timezone.localdate(), hides=hides)
    return render(
        request,
        "reports/forecast_region.html",
        {
            "names": found.names,
            "parts": [
                {
                    "id": "h-monitoring",
                    "title": _("Monitoring due"),
                    "rows": _seen(found.monitoring),
                },
                {"id": "h-renewals", "title": _("Renewals due"), "rows": _seen(found.renewals)},
            ],
            "rooms": [_room(room) for room in found.rooms],
            "standard": found.standard,
            "hides": hides,
            "may_office": may_office,
        },
    )


def _room(row: Room) -> dict[str, Any]:
    """Return what an office's line shows; a number of few people is not shown."""
    room, average = (
        None if each is None else round(float(each), 1) for each in (row.room, row.average)
    )
    return {
        "name": row.name,
        "specialists": row.specialists,
        "capacity": row.capacity,
        "shown_average": UNSEEN if average is None else average,
        "shown_room": UNSEEN if room is None else room,
        "lacks": room is not None and room < 0,
    }


def _seen(rows: Iterable[OutlookRow]) -> list[dict[str, Any]]:
    return [
        {
            "name": month_label(row.month)
            if row.month
            else pgettext("monitoring month", "Overdue"),
            "cells": [UNSEEN if cell is None else f"{cell:,}" for cell in (*row.cells, row.total)],
        }
        for row in rows
    ]


def _line(line: Outlook, first: date, by: str) -> dict[str, Any]:
    most = max(line.totals)
    return {
        "name": line.name or (_("Nobody yet") if by == "person" else _("Not registered")),
        "backlog": line.backlog,
        "cells": [
            {
                "monitoring": monitoring,
                "renewals": renewals,
                "is_peak": monitoring + renewals == most and most > 0,
                "url": _list_url(add_months(first, place), line.key if by == "person" else None)
                if monitoring and place not in line.expected and by in {"person", "own", ""}
                else "",
            }
            for place, (monitoring, renewals) in enumerate(
                zip(line.monitoring, line.renewals, strict=True)
            )
        ],
        "sum": sum(line.totals),
    }


def _list_url(month: date, worker: int | None) -> str:
    who = f"&worker={worker}" if worker else ""
    return f"{reverse('monitoring:month-list')}?month={month:%Y-%m}{who}"


def _peak(total: Outlook, first: date) -> dict[str, Any]:
    totals = total.totals
    place = max(range(MONTHS), key=lambda each: (totals[each], -each))
    return {
        "month": add_months(first, place),
        "number": totals[place],
        "mean": round(sum(totals) / MONTHS, 1),
    }


def _what_if(total: Outlook, chosen: dict[str, Any], first: date) -> dict[str, Any]:
    """Return the outlook after the wished move, or after the peaks are spread."""
    counts = total.totals
    if chosen.get("month") and chosen.get("way"):
        start = months_between(first, chosen["month"])
        end = start + (1 if chosen["way"] == "later" else -1)
        move = allowed(Move(start, end, chosen.get("number") or 1), counts, total.movable)
        after, moves = (moved(counts, move), [move]) if move else (counts, [])
        is_asked = True
    else:
        after, moves = spread(counts, total.movable, since=1)
        is_asked = False
    return {
        "is_asked": is_asked,
        "is_cut": is_asked and bool(moves) and moves[0].number < (chosen.get("number") or 1),
        "before": counts,
        "after": after,
        "most_before": max(counts),
        "most_after": max(after),
        "rows": [
            (add_months(first, place), before, later, later - before)
            for place, (before, later) in enumerate(zip(counts, after, strict=True))
        ],
        "moves": [
            {
                "from": add_months(first, move.start),
                "to": add_months(first, move.end),
                "number": move.number,
                "url": _list_url(add_months(first, move.start), None),
            }
            for move in moves
        ],
    }


def _rooms(request: HttpRequest, lines, offices, today: date) -> list[dict[str, Any]]:
    """Return what each office could take: the standard of its specialists less the mean work."""
    posts = posts_between(offices, today, today)
    standard = LegalNumbers().whole(FigureCode.CASELOAD_STANDARD, today)
    if not standard:
        return []
    means = {line.key: sum(line.totals) / MONTHS for line in lines}
    rows = []
    for office in request.user.access.offices:
        if office.pk not in offices:
            continue
        number = specialists([post for post in posts if post.office_id == office.pk], today)
        mean = means.get(office.pk, 0)
        rows.append(
            {
                "name": office.label,
                "specialists": number,
                "capacity": number * standard,
                "mean": round(mean, 1),
                "room": round(number * standard - mean, 1),
            }
        )
    return rows

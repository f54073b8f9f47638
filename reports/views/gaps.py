"""未入力一覧: what is missing, in whose records, and the way to the very field."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.rows import family_name
from config.common.paging import page_by_key
from config.common.tags import day as day_words
from reports.figures.gaps import Gap, with_gap_facts
from reports.filters import asked_gap
from staffing.list_views import keeps_conditions
from staffing.models import User
from staffing.permissions import Permission, require

ORDER = ("gap_day", "pk")


@require_GET
@keeps_conditions("gap-list")
def gap_list(request: HttpRequest) -> HttpResponse:
    """List the records that lack one thing, and how many lack what, by person."""
    require(request.user, Permission.LOG_WRITE, request.office)
    listed = asked_gap(request, today=timezone.localdate())
    counts = listed.counts
    rows = with_gap_facts(listed.gap, listed.qs)
    everything = with_gap_facts(listed.gap, listed.queryset)
    totals = {
        gap: sum(n for (key, _w), n in counts.items() if key == gap.key) for gap in listed.gaps
    }
    known = None if listed.form.cleaned_data.get("worker") else totals[listed.gap]
    paging = {"order": ORDER, "anchors": everything, "known_total": known}
    page = page_by_key(request, rows, listed=listed, **paging)
    context = {
        "filter": listed,
        "page": page,
        "gap": listed.gap,
        "totals": totals,
        "total": sum(totals.values()),
        "view": "mine" if listed.is_own else "team",
        "people": [] if listed.is_own else _people(counts, totals),
        "rows": [_row(listed.gap, row) for row in page],
    }
    return render(request, "reports/gap_list.html", context)


def _people(counts: Counter, totals: dict[Gap, int]) -> list[dict[str, Any]]:
    """Return a line for everybody who must mend something, and one for what is nobody's."""
    shown = [gap for gap, number in totals.items() if number]
    held = {worker for _key, worker in counts}
    names = User.objects.filter(pk__in=held - {None}).order_by("name_kana", "pk")
    people = [*names.values_list("pk", "name"), *([(None, "")] if None in held else [])]
    return [
        {
            "name": name,
            "worker": "none" if key is None else key,
            "cells": [(gap, counts[gap.key, key]) for gap in shown],
            "total": sum(counts[gap.key, key] for gap in shown),
        }
        for key, name in people
    ]


def _row(gap: Gap, row: dict[str, Any]) -> dict[str, Any]:
    client = row["gap_client"]
    return {
        "name": row["gap_name"] or "",
        "client_url": reverse("cases:client-detail", args=[client]) if client else "",
        "day": day_words(row["gap_day"]),
        "worker": family_name(row["gap_worker"] or ""),
        "url": gap.url(row),
    }

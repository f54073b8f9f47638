"""The rows of the year's page (S31): every body with its twelve months, in three queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from config.common.fiscal import fiscal_year
from councils.models import Body, Meeting, Recurrence
from councils.rules import Slot, YearLine, year_line

FIRST_YEAR, LAST_YEAR = 2006, 2099


@dataclass(frozen=True)
class BodyYear:
    """One body's row of the year."""

    body: Body
    recurrence: Recurrence | None
    line: YearLine

    def cells(self) -> list[tuple[Slot, str]]:
        """Return each month with the address that sets a meeting up in it."""
        new = reverse("councils:meeting-create")
        return [
            (slot, f"{new}?{urlencode({'body': self.body.pk, 'month': f'{slot.month:%Y-%m}'})}")
            for slot in self.line.slots
        ]


def asked_year(request: HttpRequest, *, today: date) -> int:
    """Return the fiscal year in the address, the running one where there is none."""
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else fiscal_year(today)


def body_years(bodies: QuerySet[Body], *, year: int, today: date) -> list[BodyYear]:
    """Return the rows of a year: bodies with a plan in its printed order, then those that met."""
    recurrences = {
        row.body_id: row for row in Recurrence.objects.alive().filter(body__in=bodies).of_year(year)
    }
    meetings: dict[int, list[tuple[int, date, str]]] = defaultdict(list)
    held = Meeting.objects.alive().filter(body__in=bodies).of_year(year)
    for body_id, *facts in held.values_list("body_id", "pk", "held_on", "state"):
        meetings[body_id].append(tuple(facts))
    shown = bodies.filter(Q(pk__in=recurrences) | Q(pk__in=meetings))
    rows = [
        BodyYear(
            body=body,
            recurrence=(found := recurrences.get(body.pk)),
            line=year_line(
                found.rule if found else None, meetings[body.pk], year=year, today=today
            ),
        )
        for body in shown.select_related("council", "office")
    ]
    return sorted(rows, key=_printed_order)


def _printed_order(row: BodyYear) -> tuple:
    plan = row.recurrence
    return (plan is None, plan.position if plan else row.body.position, row.body.pk)

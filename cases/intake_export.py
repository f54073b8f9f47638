"""The requests received as a file: a row per sheet, in the order of the list (S18)."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.choices import IntakeCourse, IntakeMethod, IntakeState, Relation, Route, Urgency
from cases.filters.intakes import IntakeFilter
from cases.models import Intake
from cases.rules import intake_number
from config.common.tags import clock
from config.common.xlsx import Column

ROWS_AT_ONCE = 500
#: The most urgent first, then the one that waits longest; what has ended is read from the newest.
QUEUE = ("urgency_rank", "received_at", "pk")
NEWEST = ("-received_at", "-pk")


def intake_order(listed: IntakeFilter) -> tuple[str, ...]:
    """Return the order of the list of itself."""
    return QUEUE if listed.is_queue else NEWEST


def intake_columns(_listed: IntakeFilter) -> list[Column]:
    """Return the columns of the requests; names and what was said leave with a reason only."""
    return [
        Column(_("No."), 10),
        Column(_("Date"), 12),
        Column(_("Time"), 8),
        Column(_("Who asks"), 12),
        Column(_("Name of who asks"), 16, is_personal=True),
        Column(_("Client No."), 10),
        Column(_("The person"), 16, is_personal=True),
        Column(pgettext("intake", "What is asked for"), 50, is_personal=True),
        Column(_("Urgency"), 10),
        Column(_("Abuse is feared"), 10),
        Column(pgettext("intake", "Method"), 10),
        Column(_("Came by way of"), 20),
        Column(_("Received by"), 14),
        Column(_("State"), 14),
        Column(_("Course from here"), 16),
        Column(pgettext("intake", "Next on"), 12),
    ]


def intake_cells(listed: IntakeFilter) -> Iterator[list[Any]]:
    """Yield the cells of each request in the order of the list."""
    rows = listed.in_order(listed.qs, *intake_order(listed))
    for row in rows.select_related("client", "receiver").iterator(chunk_size=ROWS_AT_ONCE):
        at = timezone.localtime(row.received_at)
        yield [
            intake_number(row.fiscal_year, row.number),
            at.date(),
            clock(at),
            str(Relation(row.relation).label),
            _caller(row),
            row.client_id,
            row.client.name if row.client else row.name,
            row.complaint,
            str(Urgency(row.urgency).label),
            "○" if row.is_abuse_suspected else "",
            str(IntakeMethod(row.method).label),
            str(Route(row.route).label) if row.route else "",
            row.receiver.name,
            str(IntakeState(row.state).label),
            str(IntakeCourse(row.course).label) if row.course else "",
            row.next_on,
        ]


def _caller(row: Intake) -> str:
    """Name who asked; the relationship is free text, so it leaves with the name."""
    name = _("Anonymous") if row.is_anonymous else row.caller_name
    return f"{name}（{row.caller_relation}）" if row.caller_relation else name

"""The claim check as the pages show it: every text ready, every record with its link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from config.common.tags import day as full_day
from config.common.tags import short_day
from reports.choices_claims import Decision, Standing
from reports.claims.check import Line, PersonMonth
from reports.rules.claims import Evidence
from staffing.models import User
from staffing.permissions import Permission, can

#: Which page opens a record of evidence, and who may open it.
PAGES = {
    "contact": ("cases:consultation-detail", Permission.CLIENT_VIEW),
    "plan": ("plans:plan-detail", Permission.PLAN_VIEW),
    "report": ("monitoring:report-detail", Permission.MONITORING_VIEW),
    "meeting": ("plans:care-meeting-detail", Permission.PLAN_VIEW),
    "pause": ("monitoring:pause-edit", Permission.MONITORING_EDIT),
    "notice": ("reports:fee-notice-edit", Permission.OFFICE_EDIT),
}


@dataclass(frozen=True)
class Viewer:
    """Who looks, at the records of which office."""

    user: User
    office_id: int

    def link(self, evidence: Evidence) -> str:
        """Where the record opens; empty for whoever may not open it."""
        page, permission = PAGES[evidence.kind]
        may = can(self.user, permission, self.office_id)
        return reverse(page, args=[evidence.key]) if may else ""


def shown(
    rows: Sequence[PersonMonth],
    *,
    viewer: Viewer,
    today: date,
    only: Sequence[Line] | None = None,
    back: str = "",
) -> list[dict[str, Any]]:
    """Return what each person's month shows; `only` keeps some of the lines.

    `back` is what a decision's address says about the page it was opened from.
    """
    return [
        {
            "row": row,
            "client_url": reverse("cases:client-detail", args=[row.person.key]),
            "year_url": reverse("reports:client-claims", args=[row.person.key]),
            "lines": [
                _line(line, row, viewer, back) for line in row.lines if only is None or line in only
            ],
        }
        for row in rows
    ]


def _line(line: Line, row: PersonMonth, viewer: Viewer, back: str) -> dict[str, Any]:
    words, tone = _badge(line)
    month = row.month
    url = reverse("reports:claim-decide", args=[row.person.key, month.year, month.month, line.item])
    return {
        "line": line,
        "words": words,
        "tone": tone,
        "is_base": line is row.base,
        "evidence": [
            {
                # A training or a notice may be years old: without its year the day misleads.
                "day": short_day(each.day) if each.day.year == month.year else full_day(each.day),
                "words": each.words,
                "url": viewer.link(each),
            }
            for each in line.evidence
        ],
        "url": f"{url}?{back}" if back else url,
    }


def _badge(line: Line) -> tuple[str, str]:
    if line.decision == Decision.CLAIM:
        return _("Claimed by decision"), "done"
    if line.decision == Decision.LEAVE:
        return _("Not claimed"), "plain"
    if line.standing == Standing.LACKS:
        return str(Standing.LACKS.label), "hold"
    return str(Standing.READY.label), "done"

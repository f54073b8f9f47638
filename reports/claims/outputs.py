"""The claim check as a file: a line per fee, with all fields that the bill asks for (domain 11)."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from config.common.tags import month as month_words
from config.common.xlsx import Column
from reports.choices_claims import Certainty
from reports.claims.check import checked
from reports.filters_claims import ClaimFilter
from staffing.models import Posting
from staffing.outputs import Output, add_output
from staffing.permissions import Permission


def connect() -> None:
    """Register the list; called once when the app is ready."""
    add_output(
        Output(
            key="claim-check",
            title=gettext_lazy("Claim check"),
            about=gettext_lazy(
                "A line per fee and add-on of a month, for typing into the federation's software."
            ),
            list_url="reports:claim-check",
            permission=Permission.CLAIM_CHECK,
            listed=_listed,
            columns=_columns,
            rows=_rows,
            more=lambda listed: [(_("Month"), month_words(listed.chosen_month))],
            count=lambda listed: sum(1 for _row in _rows(listed)),
            order=85,
        )
    )


def _listed(request: HttpRequest) -> ClaimFilter:
    return ClaimFilter(
        request.GET,
        queryset=Posting.objects.visible_to(request.user),
        request=request,
        today=timezone.localdate(),
    )


def _columns(_listed: ClaimFilter) -> list[Column]:
    return [
        Column(_("Month of the service"), 12),
        Column(_("Office number"), 12),
        Column(_("Municipality code"), 10),
        Column(_("Client No."), 10),
        Column(_("Client"), 16, is_personal=True),
        Column(_("Certificate number"), 14, is_personal=True),
        Column(_("Kind of service"), 20),
        Column(pgettext("claim", "Day of plan or monitoring"), 14),
        Column(pgettext("claim", "Fee"), 36),
        Column(_("units"), 8),
        Column(pgettext("claim", "Times"), 6),
        Column(pgettext("claim", "Units in all"), 8),
        Column(_("yen a unit"), 8),
        Column(pgettext("claim", "Counts"), 8),
        Column(pgettext("claim", "Standing"), 14),
        Column(pgettext("claim", "What is missing"), 40),
        Column(_("Evidence"), 40, is_personal=True),
        Column(_("certainty"), 20),
        Column(_("source"), 30),
        Column(_("Reason"), 30, is_personal=True),
        Column(_("Person in charge"), 14),
    ]


def _rows(listed: ClaimFilter) -> Iterator[list[Any]]:
    request, month = listed.request, listed.chosen_month
    office = request.office
    for row in listed.kept(checked(request.user, office, month, month)):
        for line in row.lines:
            yield [
                f"{month:%Y-%m}",
                office.number,
                row.person.municipality_code,
                row.person.key,
                row.person.name,
                row.person.certificate,
                row.service,
                row.day,
                line.label,
                line.units,
                line.times,
                line.total,
                float(row.price) if row.price else None,
                _("Yes") if line.is_claimed else _("No"),
                str(line.standing.label),
                "、".join(line.missing),
                "、".join(f"{each.day:%Y-%m-%d} {each.words}" for each in line.evidence),
                str(Certainty(line.certainty).label),
                line.source,
                line.reason,
                row.person.worker,
            ]

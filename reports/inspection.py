"""実地指導: everything about a person in a period, in the order in which it is asked for."""

from datetime import date, timedelta
from typing import Any

from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.actions.print_runs import Wanted, wanted, wanted_as_filed
from cases.models import Client, Document
from cases.models.contacts import day_start
from cases.papers import paper_named, paper_place
from config.common.wareki import wareki
from reports.figures.gaps import GAPS
from staffing.models import User
from staffing.permissions import can

#: Made anew of the file as it is: first the basic information, at the end the record of support.
FIRST, LAST = "face", "progress"
#: Of these one is expected to be filed in the period, for a person with services.
EXPECTED = ("plan", "week")


def inspection_papers(client: Client, *, user: User, since: date, until: date) -> list[Wanted]:
    """Return the papers of a person's bundle in their order.

    Filed papers are those of the period, of each record the last edition; the order of the kinds
    is that of the registry of papers.
    """
    face, record = paper_named(FIRST), paper_named(LAST)
    days = {"since": since.isoformat(), "until": until.isoformat()}
    filed = filed_papers(client, user=user, since=since, until=until)
    return [wanted(face, client), *map(wanted_as_filed, filed), wanted(record, client, days)]


def filed_papers(client: Client, *, user: User, since: date, until: date) -> list[Document]:
    """Return the last edition of each paper filed in a period that the reader may open."""
    rows = Document.objects.visible_to(user).filter(
        client=client,
        created_at__gte=day_start(since),
        created_at__lt=day_start(until + timedelta(days=1)),
    )
    last: dict[tuple[str, int], Document] = {}
    for document in rows.exclude(kind__in=(FIRST, LAST)).order_by("number"):
        paper = paper_named(document.kind)
        if paper and can(user, paper.permission, document.office_id):
            last[document.kind, document.subject_id] = document
    return sorted(
        last.values(), key=lambda each: (paper_place(each.kind), each.created_at, each.pk)
    )


def missing_lines(
    client: Client, *, user: User, today: date, filed: list[Document]
) -> list[dict[str, Any]]:
    """Return what the file lacks: {"label", "url"}; without a place to mend it no address."""
    lines = []
    kinds = {document.kind for document in filed}
    for key in EXPECTED:
        if key not in kinds:
            words = {"paper": paper_named(key).title}
            lines.append({"label": _("%(paper)s: none filed in this period") % words, "url": ""})
    for gap in GAPS:
        path = gap.among.client
        if not path or not can(user, gap.permission, client.office_id):
            continue
        rows = gap.rows(user, today).filter(**{path: client.pk})
        row = rows.values("pk").first()
        if row:
            url = gap.url({"pk": row["pk"], "gap_client": client.pk})
            lines.append({"label": str(gap.label), "url": url})
    return lines


def period_form(query: QueryDict, *, today: date) -> Form:
    """Return the period of the record of support, as chosen in the address; nothing is written."""
    return paper_named(LAST).options(query or None, today=today)


def period_words(since: date, until: date) -> str:
    """Return the period as the list in front names it."""
    return f"{wareki(since)}〜{wareki(until)}"

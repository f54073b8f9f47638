"""Some papers as an office would have filed them; where the machine cannot print there are none."""

from datetime import date, datetime

from django.utils import timezone

from cases.actions.documents import file_document, next_number, note_signature
from cases.choices_documents import Signature
from cases.models import Client, Document
from cases.papers import gathered, paper_named, paper_pdf
from config.common.fiscal import add_months, month_end, month_of
from config.common.pdf import pdf_problems
from staffing.models import User
from staffing.permissions import access_for

#: So many people have a record of support of the last quarter in their file.
PEOPLE = 4


def file_papers(clients: list[Client], by: User, now: datetime) -> int:
    """File the record of support of the last three months of a few people; return how many."""
    if pdf_problems():
        return 0
    today = timezone.localtime(now).date()
    access_for(by, on=today)
    for place, client in enumerate(clients[:PEOPLE]):
        document = _file(client, by, today, now)
        if place % 2 == 0:
            signed = {
                "signature": Signature.HAND,
                "signed_on": today,
                "signed_by_name": client.name,
            }
            note_signature(document, by=by, version=document.version, **signed)
    return len(clients[:PEOPLE])


def _file(client: Client, by: User, today: date, now: datetime):
    last = add_months(month_of(today), -1)
    chosen = {
        "since": add_months(last, -2),
        "until": month_end(last),
        "method": "",
        "is_evidence": False,
    }
    return file_paper("progress", client, by, today, now, options=chosen)


def file_paper(
    key: str, client: Client, by: User, today: date, now: datetime, *, options: dict | None = None
) -> Document | None:
    """File a paper as it is today; None where the machine cannot print."""
    if pdf_problems():
        return None
    paper = paper_named(key)
    data = gathered(paper, client, user=by, today=today, options=options or {})
    number = next_number(paper, client)
    pdf = paper_pdf(paper, data, now=now, by=by.name, edition=f"第{number}版")
    return file_document(paper, client, data=data, pdf=pdf, number=number, by=by)

"""Keep the papers of an agreed plan: what was signed is filed with its data, print and hash."""

import logging
from datetime import date, datetime

from cases.actions import documents
from cases.models import Document
from cases.papers import Paper, gathered, paper_pdf
from config.common.pdf import PdfUnavailable
from plans.models import ServiceUsePlan
from plans.papers import paper_to_read, papers_of_plan
from staffing.models import User

logger = logging.getLogger("tsunagi.plans")


def file_agreed(plan: ServiceUsePlan, *, by: User, today: date, now: datetime) -> bool:
    """File the sheets of a plan that was agreed; False when a sheet could not be kept.

    A sheet without content, and one that is filed already with just this content, is left out.
    The consent itself stands whatever happens here.
    """
    try:
        for paper in papers_of_plan():
            _file(paper, plan, by=by, today=today, now=now)
    except (PdfUnavailable, OSError):
        logger.exception("the papers of plan %s are not filed", plan.pk)
        return False
    return True


def _file(paper: Paper, plan: ServiceUsePlan, *, by: User, today: date, now: datetime) -> None:
    data = gathered(paper, plan, user=by, today=today, options={})
    if not data["filled"] or documents.filed_before(paper, plan, data):
        return
    number = documents.next_number(paper, plan)
    pdf = paper_pdf(paper, data, now=now, by=by.name, edition=f"第{number}版")
    documents.file_document(paper, plan, data=data, pdf=pdf, number=number, by=by)


def filed_papers(plan: ServiceUsePlan, *, user: User) -> list[Document]:
    """Return the filed sheets of a plan, the newest of each kind first."""
    kinds = [paper.key for paper in (*papers_of_plan(), paper_to_read())]
    rows = Document.objects.visible_to(user).filter(kind__in=kinds, subject_id=plan.pk)
    rows = rows.filter(client=plan.client_id).select_related("created_by")
    return list(rows.order_by("kind", "-number"))

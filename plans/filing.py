"""Keep the papers of what is frozen: an agreed plan, a finished assessment; with data and hash."""

import logging
from datetime import date, datetime

from django.db.models import Model

from cases.actions import documents
from cases.models import Document
from cases.papers import Paper, gathered, paper_pdf
from config.common.pdf import PdfUnavailable
from plans.models import Assessment, ServiceUsePlan
from plans.papers import paper_to_read, papers_of_assessment, papers_of_plan
from staffing.models import User

logger = logging.getLogger("tsunagi.plans")


def file_agreed(plan: ServiceUsePlan, *, by: User, today: date, now: datetime) -> bool:
    """File the sheets of a plan that was agreed; False when a sheet could not be kept.

    A sheet without content, and one that is filed already with just this content, is left out.
    The consent itself stands whatever happens here.
    """
    return _file_all(papers_of_plan(), plan, by=by, today=today, now=now)


def file_finished(assessment: Assessment, *, by: User, today: date, now: datetime) -> bool:
    """File アセスメント票 and 別紙2 of a finished assessment; False when one could not be kept."""
    return _file_all(papers_of_assessment(), assessment, by=by, today=today, now=now)


def _file_all(papers: list[Paper], record: Model, *, by: User, today: date, now: datetime) -> bool:
    try:
        for paper in papers:
            _file(paper, record, by=by, today=today, now=now)
    except (PdfUnavailable, OSError):
        logger.exception("the papers of %s %s are not filed", record._meta.label_lower, record.pk)
        return False
    return True


def _file(paper: Paper, record: Model, *, by: User, today: date, now: datetime) -> None:
    data = gathered(paper, record, user=by, today=today, options={})
    if not data.get("filled", True) or documents.filed_before(paper, record, data):
        return
    number = documents.next_number(paper, record)
    pdf = paper_pdf(paper, data, now=now, by=by.name, edition=f"第{number}版")
    documents.file_document(paper, record, data=data, pdf=pdf, number=number, by=by)


def filed_papers(plan: ServiceUsePlan, *, user: User) -> list[Document]:
    """Return the filed sheets of a plan, the newest of each kind first."""
    return _filed([*papers_of_plan(), paper_to_read()], plan, user=user)


def filed_of_assessment(assessment: Assessment, *, user: User) -> list[Document]:
    """Return the filed sheets of an assessment, the newest of each kind first."""
    return _filed(papers_of_assessment(), assessment, user=user)


def _filed(papers: list[Paper], record: ServiceUsePlan | Assessment, *, user: User) -> list:
    kinds = [paper.key for paper in papers]
    rows = Document.objects.visible_to(user).filter(kind__in=kinds, subject_id=record.pk)
    rows = rows.filter(client=record.client_id).select_related("created_by")
    return list(rows.order_by("kind", "-number"))

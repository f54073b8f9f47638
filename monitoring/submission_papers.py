"""The papers of a submission, filed as they were when it was sent."""

import logging
from datetime import datetime

from django.utils import timezone

from cases.actions.documents import file_document, filed_before, next_number
from cases.models import Document
from cases.papers import gathered, paper_pdf
from config.common.pdf import PdfUnavailable
from monitoring.models import Submission
from monitoring.submission_page import papers_about
from staffing.models import User

logger = logging.getLogger("tsunagi.submissions")


def file_papers(submission: Submission, *, user: User, now: datetime) -> list[Document]:
    """File every paper of the plan or report, and bind them to the submission.

    Called after the submission is saved: where nothing can be printed it stands all the same, and
    the municipality reads it on the screen.
    """
    record, today = submission.plan or submission.report, timezone.localtime(now).date()
    filed = []
    for paper in papers_about(submission, user):
        subject = paper.subjects(user).select_related("office").filter(pk=record.pk).first()
        if subject is None:
            continue
        options = paper.options(None, today=today).chosen if paper.options else {}
        data = gathered(paper, subject, user=user, today=today, options=options)
        if not data.get("can_print", True):
            continue
        document = filed_before(paper, subject, data)
        if document is None:
            number = next_number(paper, subject)
            try:
                pdf = paper_pdf(paper, data, now=now, by=user.name, edition=f"第{number}版")
            except PdfUnavailable:
                logger.warning("submission %s has no print", submission.pk)
                continue
            document = file_document(paper, subject, data=data, pdf=pdf, number=number, by=user)
        filed.append(document)
    submission.documents.add(*filed)
    return filed

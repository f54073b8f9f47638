"""The papers of a submission: filed as they were when it was sent, and joined into one file."""

import io
import logging
from datetime import datetime, timedelta

from django.utils import timezone
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from cases.actions.documents import file_document, filed_before, next_number, record_printed
from cases.models import Document
from cases.models.contacts import day_start
from cases.papers import gathered, paper_pdf, paper_place
from config.common.filing import is_intact
from config.common.pdf import PdfUnavailable
from monitoring.choices_submissions import SubmittedKind
from monitoring.models import Submission
from monitoring.submission_page import papers_about
from staffing import audit
from staffing.models import User

#: 別紙1 and 別紙2: about the person, handed in with a draft.
BESIDE = ("face", "present")


class DamagedPaper(Exception):
    """A filed paper is no longer what it was; the message is its title."""


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
        if not (data.get("can_print", True) and data.get("filled", True)):
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
    submission.documents.add(*filed, *papers_beside(submission))
    return filed


def papers_beside(submission: Submission) -> list[Document]:
    """Return 別紙1 and 別紙2 as they were filed last until a draft was handed in with them."""
    if submission.kind != SubmittedKind.DRAFT:
        return []
    filed = Document.objects.alive().filter(client=submission.client_id, kind__in=BESIDE)
    if submission.submitted_on:
        filed = filed.filter(created_at__lt=day_start(submission.submitted_on + timedelta(days=1)))
    newest = {document.kind: document for document in filed.order_by("created_at", "pk")}
    return [newest[kind] for kind in BESIDE if kind in newest]


def joined_papers(submission: Submission, *, user: User, now: datetime) -> bytes:
    """Return all papers of a submission as one PDF in the order in which they are handed in.

    What was filed is taken as it was filed; of a submission without filed papers they are printed
    of the plan or report, which is frozen. Raises PdfUnavailable, and DamagedPaper.
    """
    writer = PdfWriter()
    held = submission.documents.filter(deleted_at=None).order_by("number")
    newest = {document.kind: document for document in held}
    for document in sorted(newest.values(), key=lambda each: paper_place(each.kind)):
        if not is_intact(document.pdf, document.pdf_sha256):
            audit.record(user, "document.damaged", document)
            raise DamagedPaper(document.title)
        audit.record(user, "document.viewed", document)
        with document.pdf.open("rb") as file:
            writer.append(file, outline_item=document.title, import_outline=False)
    for paper in () if newest else papers_about(submission, user):
        record, today = submission.plan or submission.report, timezone.localtime(now).date()
        data = gathered(paper, record, user=user, today=today, options={})
        if data.get("filled", True):
            pdf = paper_pdf(paper, data, now=now, by=user.name, is_tagged=False)
            writer.append(io.BytesIO(pdf), outline_item=paper.title, import_outline=False)
            record_printed(paper, record, by=user)
    writer.root_object[NameObject("/Lang")] = TextStringObject("ja")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

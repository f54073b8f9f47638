"""The annual plan as HTML and PDF: drafts are rendered, approved plans come as they were frozen."""

from datetime import datetime

from django.utils import timezone

from config.common.pdf import render_pdf
from reports.models import AnnualPlan
from reports.plan_document import PlanDocument
from reports.plan_print import PrintedPlan, printed_plan
from reports.plan_rows import document_of

TEMPLATE = "print/annual_plan/document.html"


def plan_pdf(plan: AnnualPlan, *, now: datetime, by: str) -> bytes:
    """Return the PDF of a plan; `by` names who prints it. Raises PdfUnavailable."""
    if plan.pdf:
        with plan.pdf.open("rb") as file:
            return file.read()
    return document_pdf(document_of(plan), edition=plan.edition, now=now, by=by)


def document_pdf(document: PlanDocument, *, edition: int, now: datetime, by: str) -> bytes:
    """Return the PDF of a document. Raises PdfUnavailable."""
    paper = printed(document, edition=edition, now=now, by=by)
    return render_pdf(TEMPLATE, {"plan": paper, "running": paper.running})


def printed(document: PlanDocument, *, edition: int, now: datetime, by: str) -> PrintedPlan:
    """Return what the paper shows, with the stamp of who printed it when."""
    local = timezone.localtime(now)
    stamp = f"出力 {local.year}年{local.month}月{local.day}日 {local:%H:%M}　{by}".rstrip("　")
    return printed_plan(document, version=edition, stamp=stamp)

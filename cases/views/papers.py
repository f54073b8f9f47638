"""Papers: look at one on the screen, print it, file it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases.actions import documents as actions
from cases.actions.print_runs import start_run, wanted
from cases.models import Client
from cases.papers import (
    Paper,
    digest_of,
    gathered,
    paper_context,
    paper_named,
    paper_pdf,
)
from config.common.pdf import PdfUnavailable, pdf_problems
from staffing.permissions import Permission, can, require


@dataclass(frozen=True)
class Page:
    """One paper of one record, with what was chosen."""

    paper: Paper
    record: models.Model
    form: forms.Form | None
    data: dict[str, Any]

    @property
    def key(self) -> list:
        return [self.paper.key, self.record.pk]


def _page(request: HttpRequest, kind: str, pk: int) -> Page:
    paper = paper_named(kind)
    if paper is None:
        raise Http404(kind)
    record = get_object_or_404(paper.subjects(request.user).select_related("office"), pk=pk)
    require(request.user, paper.permission, record.office_id)
    today = timezone.localdate()
    form = paper.options(request.GET or None, today=today) if paper.options else None
    options = form.chosen if form else {}
    data = gathered(paper, record, user=request.user, today=today, options=options)
    return Page(paper, record, form, data)


def _query(request: HttpRequest) -> str:
    return f"?{request.GET.urlencode()}" if request.GET else ""


def _preview(request: HttpRequest, page: Page) -> str:
    return reverse("cases:paper-preview", args=page.key) + _query(request)


@require_GET
def paper_preview(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show a paper on the screen as it would be printed, with what may be chosen above it."""
    page, query = _page(request, kind, pk), _query(request)
    actions.record_paper_viewed(page.record, by=request.user)
    context = paper_context(page.paper, page.data, now=timezone.now(), by=request.user.name)
    context |= {
        "is_screen": True,
        "back_url": _back(page),
        "options": page.form,
        "print_url": reverse("cases:paper-print", args=page.key) + query,
        "file_url": reverse("cases:paper-file", args=page.key) + query
        if can(request.user, Permission.LOG_WRITE, page.record.office_id)
        and not page.data.get("is_slow")
        else "",
        "digest": digest_of(page.data),
        "paper_bar": True,
    }
    return render(request, page.paper.template, context)


@require_GET
def paper_print(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Print a paper as PDF, without keeping it; a slow one in the background."""
    page = _page(request, kind, pk)
    if not page.data["can_print"]:
        return redirect(_preview(request, page))
    if page.data.get("is_slow"):
        papers = [wanted(page.paper, page.record, dict(request.GET.items()))]
        about = {"office": page.record.office, "title": page.paper.title}
        return redirect(start_run(papers, by=request.user, **about))
    try:
        pdf = paper_pdf(page.paper, page.data, now=timezone.now(), by=request.user.name)
    except PdfUnavailable as error:
        messages.error(request, str(error))
        return redirect(_back(page))
    actions.record_printed(page.paper, page.record, by=request.user)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"{page.paper.key}-{page.record.pk}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _back(page: Page) -> str:
    if isinstance(page.record, Client):
        return reverse("cases:client-documents", args=[page.record.pk])
    return page.record.get_absolute_url()


@require_POST
def paper_file(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Keep a paper as it is now: its data, its print and their hash."""
    page = _page(request, kind, pk)
    require(request.user, Permission.LOG_WRITE, page.record.office_id)
    if not page.data["can_print"] or page.data.get("is_slow"):
        return redirect(_preview(request, page))
    if document := actions.filed_before(page.paper, page.record, page.data):
        messages.info(request, _("The paper is filed already, with just this content."))
        return redirect(document)
    if request.POST.get("digest", "") != digest_of(page.data):
        messages.warning(
            request, _("The records changed meanwhile. Look at the paper once more and file it.")
        )
        return redirect(_preview(request, page))
    if problems := pdf_problems():
        messages.error(request, " ".join(problems))
        return redirect(_back(page))
    number = actions.next_number(page.paper, page.record)
    edition = f"第{number}版"
    pdf = paper_pdf(
        page.paper, page.data, now=timezone.now(), by=request.user.name, edition=edition
    )
    document = actions.file_document(
        page.paper, page.record, data=page.data, pdf=pdf, number=number, by=request.user
    )
    messages.success(request, _("The paper is filed with its data and its print."))
    return redirect(document)

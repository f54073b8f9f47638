"""Filed papers and files of a person (S16): list, one paper, its print, its signature."""

import logging

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions import documents as actions
from cases.facts import for_page
from cases.files import files_of
from cases.filters import DocumentFilter
from cases.forms import RemoveForm, SignatureForm
from cases.models import Client, Document
from cases.papers import digest_of, may_read, paper_named, papers_of_client
from cases.person import note_view, person_context
from config.common.filing import is_intact
from config.common.paging import page_by_key
from staffing import audit
from staffing.models import User
from staffing.permissions import Permission, can, require
from staffing.sheets import edit_page

logger = logging.getLogger("tsunagi.files")
PER_PAGE = 30


@require_GET
def client_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the papers filed about a person, what can be made anew, and the files added."""
    visible = for_page(Client.objects.visible_to(request.user), request.user)
    client = get_object_or_404(visible, pk=pk)
    require(request.user, Permission.CLIENT_VIEW, client.office_id)
    note_view(client, user=request.user, now=timezone.now())
    held = Document.objects.visible_to(request.user).filter(client=client)
    listed = DocumentFilter(request.GET, queryset=held, request=request)
    page = page_by_key(
        request, listed.qs.select_related("created_by"), order=("-pk",), per_page=PER_PAGE
    )
    context = person_context(client, user=request.user, today=timezone.localdate(), tab="documents")
    context |= files_of(request.user, "client", client, client=client)
    context |= {
        "filter": listed,
        "page": page,
        "readable": {each.pk for each in page if may_read(request.user, each)},
        "papers": [
            {"label": each.label, "url": reverse("cases:paper-preview", args=[each.key, client.pk])}
            for each in papers_of_client()
            if can(request.user, each.permission, client.office_id)
        ],
    }
    return render(request, "cases/client_documents.html", context)


def _document(request: HttpRequest, pk: int) -> Document:
    rows = Document.objects.visible_to(request.user).select_related(
        "client", "office", "created_by", "updated_by"
    )
    document = get_object_or_404(rows, pk=pk)
    if not may_read(request.user, document):
        raise PermissionDenied
    return document


def _may_delete(user: User, document: Document) -> bool:
    """Whoever filed it while it is unsigned, and those who approve records."""
    if can(user, Permission.RECORD_APPROVE, document.office_id):
        return True
    is_own = document.created_by_id == user.pk and not document.signed_on
    return is_own and can(user, Permission.LOG_WRITE, document.office_id)


def _context(request: HttpRequest, document: Document) -> dict:
    context = {"document": document}
    if document.client:
        context |= person_context(
            document.client, user=request.user, today=timezone.localdate(), tab="documents"
        )
    return context


@require_GET
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a filed paper: what, when, by whom, whether signed, whether still what it was."""
    document = _document(request, pk)
    audit.record(request.user, "document.viewed", document)
    paper = paper_named(document.kind)
    context = _context(request, document)
    context |= files_of(request.user, "paper", document, document=document)
    context |= {
        "is_intact": _is_whole(request, document),
        "waits_for_signature": bool(paper and paper.is_signed),
        "may_write": can(request.user, Permission.LOG_WRITE, document.office_id),
        "may_delete": _may_delete(request.user, document),
    }
    return render(request, "cases/document_detail.html", context)


def _is_whole(request: HttpRequest, document: Document) -> bool:
    """Whether print and data are what was filed; what is not is logged and in the trail."""
    if is_intact(document.pdf, document.pdf_sha256) and (
        digest_of(document.data) == document.data_sha256
    ):
        return True
    logger.error("document %s is not what was filed", document.pk)
    audit.record(request.user, "document.damaged", document)
    return False


@require_GET
def document_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the print as it was filed, unless it is no longer what it was."""
    document = _document(request, pk)
    if not _is_whole(request, document):
        return redirect(document)
    audit.record(request.user, "document.viewed", document)
    name = f"{document.kind}-{document.subject_id}-v{document.number}.pdf"
    return FileResponse(document.pdf.open("rb"), filename=name, content_type="application/pdf")


@require_http_methods(["GET", "POST"])
def document_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how a paper was signed and when it was handed in."""
    document = _document(request, pk)
    require(request.user, Permission.LOG_WRITE, document.office_id)
    title = _("Signature and submission")
    return edit_page(
        request,
        SignatureForm,
        template="cases/document_form.html",
        key=f"document:{document.pk}",
        label=title,
        record=document,
        cancel_url=document.get_absolute_url(),
        success=_("The signature is noted."),
        context=_context(request, document) | {"heading": title},
        save=lambda form: actions.note_signature(
            document, by=request.user, version=form.version, **form.cleaned_data
        ),
    )


@require_http_methods(["GET", "POST"])
def document_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a filed paper with a reason; the list of deleted ones brings it back."""
    document = _document(request, pk)
    if not _may_delete(request.user, document):
        raise PermissionDenied

    def save(form: RemoveForm) -> str:
        actions.remove_document(document, by=request.user, **form.cleaned_data)
        return _after(document)

    title = _("Delete the paper")
    return edit_page(
        request,
        RemoveForm,
        template="cases/document_form.html",
        key=f"document:{document.pk}:delete",
        label=title,
        cancel_url=document.get_absolute_url(),
        submit_label=title,
        success=_("The paper is deleted. It can be restored from the deleted records."),
        context=_context(request, document) | {"heading": title},
        save=save,
    )


def _after(document: Document) -> str:
    if document.client_id:
        return reverse("cases:client-documents", args=[document.client_id])
    return reverse("cases:consultation-list")

"""Files from elsewhere: add one to a record, download it, delete it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions import attachments as actions
from cases.forms import RemoveForm
from cases.forms.attachments import AttachmentForm
from cases.models import Attachment, Client, Consultation, Document, Intake
from cases.papers import client_of, may_read
from cases.person import person_context
from config.common.filing import is_intact
from staffing.models import User
from staffing.permissions import Permission, can, require
from staffing.sheets import edit_page

logger = logging.getLogger("tsunagi.files")


@dataclass(frozen=True)
class Owner:
    """What a file can belong to: the column that names it, and how it is found."""

    link: str
    rows: Callable[[User], QuerySet]


OWNERS = {
    "client": Owner("", Client.objects.visible_to),
    "contact": Owner("consultation", Consultation.objects.visible_to),
    "intake": Owner("intake", Intake.objects.visible_to),
    "paper": Owner("document", Document.objects.visible_to),
}


def _page(request: HttpRequest, record: models.Model | None, client: Client | None) -> dict:
    context: dict = {"owner": record}
    if client:
        today = timezone.localdate()
        context |= person_context(client, user=request.user, today=today, tab="documents")
    return context


@require_http_methods(["GET", "POST"])
def attachment_create(request: HttpRequest, owner: str, pk: int) -> HttpResponse:
    """Add a file to a person, a contact, a request, or a paper that was signed by hand."""
    kind = OWNERS.get(owner)
    if kind is None:
        raise Http404(owner)
    record = get_object_or_404(kind.rows(request.user), pk=pk)
    require(request.user, Permission.LOG_WRITE, record.office_id)
    if isinstance(record, Document) and not may_read(request.user, record):
        raise PermissionDenied
    client, title = client_of(record), _("Add a file")
    return edit_page(
        request,
        AttachmentForm,
        template="cases/attachment_form.html",
        key=f"attachment:{owner}:{pk}",
        label=title,
        cancel_url=record.get_absolute_url(),
        submit_label=title,
        success=_("The file is added."),
        context=_page(request, record, client) | {"heading": title},
        save=lambda form: actions.add_attachment(record, kind.link, by=request.user, **form.values),
    )


def _attachment(request: HttpRequest, pk: int) -> Attachment:
    rows = Attachment.objects.visible_to(request.user).select_related("client", "document")
    attachment = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.CLIENT_VIEW, attachment.office_id)
    # The scan of a filed paper is read by whoever may read the paper.
    if attachment.document and not may_read(request.user, attachment.document):
        raise PermissionDenied
    return attachment


@require_GET
def attachment_download(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a file to be kept, never to be run or shown by the browser."""
    attachment = _attachment(request, pk)
    if not is_intact(attachment.file, attachment.sha256):
        logger.error("attachment %s is not what was stored", attachment.pk)
        actions.record_damaged(attachment, by=request.user)
        context = _page(request, None, attachment.client) | {"attachment": attachment}
        return render(request, "cases/attachment_damaged.html", context)
    actions.record_downloaded(attachment, by=request.user)
    response = FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
def attachment_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a file with a reason; the list of deleted ones brings it back."""
    attachment = _attachment(request, pk)
    if not may_delete(request.user, attachment):
        raise PermissionDenied

    def save(form: RemoveForm) -> str:
        actions.remove_attachment(attachment, by=request.user, **form.cleaned_data)
        return attachment.get_absolute_url()

    title = _("Delete the file")
    return edit_page(
        request,
        RemoveForm,
        template="cases/attachment_form.html",
        key=f"attachment:{pk}:delete",
        label=title,
        cancel_url=attachment.get_absolute_url(),
        submit_label=title,
        success=_("The file is deleted. It can be restored from the deleted records."),
        context=_page(request, attachment, attachment.client) | {"heading": title},
        save=save,
    )


def may_delete(user: User, attachment: Attachment) -> bool:
    """Whoever added it, and those who approve records."""
    is_own = attachment.created_by_id == user.pk
    return (is_own and can(user, Permission.LOG_WRITE, attachment.office_id)) or can(
        user, Permission.RECORD_APPROVE, attachment.office_id
    )

"""The files that hang on a record, as every page about it shows them."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Attachment, Document
from cases.papers import may_read
from staffing.models import User
from staffing.permissions import Permission, can


def files_of(user: User, owner: str, record: models.Model, **where: Any) -> dict[str, Any]:
    """Return the context of cases/_attachments.html: the files found by `where`.

    `owner` is what `record` is called in the address that adds a file.
    """
    rows = Attachment.objects.visible_to(user).filter(**where).newest()
    is_lead = can(user, Permission.RECORD_APPROVE, record.office_id)
    may_write = can(user, Permission.LOG_WRITE, record.office_id)
    found = [
        {
            "file": file,
            "place": _place(file) if owner == "client" else "",
            "may_delete": is_lead or (may_write and file.created_by_id == user.pk),
        }
        for file in rows.select_related("created_by", "document")
        if file.document is None or may_read(user, file.document)
    ]
    url = reverse("cases:attachment-create", args=[owner, record.pk]) if may_write else ""
    return {"attachments": found, "add_url": url}


def papers_of(user: User, kind: str, record: models.Model) -> models.QuerySet:
    """The papers of one kind that were filed about a record, the newest first."""
    filed = Document.objects.visible_to(user).editions_of(kind, record.pk)
    return filed.select_related("created_by")


def _place(file: Attachment) -> str:
    if file.document_id:
        return _("Paper")
    if file.intake_id:
        return _("Request")
    return _("Contact") if file.consultation_id else ""

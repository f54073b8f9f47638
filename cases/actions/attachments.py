"""Verbs on files from elsewhere."""

from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import models, transaction
from django.utils.translation import gettext as _

from cases.models import Attachment, Client
from cases.papers import client_of
from config.common.filing import stored
from config.common.problems import Problem
from config.common.tags import day
from staffing import audit
from staffing.models import User
from staffing.saving import Refused, insert, remove, restore


@transaction.atomic
def add_attachment(
    record: models.Model, link: str, *, file: File, ending: str, by: User, **fields: Any
) -> Attachment:
    """Keep a file with a record; `link` is the attachment's column for it ("" for a person).

    Raises Refused when the person (or the record of nobody registered) has this very file
    already, or too many. Without room for the file there is no row, and without the row no file.
    """
    client = client_of(record)
    held = Attachment.objects.alive().filter(**_owner(record, link, client))
    if problem := _problem(held, fields["sha256"]):
        raise Refused(problem)
    target = {link: record} if link else {}
    with stored("attachments", file, ending=ending) as name, transaction.atomic():
        attachment = Attachment(
            office_id=record.office_id, client=client, file=name, **target, **fields
        )
        return insert(attachment, by=by, verb="attachment.added", size=fields["size"])


def _owner(record: models.Model, link: str, client: Client | None) -> dict[str, Any]:
    return {"client": client} if client else {link: record}


def _problem(held, sha256: str) -> Problem | None:
    if same := held.filter(sha256=sha256).first():
        message = _("This file is here already: “%(name)s”, added on %(day)s.")
        said = {"name": same.name, "day": day(same.created_at)}
        return Problem("same-file", message % said, "upload")
    if held.count() >= settings.ATTACHMENTS_MAX:
        message = _("There are %(most)s files already. Delete what is no longer needed.")
        return Problem("too-many-files", message % {"most": settings.ATTACHMENTS_MAX}, "upload")
    return None


def record_downloaded(attachment: Attachment, *, by: User) -> None:
    """Write down that a file left the house."""
    audit.record(by, "attachment.downloaded", attachment)


def record_damaged(attachment: Attachment, *, by: User) -> None:
    """Write down that a file is not what was stored."""
    audit.record(by, "document.damaged", attachment)


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User, reason: str) -> None:
    """Delete a file with a reason; it can be restored."""
    remove(attachment, by=by, reason=reason)


@transaction.atomic
def restore_attachment(attachment: Attachment, *, by: User) -> None:
    """Bring a deleted file back, unless the same one was added meanwhile."""
    twin = Attachment.objects.alive().filter(client=attachment.client_id, sha256=attachment.sha256)
    if attachment.client_id and twin.exists():
        raise Refused(Problem("same-file", _("This file was added again meanwhile.")))
    restore(attachment, by=by)

"""Verbs on papers: file them, note their signature, say that they were printed or are damaged."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Max

from cases.models import Document
from cases.papers import Paper, client_of, digest_of
from config.common.filing import stored
from staffing import audit
from staffing.models import User
from staffing.saving import change, insert, remove, restore


def filed_before(paper: Paper, record: models.Model, data: dict[str, Any]) -> Document | None:
    """Return the last version of a paper when it says the same as these data."""
    newest = Document.objects.alive().editions_of(paper.key, record.pk).first()
    return newest if newest and newest.data_sha256 == digest_of(data) else None


def next_number(paper: Paper, record: models.Model) -> int:
    """Return which version of the paper comes next; a deleted one keeps its number."""
    taken = Document.objects.editions_of(paper.key, record.pk).order_by()
    return (taken.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def file_document(
    paper: Paper,
    record: models.Model,
    *,
    data: dict[str, Any],
    pdf: bytes,
    number: int,
    by: User,
) -> Document:
    """Freeze a paper: its data, its print, and the SHA-256 of both.

    Without room for the file there is no row, and without the row no file.
    """
    with stored("documents", ContentFile(pdf), ending=".pdf") as name, transaction.atomic():
        document = Document(
            office_id=record.office_id,
            client=client_of(record),
            kind=paper.key,
            subject_id=record.pk,
            number=number,
            title=data.get("title") or paper.title,
            data=data,
            data_sha256=digest_of(data),
            pdf=name,
            pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        )
        return insert(document, by=by, verb="document.filed", kind=paper.key, number=number)


def note_signature(document: Document, *, by: User, version: int | None, **values: Any) -> Document:
    """Note how and when a paper was signed or submitted; its data and print stay as they are."""
    return change(document, values, by=by, version=version, verb="document.changed")


@transaction.atomic
def remove_document(document: Document, *, by: User, reason: str) -> None:
    """Delete a filed paper with a reason; it can be restored."""
    remove(document, by=by, reason=reason)


@transaction.atomic
def restore_document(document: Document, *, by: User) -> None:
    """Bring a deleted paper back."""
    restore(document, by=by)


def record_paper_viewed(record: models.Model, *, by: User) -> None:
    """Write down that a paper was looked at on the screen: it shows the file."""
    audit.record(by, "paper.viewed", record)


def record_printed(paper: Paper, record: models.Model, *, by: User) -> None:
    """Write down that a paper was printed."""
    audit.record(by, "paper.printed", record, kind=paper.key)

"""Papers as they were filed, and files that came from elsewhere."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices_documents import Signature
from cases.models.clients import Client
from cases.models.contacts import Consultation
from cases.models.intakes import Intake
from staffing.models import Office, Record, ScopedQuerySet


class DocumentQuerySet(ScopedQuerySet):
    def editions_of(self, kind: str, subject_id: int):
        """All versions of one paper of one subject, the newest first, deleted ones too."""
        return self.filter(kind=kind, subject_id=subject_id).order_by("-number")

    def newest(self):
        """The last filed on top."""
        return self.order_by("-pk")

    def deleted_for(self, user):
        """Deleted papers of the user's offices; they can be restored."""
        return self.in_files_of(user).filter(deleted_at__isnull=False)


class Document(Record):
    """A filed paper (書類): its data and its print as they were, with their SHA-256."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="documents")
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    #: The key of its kind (`cases/papers`), and the record that the paper is about.
    kind = models.CharField(_("kind of paper"), max_length=30)
    subject_id = models.PositiveBigIntegerField(editable=False)
    number = models.PositiveIntegerField(pgettext_lazy("document", "version"))
    title = models.CharField(_("title"), max_length=100)
    data = models.JSONField(editable=False)
    data_sha256 = models.CharField(max_length=64, editable=False)
    pdf = models.FileField(upload_to="documents/", editable=False)
    pdf_sha256 = models.CharField(max_length=64, editable=False)
    signature = models.CharField(
        _("signature"), max_length=10, choices=Signature, default=Signature.NONE
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_by_name = models.CharField(_("who signed"), max_length=60, blank=True)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "number"], name="cases_document_number_once"
            ),
            models.CheckConstraint(
                name="cases_document_signature_has_day",
                condition=Q(signature=Signature.NONE, signed_on=None)
                | ~Q(signature=Signature.NONE) & Q(signed_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["client", "-id"], name="cases_document_client"),
            models.Index(fields=["office", "-id"], name="cases_document_office"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:document-detail", args=[self.pk])


class AttachmentQuerySet(ScopedQuerySet):
    def newest(self):
        """The last added on top."""
        return self.order_by("-pk")

    def deleted_for(self, user):
        """Deleted files of the user's offices; they can be restored."""
        return self.in_files_of(user).filter(deleted_at__isnull=False)


class Attachment(Record):
    """A file that came from elsewhere (添付): a scan, a photograph, a letter."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="attachments")
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    #: What it belongs to besides the person: a contact, a request, or the paper it is a copy of.
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    intake = models.ForeignKey(
        Intake, models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    #: On the disk it has a random name; this one is only shown.
    name = models.CharField(_("name of the file"), max_length=200)
    note = models.CharField(_("what it is"), max_length=200, blank=True)
    file = models.FileField(upload_to="attachments/", editable=False)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("client"),
                F("sha256"),
                condition=Q(deleted_at=None, client__isnull=False),
                name="cases_attachment_once",
                violation_error_message=_("This file is attached already."),
            ),
        ]
        indexes = [
            models.Index(fields=["client", "-id"], name="cases_attachment_client"),
            models.Index(fields=["office", "-id"], name="cases_attachment_office"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        if self.document_id:
            return reverse("cases:document-detail", args=[self.document_id])
        if self.consultation_id:
            return reverse("cases:consultation-detail", args=[self.consultation_id])
        if self.intake_id:
            return self.intake.get_absolute_url()
        return reverse("cases:client-documents", args=[self.client_id])

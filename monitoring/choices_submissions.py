"""Choices of what goes to the municipality (提出管理, S28)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SubmissionState(TextChoices):
    """How far a document has come; nothing before `SENT` exists for the municipality."""

    WAITING = "waiting", pgettext_lazy("submission", "To be submitted")
    SENT = "sent", pgettext_lazy("submission", "Submitted")
    RECEIVED = "received", pgettext_lazy("submission", "Received")
    RETURNED = "returned", pgettext_lazy("submission", "Returned")
    REPLACED = "replaced", pgettext_lazy("submission", "Replaced by a newer version")


class SubmittedKind(TextChoices):
    DRAFT = "draft", _("Draft service-use plan")
    FINAL = "final", _("Service-use plan")
    REPORT = "report", _("Monitoring report")


#: What the municipality may see at all.
AT_THE_DESK = (SubmissionState.SENT, SubmissionState.RECEIVED, SubmissionState.RETURNED)

AUDIT_VERBS = {
    "submission.created": _("Put a document on the list of submissions"),
    "submission.viewed": _("Opened a submitted document"),
    "submission.changed": _("Changed the deadline of a submission"),
    "submission.sent": _("Submitted a document to the municipality"),
    "submission.received": _("Received a submitted document"),
    "submission.returned": _("Returned a submitted document"),
    "submission.replaced": _("Replaced a submission by a newer version"),
}

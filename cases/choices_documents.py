"""Choices of papers and files, and what is done with them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Signature(TextChoices):
    """How a paper was agreed to (S16)."""

    NONE = "none", pgettext_lazy("signature", "Not yet")
    HAND = "hand", _("Signed by hand")
    ELECTRONIC = "electronic", _("Agreed electronically")


DOCUMENT_VERBS = {
    "paper.viewed": _("Looked at a paper"),
    "paper.printed": _("Printed a paper"),
    "bundle.asked": _("Asked for a bundle of papers"),
    "bundle.cancelled": _("Cancelled a bundle of papers"),
    "bundle.retried": _("Had failed papers of a bundle made again"),
    "bundle.fetched": _("Opened a bundle of papers"),
    "document.filed": _("Filed a paper"),
    "document.viewed": _("Opened a filed paper"),
    "document.changed": _("Noted the signature of a paper"),
    "attachment.added": _("Added a file"),
    "attachment.downloaded": _("Downloaded a file"),
    "purge.asked": _("Asked to delete a file for good"),
    "purge.withdrawn": _("Let a file stay"),
    "purge.done": _("Deleted a file for good"),
    "document.damaged": _("Found a damaged file"),
    "client.merged": _("Merged two files of one person"),
}

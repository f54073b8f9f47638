"""Choices of the closing of a month: what is looked through before, and what comes after."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CorrectionKind(TextChoices):
    """What happened to a contact after its month was closed."""

    CHANGED = "changed", pgettext_lazy("correction", "Corrected")
    DELETED = "deleted", pgettext_lazy("correction", "Deleted")
    RESTORED = "restored", pgettext_lazy("correction", "Restored")


class Lack(TextChoices):
    """What a month's log is looked through for before it is closed, and after."""

    UNCHECKED = "unchecked", pgettext_lazy("lack", "Not confirmed")
    MINUTES = "minutes", pgettext_lazy("lack", "Without minutes")
    CONTENTS = "contents", pgettext_lazy("lack", "Without content of support")
    PLACE = "place", pgettext_lazy("lack", "Visit without its place")
    LATE = "late", pgettext_lazy("lack", "Late entries")
    CORRECTED = "corrected", pgettext_lazy("lack", "Corrected after closing")


CLOSING_VERBS = {
    "consultation.corrected": _("Corrected a contact record of a closed month"),
    "consultation.checked": _("Confirmed contact records"),
    "month.closed": _("Closed a month of the log"),
    "month.reopened": _("Reopened a month of the log"),
    "promise.moved": _("Put a promise off or passed it on"),
}

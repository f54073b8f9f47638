"""Choices of papers that are printed many at a time."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class PrintStage(TextChoices):
    """How far a bundle has come."""

    WAITING = "waiting", pgettext_lazy("bundle", "Being made")
    DONE = "done", pgettext_lazy("bundle", "Ready")
    CANCELLED = "cancelled", pgettext_lazy("bundle", "Cancelled")
    CLEARED = "cleared", pgettext_lazy("bundle", "Cleared away")


class PrintState(TextChoices):
    """What became of one paper of a bundle."""

    WAITING = "waiting", pgettext_lazy("bundle", "Waiting")
    DONE = "done", pgettext_lazy("bundle", "Made")
    FAILED = "failed", pgettext_lazy("bundle", "Not made")

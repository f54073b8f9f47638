"""Choices of monitoring months and reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MonthState(TextChoices):
    """State of one monitoring month."""

    OPEN = "open", pgettext_lazy("monitoring month", "Not done")
    REPORTED = "reported", pgettext_lazy("monitoring month", "Report in work")
    DONE = "done", pgettext_lazy("monitoring month", "Done")
    SUBMITTED = "submitted", pgettext_lazy("monitoring month", "Submitted")
    SKIPPED = "skipped", pgettext_lazy("monitoring month", "Skipped")


class PauseKind(TextChoices):
    """Why nobody is monitored for a time."""

    HOSPITAL = "hospital", pgettext_lazy("pause", "In hospital")
    FACILITY = "facility", pgettext_lazy("pause", "In a facility")
    OTHER = "other", pgettext_lazy("pause", "Other")


class Outcome(TextChoices):
    """What follows from a monitoring."""

    CONTINUE = "continue", _("The plan continues")
    CHANGE = "change", _("The plan is changed")
    RENEW = "renew", _("The plan is renewed")


class Achievement(TextChoices):
    """How far a goal was reached (達成度), by number key."""

    REACHED = "1", pgettext_lazy("achievement", "Reached")
    MOSTLY = "2", pgettext_lazy("achievement", "Mostly reached")
    PARTLY = "3", pgettext_lazy("achievement", "Partly reached")
    NOT = "4", pgettext_lazy("achievement", "Not reached")


AUDIT_VERBS = {
    "schedule.computed": _("Computed the monitoring months"),
    "feed.made": _("Made an address for the own calendar"),
    "feed.revoked": _("Revoked the address of the own calendar"),
    "month.viewed": _("Looked through the monitoring months"),
    "month.moved": _("Moved a monitoring month"),
    "pause.created": _("Registered a pause of the monitoring"),
    "pause.changed": _("Changed a pause of the monitoring"),
    "inquiry.printed": _("Printed inquiry sheets for providers"),
    "month.skipped": _("Skipped a monitoring month"),
    "month.switched": _("Switched a monitoring month on or off"),
    "report.created": _("Started a monitoring report"),
    "report.viewed": _("Opened a monitoring report"),
    "report.changed": _("Changed a monitoring report"),
    "report.finished": _("Finished a monitoring report"),
    "report.discarded": _("Discarded a monitoring report"),
    "report.submitted": _("Recorded the submission of a monitoring report"),
}

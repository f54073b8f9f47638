"""Choices of meetings about one person and of the plans that providers write."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingKind(TextChoices):
    """Who convenes it: the office (運営基準 第15条), or a provider for its own plan."""

    COORDINATION = "coordination", _("Service coordination meeting")
    SUPPORT = "support", _("Individual support meeting of a provider")


class MeetingState(TextChoices):
    PLANNED = "planned", pgettext_lazy("care meeting", "Planned")
    MINUTES = "minutes", pgettext_lazy("care meeting", "Minutes in work")
    FINISHED = "finished", pgettext_lazy("care meeting", "Minutes final")
    CANCELLED = "cancelled", pgettext_lazy("care meeting", "Cancelled")


class MeetingWay(TextChoices):
    """How those who take part come together; `opinions`: nobody meets, everybody is asked."""

    VENUE = "venue", pgettext_lazy("meeting", "Face to face")
    MIXED = "mixed", pgettext_lazy("meeting", "Face to face and by video")
    ONLINE = "online", pgettext_lazy("meeting", "By video")
    OPINIONS = "opinions", pgettext_lazy("meeting", "Opinions asked, no meeting")


class Seat(TextChoices):
    """For whom somebody sits at the table, in the order of the paper."""

    SELF = "self", pgettext_lazy("seat", "The person")
    FAMILY = "family", pgettext_lazy("seat", "Family")
    PROVIDER = "provider", pgettext_lazy("seat", "Provider")
    SUPPORTER = "supporter", pgettext_lazy("seat", "Supporting body")
    OFFICE = "office", pgettext_lazy("seat", "This office")
    OTHER = "other", pgettext_lazy("seat", "Other")


class Presence(TextChoices):
    """Whether somebody came; empty until it is known. The order is that of the number keys."""

    PRESENT = "present", pgettext_lazy("presence", "Present")
    VIDEO = "video", pgettext_lazy("presence", "By video")
    ABSENT = "absent", pgettext_lazy("presence", "Absent")


class InquiryWay(TextChoices):
    """How somebody who cannot come was asked for an opinion (照会)."""

    PHONE = "phone", pgettext_lazy("inquiry", "By telephone")
    FACE = "face", pgettext_lazy("inquiry", "In person")
    LETTER = "letter", pgettext_lazy("inquiry", "In writing")
    MAIL = "mail", pgettext_lazy("inquiry", "By e-mail or fax")


class ProviderPlanState(TextChoices):
    """What has come of the plan that a provider writes for a person."""

    MISSING = "missing", pgettext_lazy("provider plan", "Not received")
    OVERDUE = "overdue", pgettext_lazy("provider plan", "The next one is due")
    HELD = "held", pgettext_lazy("provider plan", "Received")


MEETING_VERBS = {
    "care_meeting.created": _("Set up a coordination meeting"),
    "care_meeting.viewed": _("Opened a coordination meeting"),
    "care_meeting.changed": _("Changed a coordination meeting"),
    "care_meeting.cancelled": _("Cancelled a coordination meeting"),
    "care_minutes.changed": _("Wrote the minutes of a coordination meeting"),
    "care_minutes.finished": _("Made the minutes of a coordination meeting final"),
    "care_minutes.corrected": _("Corrected the final minutes of a coordination meeting"),
    "provider_plan.created": _("Registered the plan of a provider"),
    "provider_plan.viewed": _("Opened the plan of a provider"),
    "provider_plan.changed": _("Changed the plan of a provider"),
}

"""Choices of bodies, meetings and trainings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(TextChoices):
    """Kinds of bodies in and around a council (T-09)."""

    PLENARY = "plenary", _("Plenary meeting")
    STEERING = "steering", _("Steering meeting")
    REGULAR = "regular", _("Regular meeting")
    WORKING_GROUP = "working_group", _("Working group")
    PROJECT = "project", pgettext_lazy("body kind", "Project")
    LIAISON = "liaison", _("Liaison meeting")
    OFFICE = "office", _("Meeting of the office")
    OTHER = "other", pgettext_lazy("body kind", "Other body")


class BodyFunction(TextChoices):
    """The six functions of a council (domain 9.2, T-09)."""

    INFORMATION = "information", pgettext_lazy("council function", "Information")
    COORDINATION = "coordination", pgettext_lazy("council function", "Coordination")
    DEVELOPMENT = "development", pgettext_lazy("council function", "Development")
    EDUCATION = "education", pgettext_lazy("council function", "Education")
    RIGHTS = "rights", pgettext_lazy("council function", "Advocacy of rights")
    EVALUATION = "evaluation", pgettext_lazy("council function", "Evaluation")


class ActivityKind(TextChoices):
    """Kinds of work for the area (K-06)."""

    OUTREACH = "outreach", _("Outreach and round visits")
    COURSE = "course", _("Course or lecture given")
    PUBLICITY = "publicity", _("Publicity and awareness")
    OFFICE = "office", _("Visit to an office")
    NETWORK = "network", _("Contact among organisations")
    RESOURCE = "resource", _("Resources looked up or made")
    OTHER = "other", pgettext_lazy("activity", "Other")


class RecurrenceKind(TextChoices):
    """How often a body meets in a fiscal year (O-05)."""

    YEARLY = "yearly", _("Once a year")
    TWICE = "twice", _("Twice a year")
    TIMES = "times", _("Several times a year")
    QUARTERLY = "quarterly", _("Every quarter")
    BIMONTHLY = "bimonthly", _("Every other month")
    MONTHLY = "monthly", _("Every month")
    MONTHS = "months", _("In named months")
    TEXT = "text", _("As described in words")


class MeetingState(TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    MINUTES = "minutes", pgettext_lazy("meeting", "Minutes in work")
    FINISHED = "finished", pgettext_lazy("meeting", "Minutes final")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Not held")


class MeetingMode(TextChoices):
    """Where a meeting takes place."""

    VENUE = "venue", pgettext_lazy("meeting", "At a venue")
    ONLINE = "online", pgettext_lazy("meeting", "Online")
    BOTH = "both", pgettext_lazy("meeting", "At a venue and online")


class Openness(TextChoices):
    """Whether people from outside may listen."""

    OPEN = "open", pgettext_lazy("meeting", "Open to the public")
    PARTLY = "partly", pgettext_lazy("meeting", "Partly closed")
    CLOSED = "closed", pgettext_lazy("meeting", "Closed")


class SlotMark(TextChoices):
    """How a month of a body's year stands (S31)."""

    FREE = "free", ""
    DUE = "due", pgettext_lazy("slot", "Planned, no date yet")
    MISSING = "missing", pgettext_lazy("slot", "No record of a meeting")
    MOVED = "moved", pgettext_lazy("slot", "Moved to a later month")
    SET = "set", pgettext_lazy("slot", "Date set")
    UNWRITTEN = "unwritten", pgettext_lazy("slot", "Minutes not written")
    WRITING = "writing", pgettext_lazy("slot", "Minutes in work")
    HELD = "held", pgettext_lazy("slot", "Held, minutes final")
    CANCELLED = "cancelled", pgettext_lazy("slot", "Cancelled")


class Side(TextChoices):
    """On which side a person sits, as minutes group those who came."""

    MEMBER = "member", pgettext_lazy("attendance", "Member")
    SECRETARIAT = "secretariat", pgettext_lazy("attendance", "Secretariat")
    GUEST = "guest", pgettext_lazy("attendance", "Guest")


class AttendanceState(TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "Present")
    ABSENT = "absent", pgettext_lazy("attendance", "Absent")
    ONLINE = "online", pgettext_lazy("attendance", "Online")


class TrainingScope(TextChoices):
    INTERNAL = "internal", _("Training in the office")
    EXTERNAL = "external", _("External training")


AUDIT_VERBS = {
    "body.created": _("Registered a body"),
    "body.changed": _("Changed a body"),
    "recurrence.created": _("Planned the meetings of a year"),
    "recurrence.changed": _("Changed the meetings of a year"),
    "meeting.created": _("Set up a meeting"),
    "meeting.changed": _("Changed a meeting"),
    "meeting.cancelled": _("Cancelled a meeting"),
    "minutes.changed": _("Wrote minutes"),
    "minutes.finished": _("Made minutes final"),
    "minutes.printed": _("Printed minutes"),
    "agenda.added": _("Put an item on the agenda of a meeting"),
    "action_item.changed": _("Ticked off what a meeting asked for"),
    "training.created": _("Planned a training"),
    "training.changed": _("Changed a planned training"),
    "activity.created": _("Recorded an activity for the area"),
    "activity.changed": _("Changed an activity for the area"),
    "year.copied": _("Copied the plan of meetings from another year"),
}

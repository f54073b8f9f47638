"""Choices of the annual plan, and the verbs of this app's audit entries."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AnnualPlanState(TextChoices):
    """A plan is written as a draft (案) and frozen when it is approved (確定)."""

    DRAFT = "draft", pgettext_lazy("annual plan", "Draft")
    APPROVED = "approved", pgettext_lazy("annual plan", "Approved")


class SectionKind(TextChoices):
    """The parts of the paper, in the order of the 2019 plan; text sections can be added."""

    OFFICE = "office", _("Name of the office")
    SERVICE_TARGETS = "service_targets", _("Welfare services offered")
    SERVICE_KINDS = "service_kinds", _("Kinds of service")
    STAFFING = "staffing", _("Staff table")
    TEXT = "text", pgettext_lazy("annual plan", "Text")
    ORGANISATION_CHART = "organisation_chart", _("Organisation chart")
    MEETINGS = "meetings", _("Planned meetings")
    INTERNAL_TRAININGS = "internal_trainings", _("Trainings in the office")
    EXTERNAL_TRAININGS = "external_trainings", _("External trainings")
    BUILDING = "building", _("Building of the office")


class ServedBy(TextChoices):
    """Why a client counts in a month: a plan was made, or the monitoring done (domain 4.1)."""

    PLAN = "plan", pgettext_lazy("served by", "Plan")
    REPORT = "report", pgettext_lazy("served by", "Monitoring")


class ActualKey(TextChoices):
    """What the year's actual figures count, in the order of the plan's table (O-12)."""

    PLAN_ADULT = "plan_adult", _("Plans of adults")
    REPORT_ADULT = "report_adult", _("Monitoring of adults")
    PLAN_CHILD = "plan_child", _("Plans of children")
    REPORT_CHILD = "report_child", _("Monitoring of children")
    COMMUNITY_FIRST = "community_first", _("Community consultation, first support")
    COMMUNITY_CONTINUED = "community_continued", _("Community consultation, continued support")
    BASIC = "basic", _("Contacts with people not registered")


class CaseloadPart(TextChoices):
    """Which figure of the caseload page a list of records belongs to."""

    SERVED = "served", _("Clients of the month")
    HALF_YEAR = "half_year", _("Clients of the six months before")
    CONTRACTS = "contracts", _("Contracts in charge")
    DUE = "due", _("Monitoring of the month")
    DONE = "done", _("Monitoring done in the month")
    OVERDUE = "overdue", _("Overdue monitoring")


class Deadline(TextChoices):
    """What the home page warns of (期限に注意), in the order of the law's weight."""

    EXPIRED = "expired", _("Benefit decisions that ended")
    ENDING = "ending", _("Benefit decisions that end soon")
    SUBMISSION = "submission", _("Plans not yet submitted")
    DELIVERY = "delivery", _("Plans whose copy is not delivered")
    CONSENT = "consent", _("Plans waiting for consent")
    PROVIDERS = "providers", _("Providers' plans that are missing or due again")
    CERTIFICATES = "certificates", _("Certificates, support levels and caps that end")
    HANDBOOKS = "handbooks", _("Handbooks to be renewed or examined again")
    AGES = "ages", _("People who turn 18, 20 or 65")
    REVIEWS = "reviews", _("Points to consider to be looked at again")
    PROMISES = "promises", _("Promises to keep")
    QUIET = "quiet", _("Clients without contact for long")


AUDIT_VERBS = {
    "actuals.printed": _("Printed the actual figures of a year"),
    "morning.created": _("Noted a morning meeting"),
    "morning.changed": _("Changed the notes of a morning meeting"),
    "morning.printed": _("Printed a morning sheet"),
    "annual_plan.created": _("Started an annual plan"),
    "annual_plan.imported": _("Imported an annual plan"),
    "annual_plan.changed": _("Changed an annual plan"),
    "annual_plan.approved": _("Approved an annual plan"),
    "annual_plan.printed": _("Printed an annual plan"),
    "annual_plan.exported": _("Exported an annual plan"),
}

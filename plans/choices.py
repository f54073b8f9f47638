"""Choices of services, plans and decisions."""

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class LawGroup(TextChoices):
    """Under which benefit a service is paid (domain 3.6)."""

    CARE = "care", _("Care benefit")
    TRAINING = "training", _("Training benefit")
    PLAN = "plan", _("Plan-consultation benefit")
    COMMUNITY = "community", _("Community-consultation benefit")
    CHILD_PLAN = "child_plan", _("Child-consultation benefit")
    CHILD_DAY = "child_day", _("Child day service")
    CHILD_FACILITY = "child_facility", _("Child facility")
    MUNICIPAL = "municipal", _("Community life support service")
    OTHER = "other", pgettext_lazy("law group", "Other support")


class GroupHomeType(TextChoices):
    """The three kinds of 共同生活援助; the interval of 日中サービス支援型 differs."""

    COMPREHENSIVE = "comprehensive", _("Comprehensive type")
    EXTERNAL = "external", _("External service type")
    DAY = "day", _("Daytime support type")


class Stage(TextChoices):
    DRAFT = "draft", _("Draft service-use plan")
    FINAL = "final", _("Service-use plan")


class PlanState(TextChoices):
    """How far one version of a plan has come; read from its days, never stored."""

    WRITING = "writing", pgettext_lazy("plan state", "Being written")
    CONSENTED = "consented", pgettext_lazy("plan state", "Consented")
    DELIVERED = "delivered", pgettext_lazy("plan state", "Delivered")
    SUBMITTED = "submitted", pgettext_lazy("plan state", "Submitted")
    DECIDED = "decided", pgettext_lazy("plan state", "Decided")


class SectionState(TextChoices):
    """How far a part of the plan is written."""

    EMPTY = "empty", pgettext_lazy("section", "Not started")
    STARTED = "started", pgettext_lazy("section", "In progress")
    DONE = "done", pgettext_lazy("section", "Done")


class PlanKind(TextChoices):
    ADULT = "adult", pgettext_lazy("plan kind", "Adult")
    CHILD = "child", pgettext_lazy("plan kind", "Child")


class SupportPhase(TextChoices):
    """Which phase the support is in (T-15); a person may go back and forth."""

    STABLE = "stable", _("Risks and stability")
    EXPLORE = "explore", _("Purpose and possibilities")
    FUTURE = "future", _("Designing the life to come")


class WeekKind(TextChoices):
    """What an entry of the week is; the paper shows it by the band at its left (ux 6.3)."""

    SERVICE = "service", _("Welfare service")
    MEDICAL = "medical", pgettext_lazy("week", "Medical")
    INFORMAL = "informal", pgettext_lazy("week", "Informal")
    ROUTINE = "routine", pgettext_lazy("week", "Daily routine")


def plan_title(stage: str, kind: str) -> str:
    """Return the name of the paper; a child's is 障害児支援利用計画(案) (様式1-1, 2-1)."""
    if kind != PlanKind.CHILD:
        return str(Stage(stage).label)
    if stage == Stage.DRAFT:
        return gettext("Draft child support plan")
    return gettext("Child support plan")


class IntervalSource(TextChoices):
    CERTIFICATE = "certificate", _("As on the certificate")
    STANDARD = "standard", _("Standard interval")


class FirstFrom(TextChoices):
    """Whether the first three months start in the month of the decision or the next."""

    START = "start", _("From the starting month")
    NEXT = "next", _("From the following month")


class SelfPlanReason(TextChoices):
    """Whether the person wanted to write the plan alone (C-07)."""

    CHOICE = "choice", _("By own choice")
    NO_OFFICE = "no_office", _("No office was free")
    WAITING = "waiting", _("Until an office is found")
    OTHER = "other", pgettext_lazy("self-made plan", "Other")


AUDIT_VERBS = {
    "self_plan.created": _("Registered a self-made plan"),
    "self_plan.viewed": _("Opened a self-made plan"),
    "self_plan.changed": _("Changed a self-made plan"),
    "plan.created": _("Started a plan"),
    "plan.viewed": _("Opened a plan"),
    "plan.changed": _("Changed a plan"),
    "plan.week_changed": _("Changed the week of a plan"),
    "plan.plain_changed": _("Wrote a plan in plain words"),
    "plan.readings_changed": _("Corrected readings of a plan"),
    "plan.need_added": _("Added a need to a plan"),
    "plan.need_changed": _("Changed a need of a plan"),
    "plan.need_moved": _("Put the needs of a plan in another order"),
    "plan.service_added": _("Added a service to a plan"),
    "plan.service_changed": _("Changed a service of a plan"),
    "plan.revised": _("Started a new version of a plan"),
    "plan.finalised": _("Turned a draft plan into the plan"),
    "plan.consented": _("Recorded the consent to a plan"),
    "plan.delivered": _("Recorded the delivery of a plan"),
    "plan.submitted": _("Recorded the submission of a plan"),
    "decision.created": _("Registered a benefit decision"),
    "decision.viewed": _("Opened a benefit decision"),
    "decision.changed": _("Changed a benefit decision"),
    "interval.added": _("Added an amendment of the standard intervals"),
    "interval.withdrawn": _("Withdrew an amendment of the standard intervals"),
    "provider.created": _("Registered a service provider"),
    "provider.changed": _("Changed a service provider"),
}

"""Choices of 地域移行支援 and 地域定着支援 (T-13)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StayPlace(TextChoices):
    """Where somebody lives who could leave."""

    PSYCHIATRIC = "psychiatric", _("Psychiatric ward")
    HOSPITAL = "hospital", _("Other hospital")
    FACILITY = "facility", _("Facility for persons with disabilities")
    RELIEF = "relief", _("Relief or rehabilitation facility")
    CORRECTIONAL = "correctional", _("Correctional or probation facility")
    OTHER = "other", pgettext_lazy("stay", "Other")


class LeaveWish(TextChoices):
    """What the person says about leaving; the person's will, not the office's judgement."""

    WANTS = "wants", _("Wants to leave")
    UNSURE = "unsure", _("Is of two minds")
    STAYS = "stays", _("Does not want to now")
    UNASKED = "unasked", _("Not asked yet")


class StayEnd(TextChoices):
    """How a stay ended."""

    COMMUNITY = "community", _("To a life in the community")
    ELSEWHERE = "elsewhere", _("To another hospital or facility")
    DECEASED = "deceased", pgettext_lazy("stay", "Deceased")
    OTHER = "other", pgettext_lazy("stay", "Other")


class SupportKind(TextChoices):
    TRANSITION = "transition", _("Transition to the community")
    SETTLEMENT = "settlement", _("Settlement in the community")


class SettlementGround(TextChoices):
    """Why somebody needs a constant line of contact."""

    ALONE = "alone", _("Lives alone")
    FAMILY = "family", _("The family cannot help in an emergency")
    JUST_LEFT = "just_left", _("Has just left a hospital, facility or family")
    UNSTABLE = "unstable", _("The life in the community is not stable")


class SupportEnd(TextChoices):
    """Why a support ended."""

    ACHIEVED = "achieved", pgettext_lazy("community support", "Goal reached")
    PERIOD = "period", pgettext_lazy("community support", "The period ended")
    WISH = "wish", pgettext_lazy("community support", "At the person's wish")
    ILLNESS = "illness", pgettext_lazy("community support", "Illness or a new admission")
    MOVED = "moved", pgettext_lazy("community support", "Moved away")
    DECEASED = "deceased", pgettext_lazy("community support", "Deceased")
    OTHER = "other", pgettext_lazy("community support", "Other")


class EntryKind(TextChoices):
    """What was done in a support; the first group belongs to the transition."""

    INTERVIEW = "interview", _("Talk with the person")
    OUTING = "outing", _("Accompanied outing")
    SERVICE_TRIAL = "service_trial", _("Trial use of a day service")
    NIGHT_TRIAL = "night_trial", _("Trial stay")
    HOUSING = "housing", _("Search for housing")
    FORMALITIES = "formalities", _("Formalities accompanied")
    MEETING = "meeting", _("Meeting with hospital, facility or helpers")
    CALL = "call", _("Call on the line of contact")
    REGULAR = "regular", _("Regular contact")
    EMERGENCY_VISIT = "emergency_visit", _("Emergency visit")
    EMERGENCY_STAY = "emergency_stay", _("Emergency stay")


ENTRIES = {
    SupportKind.TRANSITION: (
        EntryKind.INTERVIEW,
        EntryKind.OUTING,
        EntryKind.SERVICE_TRIAL,
        EntryKind.NIGHT_TRIAL,
        EntryKind.HOUSING,
        EntryKind.FORMALITIES,
        EntryKind.MEETING,
    ),
    SupportKind.SETTLEMENT: (
        EntryKind.CALL,
        EntryKind.REGULAR,
        EntryKind.EMERGENCY_VISIT,
        EntryKind.EMERGENCY_STAY,
        EntryKind.MEETING,
    ),
}

#: What lasts over night has a last day.
OVERNIGHT = (EntryKind.NIGHT_TRIAL, EntryKind.EMERGENCY_STAY)

AUDIT_VERBS = {
    "stay.created": _("Registered somebody in a hospital or facility"),
    "stay.viewed": _("Opened the entry of a stay in a hospital or facility"),
    "stay.changed": _("Changed the entry of a stay in a hospital or facility"),
    "support.created": _("Started a transition or settlement support"),
    "support.viewed": _("Opened a transition or settlement support"),
    "support.changed": _("Changed a transition or settlement support"),
    "community_plan.created": _("Wrote a transition or settlement plan"),
    "community_plan.changed": _("Changed a transition or settlement plan"),
    "community_plan.consented": _("Recorded the consent to a transition or settlement plan"),
    "support_entry.created": _("Wrote into the record of a transition or settlement support"),
    "support_entry.changed": _("Changed the record of a transition or settlement support"),
    "crisis_sheet.created": _("Wrote a crisis plan"),
    "crisis_sheet.changed": _("Changed a crisis plan"),
}

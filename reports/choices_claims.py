"""Choices of fees and add-ons (domain 5)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Fee(TextChoices):
    """A fee or an add-on of plan consultation; the labels are the law's own names."""

    PLAN = "plan", pgettext_lazy("fee", "Plan making")
    MONITORING = "monitoring", pgettext_lazy("fee", "Monitoring")
    FIRST = "first", _("Add-on for the first plan")
    HOSPITAL_IN = "hospital_in", _("Add-on for information at admission")
    DISCHARGE = "discharge", _("Add-on for discharge")
    CARE_LINK = "care_link", _("Add-on for the link with care management")
    CHILD_MOVE = "child_move", _("Add-on for the move to nursery, school or work")
    MEDICAL_LINK = "medical_link", _("Add-on for the link with medical and school bodies")
    INTENSIVE = "intensive", _("Add-on for intensive support")
    MEETING = "meeting", _("Add-on for the coordination meeting")
    ON_SITE = "on_site", _("Add-on for monitoring at the service")
    CAP = "cap", _("Add-on for managing the co-payment cap")
    CHIEF = "chief", _("Add-on for a chief specialist")
    BEHAVIOUR = "behaviour", _("Add-on: trained for severe behaviour")
    MEDICAL_CARE = "medical_care", _("Add-on: trained for medical care")
    MENTAL = "mental", _("Add-on: trained for mental disabilities")
    BRAIN = "brain", _("Add-on: trained for higher brain dysfunction")
    PEER = "peer", _("Add-on for peer support")
    EMERGENCY = "emergency", _("Add-on for emergencies of a community base")
    JOINT = "joint", _("Add-on for joint support of the region")
    BASE = "base", _("Add-on for the function of a community base")
    REMOTE = "remote", _("Add-on for visits to remote places")
    SPECIAL_AREA = "special_area", _("Add-on for special areas")
    CUT_ABUSE = "cut_abuse", _("Reduction: no measures against abuse")
    CUT_CONTINUITY = "cut_continuity", _("Reduction: no plan for going on in a disaster")
    CUT_PUBLISHING = "cut_publish", _("Reduction: facts about the office not reported")
    TREATMENT = "treatment", _("Add-on for the treatment of staff")


#: Fees for the month itself, of which a person has one at most (domain 5.3).
BASE_FEES = (Fee.PLAN, Fee.MONITORING)
#: Add-ons for what the office is (体制加算): they come with every base fee of the month.
SYSTEMS = (Fee.CHIEF, Fee.BEHAVIOUR, Fee.MEDICAL_CARE, Fee.MENTAL, Fee.BRAIN, Fee.PEER, Fee.BASE)
#: Add-ons of an office that the municipality counts to its community base (地域生活支援拠点等).
OF_A_BASE = (Fee.EMERGENCY, Fee.JOINT)
#: Add-ons that go by where the person lives: the notice says which places.
OF_PLACES = (Fee.SPECIAL_AREA, Fee.REMOTE)
#: Reductions of the base fee for what the office has not done (減算).
CUTS = (Fee.CUT_ABUSE, Fee.CUT_CONTINUITY, Fee.CUT_PUBLISHING)
#: A share of a person's units: of the base fee, the last of all units.
SHARES = (Fee.SPECIAL_AREA, *CUTS, Fee.TREATMENT)


class Variant(TextChoices):
    """Which of the rates of a fee it is."""

    ONE = "1", pgettext_lazy("fee", "(I)")
    TWO = "2", pgettext_lazy("fee", "(II)")
    ENHANCED_1 = "e1", pgettext_lazy("fee", "enhanced (I)")
    ENHANCED_2 = "e2", pgettext_lazy("fee", "enhanced (II)")
    ENHANCED_3 = "e3", pgettext_lazy("fee", "enhanced (III)")
    ENHANCED_4 = "e4", pgettext_lazy("fee", "enhanced (IV)")
    VISIT = "visit", pgettext_lazy("fee", "visit")
    HOLD = "hold", pgettext_lazy("fee", "meeting held")
    JOIN = "join", pgettext_lazy("fee", "meeting attended")
    ALONG = "along", pgettext_lazy("fee", "accompanied to hospital")
    MONTHS = "months", pgettext_lazy("fee", "months beyond the third")
    INFO = "info", pgettext_lazy("fee", "information given")
    TALK_PLAN = "talk_plan", pgettext_lazy("fee", "talk in the month of the plan")
    TALK_MONITORING = "talk_mon", pgettext_lazy("fee", "talk in the month of monitoring")


ENHANCED = (Variant.ENHANCED_1, Variant.ENHANCED_2, Variant.ENHANCED_3, Variant.ENHANCED_4)


class Whom(TextChoices):
    """計画相談支援 (52) or 障害児相談支援 (55); empty where both have the same rate."""

    ADULT = "adult", _("Plan consultation (52)")
    CHILD = "child", _("Child consultation (55)")


class Certainty(TextChoices):
    """How well a number of units is known (domain 0.1)."""

    READ = "read", pgettext_lazy("certainty", "Read in a published source")
    CHECK = "check", pgettext_lazy("certainty", "To be checked against the notice")


class Standing(TextChoices):
    """How a fee of the month stands before anybody decided."""

    READY = "ready", pgettext_lazy("claim", "Complete")
    LACKS = "lacks", pgettext_lazy("claim", "Something is missing")


class Decision(TextChoices):
    """What the office decided about a fee of a month."""

    CLAIM = "claim", pgettext_lazy("claim", "Claim")
    LEAVE = "leave", pgettext_lazy("claim", "Do not claim")


AUDIT_VERBS = {
    "claim.viewed": _("Looked through the claim check"),
    "claim.decided": _("Decided about a fee of a month"),
    "fee.added": _("Added a row to the units of the law"),
    "fee.withdrawn": _("Withdrew a row of the units of the law"),
    "notice.created": _("Registered what the office has notified for its fees"),
    "notice.changed": _("Changed what the office has notified for its fees"),
}

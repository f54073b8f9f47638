"""Choices of the person's file: dwelling, handbooks, certificates, guardians, warnings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Dwelling(TextChoices):
    """The kinds of dwelling that 別紙1 prints beside the address (domain 6.4)."""

    OWNED = "owned", _("Own house")
    RENTED = "rented", _("Rented house")
    GROUP_HOME = "group_home", _("Group or care home")
    FACILITY = "facility", _("Residential facility")
    HOSPITAL = "hospital", _("Hospital")
    OTHER = "other", pgettext_lazy("dwelling", "Other")


class SupportGroup(TextChoices):
    """The two groups of rows of 支援の状況 (domain 6.4)."""

    PUBLIC = "public", _("Public support (welfare services, long-term care insurance etc.)")
    OTHER = "other", _("Other support")


class HandbookKind(TextChoices):
    """The three 手帳 (domain 1.3)."""

    PHYSICAL = "physical", _("Physical disability handbook")
    INTELLECTUAL = "intellectual", _("Intellectual disability handbook")
    MENTAL = "mental", _("Mental disability handbook")


class Impairment(TextChoices):
    """種別 printed in a physical disability handbook."""

    SIGHT = "sight", _("Sight")
    HEARING = "hearing", _("Hearing and balance")
    SPEECH = "speech", _("Voice, speech and chewing")
    LIMBS = "limbs", _("Limbs and trunk")
    INNER = "inner", _("Inner organs")


class CertificateKind(TextChoices):
    """The three 受給者証, each with a number of its own (domain 1.3)."""

    WELFARE = "welfare", _("Welfare services")
    COMMUNITY = "community", _("Community consultation")
    CHILD = "child", _("Child day services")


class SupportLevel(TextChoices):
    """障害支援区分 as the certificate prints it."""

    NONE = "none", _("Not applicable")
    LEVEL_1 = "1", _("Support level 1")
    LEVEL_2 = "2", _("Support level 2")
    LEVEL_3 = "3", _("Support level 3")
    LEVEL_4 = "4", _("Support level 4")
    LEVEL_5 = "5", _("Support level 5")
    LEVEL_6 = "6", _("Support level 6")


class GuardianKind(TextChoices):
    """Who stands for the person: of a child the parents, of an adult whom the court appointed."""

    PARENT = "parent", _("Guardian of a child")
    GUARDIAN = "guardian", _("Adult guardian")
    CURATOR = "curator", _("Curator")
    ASSISTANT = "assistant", _("Assistant")
    VOLUNTARY = "voluntary", _("Voluntary guardian")


class WarningKind(TextChoices):
    """What a note on the person is about."""

    CONTACT = "contact", _("How to contact")
    MANNER = "manner", _("Manner of speaking and meeting")
    HEALTH = "health", _("Seizures, allergies, health")
    DANGER = "danger", _("Danger and safety")
    PRIVACY = "privacy", _("To whom nothing may be told")
    OTHER = "other", pgettext_lazy("warning", "Other")


class Milestone(TextChoices):
    """An age that changes which law applies (domain 2.4)."""

    ADULT = "18", _("Turns 18: from child to adult services")
    PENSION = "20", _("Turns 20: disability basic pension")
    CARE_INSURANCE = "65", _("Turns 65: long-term care insurance")


FILE_VERBS = {
    "sheet.changed": _("Changed the basic information"),
    "handbook.created": _("Registered a handbook"),
    "handbook.changed": _("Changed a handbook"),
    "certificate.created": _("Registered a certificate"),
    "certificate.changed": _("Changed a certificate"),
    "guardian.created": _("Registered a guardian"),
    "guardian.changed": _("Changed a guardian"),
    "warning.created": _("Noted a point to consider"),
    "warning.changed": _("Changed a point to consider"),
    "consent.changed": _("Changed a consent"),
    "consent.withdrawn": _("Recorded the withdrawal of a consent"),
}

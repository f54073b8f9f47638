"""Choices of households, families and the people around a person."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kinship(TextChoices):
    """続柄: what a member of a family is to another one."""

    FATHER = "father", pgettext_lazy("kinship", "Father")
    MOTHER = "mother", pgettext_lazy("kinship", "Mother")
    HUSBAND = "husband", pgettext_lazy("kinship", "Husband")
    WIFE = "wife", pgettext_lazy("kinship", "Wife")
    PARTNER = "partner", pgettext_lazy("kinship", "Partner")
    SON = "son", pgettext_lazy("kinship", "Son")
    DAUGHTER = "daughter", pgettext_lazy("kinship", "Daughter")
    ELDER_BROTHER = "elder_brother", pgettext_lazy("kinship", "Elder brother")
    ELDER_SISTER = "elder_sister", pgettext_lazy("kinship", "Elder sister")
    YOUNGER_BROTHER = "younger_brother", pgettext_lazy("kinship", "Younger brother")
    YOUNGER_SISTER = "younger_sister", pgettext_lazy("kinship", "Younger sister")
    GRANDFATHER = "grandfather", pgettext_lazy("kinship", "Grandfather")
    GRANDMOTHER = "grandmother", pgettext_lazy("kinship", "Grandmother")
    GRANDSON = "grandson", pgettext_lazy("kinship", "Grandson")
    GRANDDAUGHTER = "granddaughter", pgettext_lazy("kinship", "Granddaughter")
    UNCLE = "uncle", pgettext_lazy("kinship", "Uncle")
    AUNT = "aunt", pgettext_lazy("kinship", "Aunt")
    OTHER = "other", pgettext_lazy("kinship", "Other")


class Living(TextChoices):
    """Whether a member of the family lives in the household."""

    TOGETHER = "together", pgettext_lazy("living", "Together")
    APART = "apart", pgettext_lazy("living", "Apart")


class SupporterKind(TextChoices):
    """What kind of people or body stands beside a person (社会関係図), in the order of the ring."""

    FRIEND = "friend", _("Friend or neighbour")
    COMMUNITY = "community", pgettext_lazy("supporter", "Community")
    PROVIDER = "provider", pgettext_lazy("supporter", "Provider")
    MEDICAL = "medical", pgettext_lazy("supporter", "Medical")
    WORK = "work", _("School or work")
    CARE = "care", _("Long-term care insurance")
    GOVERNMENT = "government", pgettext_lazy("supporter", "Public office")
    GUARDIAN = "guardian", pgettext_lazy("supporter", "Guardianship")
    OTHER = "other", pgettext_lazy("supporter", "Other")


class Bond(TextChoices):
    """How a person and a supporter stand to each other: the line of the ecomap."""

    STRONG = "strong", pgettext_lazy("bond", "Strong")
    NORMAL = "normal", pgettext_lazy("bond", "Ordinary")
    WEAK = "weak", pgettext_lazy("bond", "Weak")
    STRESSED = "stressed", pgettext_lazy("bond", "Stressed")


FAMILY_VERBS = {
    "household.created": _("Made a household"),
    "household.changed": _("Changed a household"),
    "household.joined": _("Put two households together"),
    "household.viewed": _("Opened a household"),
    "family.added": _("Added a member of the family"),
    "family.changed": _("Changed a member of the family"),
    "family.merged": _("Put two entries of one person together"),
    "supporter.added": _("Added a supporter"),
    "supporter.changed": _("Changed a supporter"),
}

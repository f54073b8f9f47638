"""Choices of how a municipality wants the official papers to look (様式の設定)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Spelling(TextChoices):
    """How 障害 is written in the fixed words of a paper; titles of the law never change."""

    KANJI = "kanji", pgettext_lazy("spelling", "with 害, as the law")
    KANA = "kana", pgettext_lazy("spelling", "with がい in kana")
    OLD = "old", pgettext_lazy("spelling", "with the old 碍")


class ConfirmKind(TextChoices):
    """What stands in the boxes of those who look a paper over (確認欄)."""

    NONE = "none", pgettext_lazy("confirmation boxes", "None")
    SEAL = "seal", pgettext_lazy("confirmation boxes", "Frames for seals")
    NAME = "name", pgettext_lazy("confirmation boxes", "Name, date and time")


#: What is printed instead of 障害.
WRITTEN = {Spelling.KANJI: "障害", Spelling.KANA: "障がい", Spelling.OLD: "障碍"}

STYLE_VERBS = {
    "paper_style.created": _("Set up the forms of a municipality"),
    "paper_style.changed": _("Changed the forms of a municipality"),
}

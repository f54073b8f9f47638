"""Choices of what an office learns from (O-11)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LessonKind(TextChoices):
    """ひやりはっと, よかった事例, 考えたい事例: what the monthly meeting looks at."""

    NEAR_MISS = "near_miss", _("Near miss")
    GOOD = "good", _("Good case")
    THINK = "think", _("Case to think about")


LESSON_VERBS = {
    "near_miss.viewed": _("Read a near miss or a case to learn from"),
    "near_miss.created": _("Recorded a near miss or a case to learn from"),
    "near_miss.changed": _("Changed a near miss or a case to learn from"),
    "near_miss.followed": _("Wrote what came of a near miss or a case"),
    "near_miss.reopened": _("Took back what came of a near miss or a case"),
}

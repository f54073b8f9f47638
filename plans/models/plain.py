"""The plan in plain words (やさしい計画): what the person reads at home, kept with its version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.choices_plain import PlainPart


class PlainLine(models.Model):
    """A sentence in plain words that stands for a text of the plan.

    `source` is that text as it was when the sentence was written: when the plan says something
    else by now, the sentence is to be looked at again. A text without a line is read as it is.
    """

    plan = models.ForeignKey("plans.ServiceUsePlan", models.CASCADE, related_name="plain_lines")
    part = models.CharField(_("part of the plan"), max_length=15, choices=PlainPart)
    need = models.ForeignKey("plans.PlanNeed", models.CASCADE, null=True, blank=True)
    service = models.ForeignKey("plans.PlannedService", models.CASCADE, null=True, blank=True)
    text = models.TextField(_("in plain words"))
    source = models.TextField(_("text of the plan"), blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "part"],
                condition=Q(need=None, service=None),
                name="plans_plain_text_once",
            ),
            models.UniqueConstraint(fields=["part", "need"], name="plans_plain_need_once"),
            models.UniqueConstraint(fields=["part", "service"], name="plans_plain_service_once"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class PlainReading(models.Model):
    """The reading of a word as it is to stand above it in this plan (ふりがなの訂正)."""

    plan = models.ForeignKey("plans.ServiceUsePlan", models.CASCADE, related_name="readings")
    word = models.CharField(_("word"), max_length=40)
    kana = models.CharField(_("its reading"), max_length=80)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "word"], name="plans_plain_reading_once")
        ]

    def __str__(self) -> str:
        return f"{self.word} {self.kana}"

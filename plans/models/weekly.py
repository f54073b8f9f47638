"""Weeks: of a plan (週間計画表, 様式1-2 and 2-2), and of the present life (別紙2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.choices import WeekKind


class LifeTexts(models.Model):
    """What stands beside the grid of any week."""

    daily_activities = models.TextField(_("main activities of daily life"), blank=True)
    other_services = models.TextField(_("services outside the week"), blank=True)

    class Meta:
        abstract = True


class WeekTexts(LifeTexts):
    """What stands around the grid of a plan's week; part of the plan itself."""

    begins_on = models.DateField(_("plan begins in"), null=True, blank=True)
    whole_picture = models.TextField(_("whole picture of the life to be lived"), blank=True)

    class Meta:
        abstract = True


class WeekRowFields(models.Model):
    """Something that recurs on some weekdays from one time to another.

    `weekdays` are digits in their order, 0 Monday to 6 Sunday and holidays ("0134"). An end that is
    not later than the start lies on the next day; the same time is a whole day (domain 6.2).
    """

    position = models.PositiveSmallIntegerField(default=1)
    weekdays = models.CharField(_("weekdays"), max_length=7)
    starts_at = models.TimeField(_("from (time)"))
    ends_at = models.TimeField(_("to (time)"))
    content = models.CharField(_("what is done then"), max_length=100)
    provider_name = models.CharField(_("with whom"), max_length=100, blank=True)
    kind = models.CharField(_("kind of entry"), max_length=8, choices=WeekKind)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_a_day",
                condition=~Q(weekdays=""),
                violation_error_message=_("Choose at least one weekday."),
            )
        ]

    def __str__(self) -> str:
        return self.content


class WeekEntry(WeekRowFields):
    """An entry of a plan's week."""

    plan = models.ForeignKey("plans.ServiceUsePlan", models.CASCADE, related_name="week")
    service = models.ForeignKey(
        "plans.PlannedService",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="week",
        verbose_name=_("service of the plan"),
    )


class PresentEntry(WeekRowFields):
    """An entry of the week as the person lives it now (別紙2 申請者の現状【現在の生活】)."""

    assessment = models.ForeignKey("plans.Assessment", models.CASCADE, related_name="week")

"""Who is away when (不在): leave, training, business elsewhere, and who stands in."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from staffing.choices import AbsenceKind, DayPart
from staffing.models.base import Record
from staffing.models.organisations import Office
from staffing.models.people import User


class AbsenceQuerySet(models.QuerySet):
    def alive(self):
        """Absences that were not taken back."""
        return self.filter(deleted_at=None)

    def visible_to(self, user):
        """Absences at the offices a person is posted to: everybody there must know."""
        return self.alive().filter(office_id__in=user.access.office_ids)

    def on(self, day):
        """Absences that touch a day."""
        return self.filter(started_on__lte=day, ended_on__gte=day)

    def from_day(self, day):
        """Absences that last to a day or later."""
        return self.filter(ended_on__gte=day)


class Absence(Record):
    """A time in which somebody is not at the office (不在), with its kind and who stands in."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="absences")
    user = models.ForeignKey(
        User, models.PROTECT, related_name="absences", verbose_name=_("who is away")
    )
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("to"))
    part = models.CharField(
        _("part of the day"), max_length=10, choices=DayPart, default=DayPart.WHOLE
    )
    kind = models.CharField(_("kind of absence"), max_length=10, choices=AbsenceKind)
    substitute = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who stands in"),
    )
    note = models.CharField(_("to be passed on"), max_length=100, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "ended_on"], name="staffing_absence_end")]
        constraints = [
            models.CheckConstraint(
                name="staffing_absence_period",
                condition=Q(ended_on__gte=F("started_on")),
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                name="staffing_absence_part",
                condition=Q(part=DayPart.WHOLE) | Q(ended_on=F("started_on")),
                violation_error_message=_("Half a day is one day. Enter the same day twice."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.started_on}"

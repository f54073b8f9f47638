"""The notes of each morning's meeting, and what went from it into a monthly one (O-15)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from councils.models import Meeting
from staffing.models import Office, Record, ScopedQuerySet


class MorningSheetQuerySet(ScopedQuerySet):
    def of_day(self, office_id, day):
        """The sheet of an office's day."""
        return self.alive().filter(office_id=office_id, held_on=day)


class MorningSheet(Record):
    """What was said in an office's morning meeting (毎日の打合せ) beyond its lists."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="morning_sheets")
    held_on = models.DateField(_("day"))
    notes = models.TextField(_("notes of the meeting"), blank=True)

    objects = MorningSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "held_on"],
                condition=Q(deleted_at=None),
                name="reports_morning_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.held_on}"


class MorningPoint(models.Model):
    """Something of a morning that was put on the agenda of a meeting; once for each source."""

    sheet = models.ForeignKey(MorningSheet, models.CASCADE, related_name="points")
    #: Part of the sheet and key of the row, as promise:12; empty for a point of its own.
    source = models.CharField(max_length=40, blank=True)
    title = models.CharField(_("item of the agenda"), max_length=200)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

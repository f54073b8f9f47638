"""Private calendar feeds: one a person, known by its digest only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """A person's own calendar as iCalendar; whoever holds its address may read it.

    The address is shown once. The table keeps its SHA-256, so that a copy of it opens nothing.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    read_at = models.DateTimeField(_("last read"), null=True)

    def __str__(self) -> str:
        return str(self.user_id)

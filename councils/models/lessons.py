"""What was taken to a meeting from elsewhere: near misses and cases (O-11)."""

from django.conf import settings
from django.db import models

from cases.models import NearMiss
from councils.models.meetings import Meeting


class LessonPoint(models.Model):
    """A record that stands on the agenda of a meeting; the minutes may word it anew."""

    near_miss = models.ForeignKey(NearMiss, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="lesson_points")
    title = models.CharField(max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

"""Lists that were brought along, and what of them was written once."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from staffing.choices import ImportStage
from staffing.models.organisations import Office

#: A walk over a file says every few rows that it goes on; one that fell silent was killed.
SILENCE = timedelta(minutes=3)


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only one's own: the rows of the file are nobody else's."""
        return self.filter(made_by=user)

    def waiting(self, now):
        """Lists that wait for their check or their writing and that nobody works on."""
        idle = Q(touched_at=None) | Q(touched_at__lt=now - SILENCE)
        return self.filter(idle, stage__in=ImportStage.waits())


class ImportRun(models.Model):
    """A list that an office brought along (取り込み): checked first, then written."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    stage = models.CharField(
        max_length=12, choices=ImportStage, default=ImportStage.TO_CHECK, db_index=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(null=True)
    #: How often a walk began; one that never ends is given up.
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    #: Names of files below FILES_DIR; empty once they were cleared away.
    file = models.CharField(max_length=100, blank=True)
    result = models.CharField(max_length=100, blank=True)
    rows = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    #: The first rows that need a look: [number, outcome, reasons].
    problems = models.JSONField(default=list)
    unknown_heads = models.JSONField(default=list)
    failure = models.CharField(max_length=200, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["made_by", "-id"], name="staffing_import_maker")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:import-detail", args=[self.pk])


class ImportedRow(models.Model):
    """A row that was taken over, by the digest of what it said: it never comes twice."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "digest"], name="staffing_imported_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"

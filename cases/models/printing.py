"""Papers that are printed many at a time (S38, S39): the rows say what is still to be done."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.choices_printing import PrintStage, PrintState
from cases.models.clients import Client
from staffing.hidden import without_hidden
from staffing.models import Office

#: A paper of a bundle that is not made anew but taken as it was filed.
FILED = "filed"
#: Without a sign of life for so long, another worker takes the bundle over.
SILENCE = timedelta(minutes=5)


class PrintRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only one's own: what was gathered is what its maker may see."""
        return self.filter(made_by=user)

    def waiting(self, now):
        """Bundles that nobody works on."""
        idle = Q(touched_at=None) | Q(touched_at__lt=now - SILENCE)
        return self.filter(idle, stage=PrintStage.WAITING)


class PrintRun(models.Model):
    """A bundle of papers that somebody asked for (まとめて印刷)."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    title = models.CharField(max_length=60)
    stage = models.CharField(
        max_length=10, choices=PrintStage, default=PrintStage.WAITING, db_index=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    #: The name of the joined file below FILES_DIR; empty until it is made and once it is cleared.
    file = models.CharField(max_length=100, blank=True)
    pages = models.PositiveIntegerField(default=0)
    #: Lines below the list in front: what is missing.
    notes = models.JSONField(default=list)

    objects = PrintRunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["made_by", "-id"], name="cases_print_maker")]

    def __str__(self) -> str:
        return f"{self.title} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cases:print-run", args=[self.pk])


class PrintItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Lines of one's own bundles, without those of people who were restricted since."""
        return without_hidden(self.filter(run__made_by=user), user, "client")


class PrintItem(models.Model):
    """One paper of a bundle, of one record of a person."""

    run = models.ForeignKey(PrintRun, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    client = models.ForeignKey(Client, models.CASCADE, related_name="+")
    #: The key of a kind of paper, or FILED for a paper as it was filed.
    paper = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField()
    label = models.CharField(max_length=120)
    #: What was chosen for it, as its form reads it.
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=PrintState, default=PrintState.WAITING)
    reason = models.CharField(max_length=200, blank=True)
    file = models.CharField(max_length=100, blank=True)
    pages = models.PositiveIntegerField(default=0)

    objects = PrintItemQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.paper} {self.subject_id}"

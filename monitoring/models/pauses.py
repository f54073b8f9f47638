"""Times in which nobody is monitored: a stay in hospital or in a facility."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Client
from monitoring.choices import PauseKind
from staffing.models import Office, Record, ScopedQuerySet


class PauseQuerySet(ScopedQuerySet):
    def touching(self, first, last):
        """Pauses that hold on some day from `first` to `last`."""
        held = self.alive().filter(starts_on__lte=last)
        return held.filter(Q(ends_on=None) | Q(ends_on__gte=first))

    def newest(self):
        """The last one on top."""
        return self.order_by("-starts_on", "-pk")


class Pause(Record):
    """A pause of the monitoring (休止): whole months within it are left out (対象外)."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.PROTECT, related_name="pauses")
    kind = models.CharField(_("why"), max_length=10, choices=PauseKind)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    place = models.CharField(_("hospital or facility"), max_length=100, blank=True)
    note = models.CharField(_("remarks"), max_length=200, blank=True)

    objects = PauseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="monitoring_pause_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The end is before the start."),
            )
        ]
        indexes = [models.Index(fields=["client", "-starts_on"], name="monitoring_pause_client")]

    def __str__(self) -> str:
        return f"{self.client_id} {self.starts_on}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:client-months", args=[self.client_id])

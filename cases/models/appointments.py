"""What is planned for a day."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.choices import Method
from cases.models.clients import Client
from cases.models.contacts import Consultation, day_start
from staffing.models import Office, Record, ScopedQuerySet


class AppointmentQuerySet(ScopedQuerySet):
    def on_days(self, first, last):
        """Appointments from one local day to another, both included, in their order."""
        end = day_start(last + timedelta(days=1))
        rows = self.filter(starts_at__gte=day_start(first), starts_at__lt=end)
        return rows.order_by("starts_at", "pk")

    def cancelled_for(self, user):
        """Cancelled appointments of the user's offices; they can be put back."""
        return self.in_files_of(user).filter(deleted_at__isnull=False)


class Appointment(Record):
    """Something planned for a day (予定): 記録する turns it into a contact record."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="appointments")
    client = models.ForeignKey(
        Client,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("client"),
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("who goes"),
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=10, choices=Method, default=Method.VISIT)
    title = models.CharField(_("what for"), max_length=100)
    place = models.CharField(_("place"), max_length=100, blank=True)
    consultation = models.OneToOneField(
        Consultation, models.PROTECT, null=True, blank=True, related_name="appointment"
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "starts_at"], name="cases_appointment_day")]
        constraints = [
            models.CheckConstraint(
                name="cases_appointment_period",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end is before the start."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cases:appointment-edit", args=[self.pk])

"""Trainings that staff have finished: what the qualification and some fees rest on."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from staffing.choices_trainings import TrainingKind
from staffing.models.base import Record
from staffing.models.people import User


class StaffTrainingQuerySet(models.QuerySet):
    def alive(self):
        """Trainings that were not taken back."""
        return self.filter(deleted_at=None)

    def visible_to(self, user):
        """Trainings of the colleagues one sees."""
        return self.alive().filter(user__in=User.objects.visible_to(user).values("pk"))


class StaffTraining(Record):
    """A training a person has finished (修了した研修), with the number of its certificate."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="trainings", verbose_name=_("staff member")
    )
    kind = models.CharField(_("training"), max_length=20, choices=TrainingKind)
    completed_on = models.DateField(_("training finished on"))
    organiser = models.CharField(_("held by"), max_length=60, blank=True)
    certificate_number = models.CharField(_("number of the certificate"), max_length=40, blank=True)
    note = models.CharField(_("remarks"), max_length=100, blank=True)

    objects = StaffTrainingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "completed_on"], name="staffing_training_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "completed_on"],
                condition=models.Q(deleted_at=None),
                name="staffing_training_once",
                violation_error_message=_("This training is registered already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.completed_on}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:user-detail", args=[self.user_id])

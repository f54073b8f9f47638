"""The closed months of an office's log (月締め), and what was corrected after closing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.choices_closing import CorrectionKind
from cases.models.contacts import Consultation
from staffing.models import Office, Record, ScopedQuerySet


class LogMonthQuerySet(ScopedQuerySet):
    def in_force(self):
        """Months that are closed now."""
        return self.alive().filter(reopened_at=None)


class LogMonth(Record):
    """A closed month of an office's log (月締め) with its counts; reopening keeps the row."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="log_months")
    closed_month = models.DateField(_("month"))
    #: What was counted at the closing: the keys of `cases.month_figures`.
    counts = models.JSONField(default=dict, editable=False)
    reopened_at = models.DateTimeField(_("reopened at"), null=True, editable=False)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    reopen_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = LogMonthQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "closed_month"],
                condition=Q(reopened_at=None),
                name="cases_month_closed_once",
            )
        ]
        indexes = [models.Index(fields=["office", "-closed_month"], name="cases_month_newest")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.closed_month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("cases:log-month-detail", args=[self.pk])


class Correction(models.Model):
    """A correction (訂正) of a contact in a closed month: the old text is kept with the reason."""

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="corrections", verbose_name=_("contact record")
    )
    closing = models.ForeignKey(LogMonth, models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=10, choices=CorrectionKind)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    #: {field: [before, after]}, as JSON can hold it; `contents` are lists.
    texts = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.kind}"

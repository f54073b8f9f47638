"""What was decided about a file whose time of keeping is over."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from staffing.hidden import without_hidden
from staffing.models import Office


class PurgeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Decisions of the offices whose files this user may work on."""
        rows = self.filter(office_id__in=user.access.file_office_ids)
        return without_hidden(rows, user, "client_id")

    def waiting(self):
        """Asked for by one person and not yet confirmed by a second one."""
        return self.filter(done_at=None, withdrawn_at=None)


class Purge(models.Model):
    """The wish to delete a file for good (完全削除) and its confirmation by a second person.

    It outlives the file, so it names the person by number only.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="purges")
    client_id = models.PositiveBigIntegerField(editable=False)
    reason = models.CharField(_("reason"), max_length=200)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    done_at = models.DateTimeField(null=True, editable=False)
    #: Rows and files that were deleted, by table.
    counts = models.JSONField(default=dict, editable=False)

    objects = PurgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client_id"],
                condition=Q(withdrawn_at=None),
                name="cases_purge_once",
                violation_error_message=_("Somebody has asked for this already."),
            ),
            models.CheckConstraint(
                name="cases_purge_needs_two",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.asked_at}"

    def get_absolute_url(self) -> str:
        return reverse("cases:purge-confirm", args=[self.pk])

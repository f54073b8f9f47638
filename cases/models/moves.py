"""How a promise was put off or passed on (約束の変更)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.contacts import Promise


class PromiseMove(models.Model):
    """A promise that got another day or another owner, with the reason; the old ones are kept."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="moves")
    old_due_on = models.DateField(null=True)
    new_due_on = models.DateField(null=True)
    old_owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    new_owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.promise_id} {self.new_due_on}"

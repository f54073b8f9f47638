"""What the contract of a commissioned centre calls each piece of work."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import WorkPart


class WorkCategory(models.Model):
    """One kind of work of a centre's contract (業務区分), valid for a period, with its source.

    Contacts carry one; the network activities of part II and III will use the same table.
    """

    part = models.CharField(_("part"), max_length=3, choices=WorkPart)
    section = models.CharField(_("section"), max_length=60)
    code = models.CharField(_("code"), max_length=12)
    label = models.CharField(_("label"), max_length=100)
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="cases_category_once"),
            models.CheckConstraint(
                name="cases_category_period",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

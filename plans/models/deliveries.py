"""To which provider a copy of a plan was given, when and how (交付)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.choices_chain import DeliveryWay
from plans.models.plans import ServiceUsePlan
from plans.models.services import ServiceProvider
from staffing.models import Record, ScopedQuerySet


class DeliveryQuerySet(ScopedQuerySet):
    office_path = "plan__office"


class PlanDelivery(Record):
    """That a provider of the plan has its copy (運営基準 第15条): the proof of the last step."""

    plan = models.ForeignKey(ServiceUsePlan, models.CASCADE, related_name="deliveries")
    provider = models.ForeignKey(
        ServiceProvider,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name=_("provider"),
    )
    provider_name = models.CharField(_("provider not in the list"), max_length=100, blank=True)
    delivered_on = models.DateField(_("copy delivered on"))
    how = models.CharField(
        pgettext_lazy("delivery", "how"), max_length=8, choices=DeliveryWay, blank=True
    )
    receiver = models.CharField(_("who received it"), max_length=60, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "provider"],
                condition=Q(deleted_at=None, provider__isnull=False),
                name="plans_delivery_once",
            ),
            models.CheckConstraint(
                name="plans_delivery_named",
                condition=Q(provider__isnull=False) | ~Q(provider_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider or self.provider_name} {self.delivered_on}"

    @property
    def office_id(self) -> int:
        """The owning office, for the audit trail."""
        return self.plan.office_id

    @property
    def client_id(self) -> int:
        """The person concerned, for the audit trail."""
        return self.plan.client_id

"""The plan that a provider writes for a person (個別支援計画), as it was received."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Attachment, Client
from plans.models.plans import PlanNeed
from plans.models.services import ServiceProvider, ServiceType
from staffing.models import Office, Record, ScopedQuerySet


class ProviderPlanQuerySet(ScopedQuerySet):
    def valid_on(self, day: date):
        """Plans that hold on a day; one without an end holds on."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def newest(self):
        """The one that holds longest on top."""
        return self.order_by(F("ends_on").desc(nulls_first=True), "-starts_on", "-pk")

    def for_detail(self):
        """With who wrote it, the scan and the needs it answers."""
        return self.select_related(
            "client__office", "provider", "service_type", "attachment", "office", "updated_by"
        ).prefetch_related("needs")

    def deleted_for(self, user):
        """Deleted ones of the user's offices; they can be restored."""
        return self.in_files_of(user).filter(deleted_at__isnull=False)


class ProviderPlan(Record):
    """An individual support plan that a provider wrote and gave to this office."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="provider_plans")
    client = models.ForeignKey(Client, models.PROTECT, related_name="provider_plans")
    provider = models.ForeignKey(
        ServiceProvider,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("provider"),
    )
    provider_name = models.CharField(_("provider not in the list"), max_length=100, blank=True)
    service_type = models.ForeignKey(
        ServiceType, models.PROTECT, null=True, blank=True, verbose_name=_("service")
    )
    made_on = models.DateField(_("made on"))
    received_on = models.DateField(_("received on"))
    starts_on = models.DateField(_("plan period from"))
    ends_on = models.DateField(_("plan period to"), null=True, blank=True)
    consented_on = models.DateField(_("the person agreed on"), null=True, blank=True)
    manager_name = models.CharField(_("service manager"), max_length=60, blank=True)
    goal = models.TextField(_("goal in the provider's plan"), max_length=1000, blank=True)
    next_on = models.DateField(_("next one expected"), null=True, blank=True)
    note = models.TextField(pgettext_lazy("provider plan", "remarks"), max_length=1000, blank=True)
    #: Which needs of the service-use plan it answers; a new version of that plan takes them along.
    needs = models.ManyToManyField(
        PlanNeed, blank=True, related_name="provider_plans", verbose_name=_("needs it answers")
    )
    attachment = models.ForeignKey(
        Attachment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="provider_plans",
        verbose_name=_("scan"),
    )

    objects = ProviderPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plans_provider_plan_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                name="plans_provider_plan_named",
                condition=Q(provider__isnull=False) | ~Q(provider_name=""),
            ),
        ]
        indexes = [models.Index(fields=["client", "-starts_on"], name="plans_provider_plan_client")]

    def __str__(self) -> str:
        return f"{self.writer} {self.made_on}"

    def get_absolute_url(self) -> str:
        return reverse("plans:provider-plan-detail", args=[self.pk])

    @property
    def writer(self) -> str:
        """The provider who wrote it."""
        return self.provider.name if self.provider else self.provider_name

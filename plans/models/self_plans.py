"""Self-made plans (セルフプラン): the person writes the plan, nobody monitors it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Client, Consultation
from plans.choices import SelfPlanReason
from staffing.models import Office, Record, ScopedQuerySet


class SelfPlanQuerySet(ScopedQuerySet):
    def valid_on(self, day: date):
        """Self-made plans that hold on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def for_list(self):
        """With person, office and helper, and how much support was given."""
        alive = Q(contacts__deleted_at=None)
        return self.select_related("client", "office", "helper").annotate(
            contacts_number=Count("contacts", filter=alive),
            last_at=Max("contacts__occurred_at", filter=alive),
        )

    def number_by_office(self, day: date) -> list[dict]:
        """Count the people of each office on a day: {office_id, office, people, unwanted}.

        Read in the order of the offices' names; the one figure of list, tile and export.
        """
        rows = self.valid_on(day).order_by("office__name", "office_id")
        return list(
            rows.values("office_id", name=F("office__name")).annotate(
                people=Count("client", distinct=True),
                unwanted=Count("client", distinct=True, filter=~Q(reason=SelfPlanReason.CHOICE)),
            )
        )


class SelfPlan(Record):
    """A plan that the person or the family made; a period of the decision without monitoring."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="self_plans")
    client = models.ForeignKey(Client, models.PROTECT, related_name="self_plans")
    reason = models.CharField(_("why a self-made plan"), max_length=12, choices=SelfPlanReason)
    starts_on = models.DateField(_("since"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who supports one to one"),
    )
    support = models.TextField(_("one-to-one support given"), max_length=2000, blank=True)
    #: The contacts in which the support was given.
    contacts = models.ManyToManyField(
        Consultation, blank=True, related_name="self_plans", verbose_name=_("contact records")
    )

    objects = SelfPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plans_self_plan_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The end is before the start."),
            ),
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(ends_on=None, deleted_at=None),
                name="plans_self_plan_one_open",
            ),
        ]
        indexes = [models.Index(fields=["office", "starts_on"], name="plans_self_plan_start")]

    def __str__(self) -> str:
        return f"{self.client} {self.starts_on}"

    def get_absolute_url(self) -> str:
        return reverse("plans:self-plan-detail", args=[self.pk])

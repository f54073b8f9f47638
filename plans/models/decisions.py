"""What the municipality decided: services, period, and the monitoring interval."""

from datetime import date

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices_file import SupportLevel
from cases.models import Client, RecipientCertificate
from config.common.fiscal import add_months_to_day
from config.common.keys import key_url
from plans.choices import FirstFrom, IntervalSource, PlanKind
from plans.models.plans import ServiceUsePlan
from plans.models.services import ServiceType
from staffing.models import Municipality, Office, Record, ScopedQuerySet

ADULT_AGE = 18  # 児童福祉法 第4条: a child is somebody under 18


class DecisionQuerySet(ScopedQuerySet):
    def valid_on(self, day):
        """Decisions in force on a day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def ending_between(self, start, end):
        """Decisions whose last day lies between two days, both included."""
        return self.filter(ends_on__gte=start, ends_on__lte=end)

    def not_renewed(self):
        """Decisions that no later decision of the same person follows."""
        later = BenefitDecision.objects.alive().filter(
            client=models.OuterRef("client"), ends_on__gt=models.OuterRef("ends_on")
        )
        return self.filter(~models.Exists(later))

    def people_by_kind(self, day: date) -> dict[str, int]:
        """Count the people with a decision in force on a day: {"adult": n, "child": n}.

        A person counts as the plan says; without a plan, by age.
        """
        birthday = add_months_to_day(day, -12 * ADULT_AGE)
        is_child = Q(plan__kind=PlanKind.CHILD) | Q(plan=None, client__birth_on__gt=birthday)
        people = self.valid_on(day).aggregate(
            everybody=Count("client", distinct=True),
            child=Count("client", distinct=True, filter=is_child),
        )
        return {"adult": people["everybody"] - people["child"], "child": people["child"]}


class BenefitDecision(Record):
    """A benefit decision (支給決定): its period and the interval the municipality fixed.

    Months are stored as their first day. The certificate prints the interval with its months
    (「3月ごと（H24.7〜H25.4）」): these win over any computation.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="decisions")
    client = models.ForeignKey(Client, models.PROTECT, related_name="decisions")
    plan = models.ForeignKey(
        ServiceUsePlan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("plan"),
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name=_("municipality")
    )
    certificate = models.ForeignKey(
        RecipientCertificate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("certificate"),
    )
    support_level = models.CharField(
        _("support level"), max_length=10, choices=SupportLevel, blank=True
    )
    decided_on = models.DateField(_("decided on"))
    #: 計画相談支援給付費の支給期間, as the certificate prints it beside the interval.
    plan_benefit_from = models.DateField(_("plan benefit from"), null=True, blank=True)
    plan_benefit_to = models.DateField(_("plan benefit to"), null=True, blank=True)
    starts_on = models.DateField(_("decision period from"))
    ends_on = models.DateField(_("decision period to"))
    interval_months = models.PositiveSmallIntegerField(_("monitoring interval in months"))
    monitoring_from = models.DateField(_("monitoring from month"))
    monitoring_to = models.DateField(_("monitoring to month"))
    interval_source = models.CharField(
        _("interval taken from"), max_length=12, choices=IntervalSource
    )
    interval_reason = models.CharField(_("reason for the interval"), max_length=1000, blank=True)
    is_intensive = models.BooleanField(_("needs intensive support"), default=False)
    first_months = models.PositiveSmallIntegerField(_("monthly at first"), default=0)
    first_from = models.CharField(
        _("the first months begin"), max_length=5, choices=FirstFrom, default=FirstFrom.START
    )
    includes_start_month = models.BooleanField(
        _("the starting month is monitored too"), default=False
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plans_decision_period",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                name="plans_decision_interval",
                condition=Q(interval_months__gte=1, interval_months__lte=36),
            ),
            models.CheckConstraint(
                name="plans_decision_monitoring_period",
                condition=Q(monitoring_to__gte=F("monitoring_from")),
            ),
            models.CheckConstraint(
                name="plans_decision_benefit_period",
                condition=Q(plan_benefit_to=None)
                | Q(plan_benefit_from=None)
                | Q(plan_benefit_to__gte=F("plan_benefit_from")),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "ends_on"], name="plans_decision_end"),
            models.Index(fields=["client", "-starts_on"], name="plans_decision_client"),
        ]

    def __str__(self) -> str:
        return f"{self.client} {self.starts_on}"

    def get_absolute_url(self) -> str:
        return key_url("plans:decision-detail")(self.pk)


class DecidedService(models.Model):
    """A service that was granted (支給決定されたサービス) with its amount and period."""

    decision = models.ForeignKey(BenefitDecision, models.CASCADE, related_name="services")
    service_type = models.ForeignKey(ServiceType, models.PROTECT, verbose_name=_("service"))
    amount = models.CharField(_("granted amount"), max_length=30, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plans_decided_service_period",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The end is before the start."),
            )
        ]

    def __str__(self) -> str:
        return str(self.service_type)

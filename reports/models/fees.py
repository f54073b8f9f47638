"""Fees and add-ons: the units of the law by date, what the office notified, what it decided."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Client
from reports.choices_claims import Certainty, Decision, Fee, Variant, Whom
from staffing.models import Municipality, Office, Record, ScopedQuerySet

#: 10 yen, times the grade of the region: 11.40 in the wards of Tokyo is the most.
LEAST_PRICE, MOST_PRICE = 10, 12


class FeeUnit(models.Model):
    """Units of one rate (単位数) valid for a period, with where they are written."""

    fee = models.CharField(_("fee"), max_length=15, choices=Fee)
    variant = models.CharField(_("rate"), max_length=10, choices=Variant, blank=True)
    whom = models.CharField(_("adult or child"), max_length=5, choices=Whom, blank=True)
    units = models.PositiveIntegerField(_("units"), default=0)
    #: Instead of units, for what is a share of others; below zero it is a reduction.
    percent = models.DecimalField(
        _("percent"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    most = models.PositiveSmallIntegerField(_("most times a month"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    certainty = models.CharField(
        _("certainty"), max_length=5, choices=Certainty, default=Certainty.CHECK
    )
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering = ["fee", "variant", "whom", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["fee", "variant", "whom", "valid_from"], name="reports_fee_once"
            ),
            models.CheckConstraint(
                name="reports_fee_units_or_percent", condition=Q(percent=None) | Q(units=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fee} {self.variant} {self.whom} {self.valid_from}"


class NoticeQuerySet(ScopedQuerySet):
    def touching(self, first, last):
        """Notified systems in force on some day from `first` to `last`."""
        held = self.alive().filter(Q(started_on=None) | Q(started_on__lte=last))
        return held.filter(Q(ended_on=None) | Q(ended_on__gte=first))


class FeeNotice(Record):
    """What the office notified for its fees (体制等届出): a system, a rate, or the unit price.

    A 体制加算 needs a trained person who is posted, and that this is published: both days are the
    evidence.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="fee_notices")
    fee = models.CharField(
        _("fee"), max_length=15, choices=Fee, blank=True, help_text=_("Empty for the unit price.")
    )
    variant = models.CharField(_("rate"), max_length=10, choices=Variant, blank=True)
    unit_price = models.DecimalField(
        _("yen a unit"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(LEAST_PRICE), MaxValueValidator(MOST_PRICE)],
    )
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("to"), null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("trained person"),
    )
    training = models.CharField(_("training taken"), max_length=100, blank=True)
    completed_on = models.DateField(_("training finished on"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_in = models.CharField(_("where it is published"), max_length=100, blank=True)
    #: Of an add-on that goes by where the person lives: the municipality, or places in it.
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    places = models.CharField(_("places in it"), max_length=200, blank=True)
    note = models.CharField(_("remarks"), max_length=200, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reports_notice_period",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                name="reports_notice_says_something",
                condition=~Q(fee="") | Q(unit_price__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.fee} {self.started_on}"

    def get_absolute_url(self) -> str:
        return reverse("reports:fee-notice-list")


class ClaimMark(Record):
    """What the office decided about one fee of a person's month, whatever the records say."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.PROTECT, related_name="claim_marks")
    for_month = models.DateField(_("month"))
    fee = models.CharField(_("fee"), max_length=15, choices=Fee)
    variant = models.CharField(_("rate"), max_length=10, choices=Variant, blank=True)
    decision = models.CharField(_("decision"), max_length=5, choices=Decision)
    note = models.CharField(_("reason"), max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "for_month", "fee", "variant"], name="reports_claim_mark_once"
            )
        ]
        indexes = [models.Index(fields=["office", "for_month"], name="reports_claim_month")]

    def __str__(self) -> str:
        return f"{self.client_id} {self.for_month:%Y-%m} {self.fee}"

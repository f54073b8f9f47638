"""What the person agreed to: scope, period and withdrawal (domain 10)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import ConsentMethod
from cases.models.clients import Client
from staffing.models import Record, ScopedQuerySet


class ConsentQuerySet(ScopedQuerySet):
    office_path = "client__office"

    def valid_on(self, day):
        """Consents that hold on a day; the same as rules.is_valid_consent."""
        return self.filter(
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=day),
            Q(expires_on=None) | Q(expires_on__gte=day),
            given_on__lte=day,
        )

    def for_other_offices(self, day):
        """Consents that cover other consultation offices on a day, the latest first."""
        held = self.alive().valid_on(day).filter(includes_office=True)
        return held.order_by("-given_on", "-pk")


class Consent(Record):
    """A consent to use personal information (個人情報使用の同意), with what it covers."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="consents")
    given_on = models.DateField(_("given on"))
    method = models.CharField(_("how"), max_length=10, choices=ConsentMethod)
    given_by = models.CharField(_("given by"), max_length=60, blank=True)
    includes_support = models.BooleanField(_("use for the support by this office"), default=True)
    includes_meeting = models.BooleanField(
        _("meetings on the person, and providers of the plan"), default=False
    )
    includes_municipality = models.BooleanField(_("the municipality"), default=False)
    includes_medical = models.BooleanField(_("medical institutions"), default=False)
    includes_school = models.BooleanField(_("school or employer"), default=False)
    includes_office = models.BooleanField(
        _("other consultation offices (hand-over)"), default=False
    )
    scope_note = models.CharField(_("what else, or what is left out"), max_length=200, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_by = models.CharField(_("withdrawn by"), max_length=60, blank=True)
    withdrawal_note = models.CharField(
        _("what the withdrawal is about"), max_length=200, blank=True
    )
    note = models.CharField(_("remarks"), max_length=200, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_consent_expiry",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("given_on")),
            ),
            models.CheckConstraint(
                name="cases_consent_withdrawal",
                condition=Q(withdrawn_on=None, withdrawn_by="")
                | Q(withdrawn_on__gte=F("given_on")) & ~Q(withdrawn_by=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.given_on)

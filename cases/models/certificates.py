"""Papers of a public office: handbooks (手帳) and certificates (受給者証)."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from cases.choices_file import CertificateKind, HandbookKind, Impairment, SupportLevel
from cases.models.clients import Client
from staffing.models import Municipality, Record, ScopedQuerySet

CERTIFICATE_DIGITS = 10
#: What has no end sorts after everything that has one.
NEVER = Value("9999-12-31", models.DateField())


class HandbookQuerySet(ScopedQuerySet):
    office_path = "client__office"

    def ending_between(self, first, last):
        """Handbooks to be renewed or examined again between two days, both included."""
        return self.filter(renew_on__gte=first, renew_on__lte=last)


class DisabilityHandbook(Record):
    """A disability handbook (手帳): its grade, and when it is examined again or ends."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="handbooks")
    kind = models.CharField(_("kind of handbook"), max_length=12, choices=HandbookKind)
    grade = models.CharField(_("grade"), max_length=10, blank=True)
    impairment = models.CharField(
        _("kind of impairment"), max_length=10, choices=Impairment, blank=True
    )
    number = models.CharField(_("handbook number"), max_length=30, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    renew_on = models.DateField(_("next examination or end"), null=True, blank=True)

    objects = HandbookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "kind"],
                condition=Q(deleted_at=None),
                name="cases_handbook_one_each",
            ),
            models.CheckConstraint(
                name="cases_handbook_period",
                condition=Q(renew_on=None) | Q(issued_on=None) | Q(renew_on__gte=F("issued_on")),
            ),
        ]
        indexes = [models.Index(fields=["renew_on"], name="cases_handbook_end")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.grade}".strip()


class CertificateQuerySet(ScopedQuerySet):
    office_path = "client__office"

    def newest_first(self):
        """Those that hold longest first; one without a period is still to be completed."""
        return self.order_by(F("starts_on").desc(nulls_first=True), "-pk")

    def not_renewed(self):
        """Certificates that no later one of the same kind follows."""
        later = RecipientCertificate.objects.alive().filter(
            client=models.OuterRef("client"),
            kind=models.OuterRef("kind"),
            starts_on__gt=models.OuterRef("starts_on"),
        )
        return self.filter(~models.Exists(later))

    def with_first_end(self):
        """With `first_end`: the earliest end of certificate, support level and co-payment cap."""
        ends = (Coalesce(name, NEVER) for name in ("ends_on", "level_to", "cap_to"))
        return self.annotate(first_end=Least(*ends, output_field=models.DateField()))

    def ending_between(self, first, last):
        """Certificates of which something ends between two days, both included."""
        return self.with_first_end().filter(first_end__gte=first, first_end__lte=last)


class RecipientCertificate(Record):
    """A recipient certificate (受給者証): the one place where its number is typed.

    The person keeps copies of the numbers (`Client.certificate_number`) to be found by them, and a
    decision points here.
    """

    client = models.ForeignKey(Client, models.CASCADE, related_name="certificates")
    kind = models.CharField(
        _("kind of certificate"),
        max_length=10,
        choices=CertificateKind,
        default=CertificateKind.WELFARE,
    )
    number = models.CharField(_("certificate number"), max_length=CERTIFICATE_DIGITS, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name=_("municipality")
    )
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    starts_on = models.DateField(_("valid from"), null=True, blank=True)
    ends_on = models.DateField(_("valid to"), null=True, blank=True)
    support_level = models.CharField(
        _("support level"), max_length=10, choices=SupportLevel, blank=True
    )
    level_from = models.DateField(_("support level from"), null=True, blank=True)
    level_to = models.DateField(_("support level to"), null=True, blank=True)
    copayment_cap = models.PositiveIntegerField(
        _("monthly co-payment cap (yen)"), null=True, blank=True
    )
    cap_from = models.DateField(_("cap from"), null=True, blank=True)
    cap_to = models.DateField(_("cap to"), null=True, blank=True)
    cap_manager = models.CharField(_("office that manages the cap"), max_length=100, blank=True)
    note = models.CharField(_("special notes"), max_length=500, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name=f"cases_certificate_{part}",
                condition=Q(**{last: None}) | Q(**{first: None}) | Q(**{f"{last}__gte": F(first)}),
            )
            for part, first, last in (
                ("period", "starts_on", "ends_on"),
                ("level", "level_from", "level_to"),
                ("cap", "cap_from", "cap_to"),
            )
        ]
        indexes = [
            models.Index(fields=["client", "kind"], name="cases_certificate_kind"),
            models.Index(fields=["ends_on"], name="cases_certificate_end"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

"""A file that another office may read for a while (共有), with consent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models.clients import Client
from cases.models.consents import Consent
from config.common.codes import CodesField
from staffing.hidden import without_hidden
from staffing.models import Office, Record, ScopedQuerySet


class ShareQuerySet(ScopedQuerySet):
    def in_force(self, day):
        """Shares that hold on a day: in their period, not ended, the consent still valid."""
        given = Q(consent__withdrawn_on=None) | Q(consent__withdrawn_on__gt=day)
        lasting = Q(consent__expires_on=None) | Q(consent__expires_on__gte=day)
        return self.alive().filter(
            given,
            lasting,
            revoked_at=None,
            starts_on__lte=day,
            ends_on__gte=day,
            consent__deleted_at=None,
            client__deleted_at=None,
        )

    def got_by(self, user):
        """What other offices let this person read today; a restricted file is never among it."""
        rows = self.in_force(user.access.on).filter(
            Q(receiver_user=None) | Q(receiver_user=user),
            receiver_id__in=user.access.file_office_ids,
        )
        return without_hidden(rows, user, "client_id")

    def between(self, user):
        """Those of one's own files, ended ones as well, and those one may read today."""
        sent, got = self.visible_to(user).values("pk"), self.got_by(user).values("pk")
        return self.filter(Q(pk__in=sent) | Q(pk__in=got))


class Share(Record):
    """The right of another office, or of one person there, to read parts of a file for a purpose.

    It reads through this row only (`cases/shared_file.py`), never through its own scope; the end
    of the period or of the consent, or a restriction of the file, closes it by itself.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.PROTECT, related_name="shares")
    receiver = models.ForeignKey(
        Office, models.PROTECT, related_name="+", verbose_name=_("shared with")
    )
    receiver_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("only with this person"),
    )
    consent = models.ForeignKey(
        Consent, models.PROTECT, related_name="+", verbose_name=_("consent")
    )
    purpose = models.CharField(_("purpose of the sharing"), max_length=200)
    #: Codes of SharePart.
    parts = CodesField(_("what may be read"))
    records_from = models.DateField(_("contacts from"), null=True, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    revoke_reason = models.CharField(_("why it was ended"), max_length=200, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_share_period", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="cases_share_purpose", condition=~Q(purpose="")),
        ]
        indexes = [
            models.Index(fields=["receiver", "ends_on"], name="cases_share_receiver"),
            models.Index(fields=["office", "-id"], name="cases_share_office"),
        ]

    def __str__(self) -> str:
        return f"{self.office} → {self.receiver}"

    def get_absolute_url(self) -> str:
        return reverse("cases:share-detail", args=[self.pk])

"""A person who goes on to another office (他事業所への引継ぎ), with consent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.choices_access import TransferState
from cases.models.clients import Client
from cases.models.consents import Consent
from staffing.hidden import without_hidden
from staffing.models import Office, Record, ScopedQuerySet

#: What of an offer goes with it when it comes to nothing.
EMPTIED: dict = {"offered": {}, "summary": "", "documents": ""}


class TransferQuerySet(ScopedQuerySet):
    def between(self, user, office_ids):
        """Those of one's own files, and those offered to `office_ids`."""
        sent = self.visible_to(user).values("pk")
        got = without_hidden(
            self.alive().filter(receiver_id__in=office_ids), user, "received_client_id"
        )
        return self.filter(Q(pk__in=sent) | Q(pk__in=got.values("pk")))

    def open(self):
        """Offers without an answer."""
        return self.filter(state=TransferState.OFFERED)


class Transfer(Record):
    """The offer of a file to another office, and what became of it.

    The other office sees `offered`, `summary` and `documents`, nothing of the file. When it
    accepts it gets a person of its own; this row is the only link between the two.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.PROTECT, related_name="transfers")
    receiver = models.ForeignKey(
        Office, models.PROTECT, related_name="+", verbose_name=_("receiving office")
    )
    consent = models.ForeignKey(
        Consent, models.PROTECT, related_name="+", verbose_name=_("consent")
    )
    handed_on = models.DateField(_("handed over on"))
    reason = models.CharField(_("why the person changes the office"), max_length=200)
    summary = models.TextField(_("what the other office must know"), blank=True)
    documents = models.TextField(_("papers that go along"), blank=True)
    offered = models.JSONField(default=dict, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=TransferState, default=TransferState.OFFERED
    )
    decline_reason = models.CharField(_("why it was declined"), max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    received_client = models.ForeignKey(
        Client, models.PROTECT, null=True, editable=False, related_name="came_by"
    )

    objects = TransferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(state=TransferState.OFFERED, deleted_at=None),
                name="cases_transfer_one_offer",
                violation_error_message=_("This person is offered to another office already."),
            )
        ]
        indexes = [models.Index(fields=["receiver", "state"], name="cases_transfer_receiver")]

    def __str__(self) -> str:
        return f"{self.office} → {self.receiver}"

    def name_for(self, office_ids) -> str:
        """The person as a side knows him: the receiver only by what was offered."""
        if self.office_id in office_ids:
            return self.client.name
        return self.offered.get("name", "―")

    def get_absolute_url(self) -> str:
        return reverse("cases:transfer-detail", args=[self.pk])

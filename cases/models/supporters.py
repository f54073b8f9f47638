"""Who stands beside a person besides the family."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices_family import Bond, SupporterKind
from cases.models.clients import Client
from staffing.models import Record, ScopedQuerySet


class SupportContactQuerySet(ScopedQuerySet):
    office_path = "client__office"

    def visible_to(self, user):
        """Supporters of the clients whom this user may see."""
        people = Client.objects.visible_to(user)
        return super().visible_to(user).filter(client__in=people)

    def by_emergency(self):
        """Whom to call first on top, then in the order they were written."""
        return self.order_by(F("emergency_order").asc(nulls_last=True), "pk")

    def on(self, day):
        """Supporters whose help has not ended on a day."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day))


class SupportContact(Record):
    """A person or body that helps a client (支援者・関係機関)."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="support_contacts")
    kind = models.CharField(
        _("kind"), max_length=12, choices=SupporterKind, default=SupporterKind.OTHER
    )
    role = models.CharField(_("role"), max_length=40, blank=True)
    organisation = models.CharField(
        pgettext_lazy("supporter", "organisation"), max_length=100, blank=True
    )
    name = models.CharField(_("person"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    bond = models.CharField(_("bond"), max_length=10, choices=Bond, default=Bond.NORMAL)
    #: Whether the client agreed that this body is told; None: not asked yet.
    has_consent = models.BooleanField(_("consent"), null=True, blank=True)
    emergency_order = models.PositiveSmallIntegerField(_("emergency order"), null=True, blank=True)
    note = models.CharField(_("remarks"), max_length=200, blank=True)
    since_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    #: Which entry of an upper app it was taken from; it is not offered twice.
    source = models.CharField(max_length=40, blank=True, editable=False)

    objects = SupportContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_supporter_named",
                condition=~Q(name="") | ~Q(organisation=""),
            ),
            models.CheckConstraint(
                name="cases_supporter_period",
                condition=Q(since_on=None) | Q(until_on=None) | Q(until_on__gte=F("since_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation or self.name

    @property
    def office_id(self) -> int:
        """The office of the client (for the audit trail)."""
        return self.client.office_id

"""Files that only named people may know of (閲覧制限)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.choices_access import RestrictionGround
from cases.models.clients import Client
from staffing.models import Office, Record, ScopedQuerySet


class RestrictionQuerySet(ScopedQuerySet):
    def in_force(self, day):
        """Restrictions that hold on a day."""
        rows = self.filter(lifted_at=None, deleted_at=None, started_on__lte=day)
        return rows.filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def of_offices(self, office_ids):
        """Those of whole offices, whoever is named: to be shown without the person."""
        return self.alive().filter(office_id__in=office_ids)

    def readers_of(self, client, day):
        """The keys of those who may read a file on a day; None where it is not restricted."""
        held = self.in_force(day).filter(client=client)
        keys = list(held.values_list("readers__user_id", flat=True))
        return set(keys) if keys else None

    def hidden_from(self, user_key, *, office_ids, day):
        """Those that keep a file from a person; a name opens it at `office_ids` only."""
        named = RestrictionReader.objects.filter(restriction=OuterRef("pk"), user=user_key)
        opened = Exists(named) & Q(office_id__in=office_ids)
        return self.in_force(day).exclude(opened)


class Restriction(Record):
    """A file that exists only for the people named (閲覧制限): violence, abuse, a relative here."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="restrictions")
    ground = models.CharField(_("why"), max_length=12, choices=RestrictionGround)
    reason = models.CharField(_("what must be known"), max_length=200, blank=True)
    started_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, editable=False)
    lift_reason = models.CharField(_("why it was lifted"), max_length=200, blank=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(lifted_at=None, deleted_at=None),
                name="cases_restriction_one",
            ),
            models.CheckConstraint(
                name="cases_restriction_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("started_on")),
                violation_error_message=_("The end is before the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_ground_display()

    def get_absolute_url(self) -> str:
        return self.client.get_absolute_url()


class RestrictionReader(models.Model):
    """Somebody who may know of a restricted file (閲覧できる人), named by whom and when."""

    restriction = models.ForeignKey(Restriction, models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    named_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["restriction", "user"], name="cases_reader_once")
        ]
        indexes = [models.Index(fields=["user"], name="cases_reader_user")]

    def __str__(self) -> str:
        return f"{self.restriction_id} {self.user_id}"

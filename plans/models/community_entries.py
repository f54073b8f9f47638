"""What was done in a transition or settlement support, and the calls on its line."""

from datetime import date, time

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Client, Consultation
from plans.choices_community import EntryKind
from plans.models.community import CommunitySupport
from staffing.models import Office, Record, ScopedQuerySet

#: Outside these hours a call counts as one of the night; the line is open all the same.
DAY_BEGINS, DAY_ENDS = time(8), time(18)


class EntryQuerySet(ScopedQuerySet):
    def on_days(self, first: date, last: date):
        """Entries that began from one local day to another, both included."""
        return self.filter(occurred_at__date__gte=first, occurred_at__date__lte=last)

    def deleted_for(self, user):
        """Deleted entries of the user's offices; they can be restored."""
        return self.in_files_of(user).filter(deleted_at__isnull=False)

    def newest(self):
        """Newest first, with the writer."""
        return self.select_related("worker").order_by("-occurred_at", "-pk")


class CommunityEntry(Record):
    """An outing, trial, call or visit of a support, with what came of it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.PROTECT, related_name="community_entries")
    support = models.ForeignKey(CommunitySupport, models.PROTECT, related_name="entries")
    kind = models.CharField(_("what was done"), max_length=16, choices=EntryKind)
    occurred_at = models.DateTimeField(_("date and time"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    place = models.CharField(_("place or caller"), max_length=100, blank=True)
    text = models.TextField(_("what happened"), max_length=2000)
    response = models.TextField(
        _("what was done about it, what comes next"), max_length=2000, blank=True
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who was there")
    )
    #: The contact record that was written in the same breath.
    contact = models.OneToOneField(
        Consultation,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="community_entry",
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["support", "-occurred_at"], name="plans_entry_support"),
            models.Index(fields=["office", "occurred_at"], name="plans_entry_office"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.occurred_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return f"{reverse('plans:support-detail', args=[self.support_id])}#entries"

    @property
    def is_at_night(self) -> bool:
        """Whether it began outside the daytime."""
        return not DAY_BEGINS <= timezone.localtime(self.occurred_at).time() < DAY_ENDS

"""What an office learns from (O-11): near misses, good cases, cases to think about."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices_lessons import LessonKind
from cases.models.clients import Client
from staffing.models import Office, Record, ScopedQuerySet


class NearMissQuerySet(ScopedQuerySet):
    def open(self):
        """Those whose follow-up is not written yet."""
        return self.filter(followed_on=None)

    def by_follow_up(self):
        """With `follow_day`: the day of the follow-up, the day itself where none was named."""
        return self.annotate(follow_day=Coalesce("follow_on", F("occurred_on")))

    def of_morning(self, since, day):
        """What a morning looks at: what happened since a day, and follow-ups due by the day."""
        return self.filter(
            Q(occurred_on__gte=since, occurred_on__lte=day)
            | Q(followed_on=None, follow_on__lte=day)
        )

    def deleted_for(self, user):
        """Deleted ones of one's offices."""
        return self.exclude(deleted_at=None).in_files_of(user)


class NearMiss(Record):
    """One thing that happened, for the monthly meeting (ひやりはっと・事例), with its follow-up.

    It may be about a client; the words themselves name nobody, because colleagues of other offices
    hear them in the meeting.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="near_misses")
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="near_misses"
    )
    kind = models.CharField(pgettext_lazy("lesson", "kind"), max_length=10, choices=LessonKind)
    occurred_on = models.DateField(_("day it happened"))
    title = models.CharField(_("in one line"), max_length=80)
    happened = models.TextField(_("what happened"))
    cause = models.TextField(_("why it came to that"), blank=True)
    response = models.TextField(_("what was done"), blank=True)
    prevention = models.TextField(_("what will be done from now on"), blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("reported by"),
    )
    follow_on = models.DateField(_("look at it again on"), null=True, blank=True)
    followed_on = models.DateField(_("looked at again on"), null=True, blank=True)
    follow_note = models.TextField(_("what came of it"), blank=True)

    objects = NearMissQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "-occurred_on"], name="cases_near_miss_newest")]
        constraints = [
            models.CheckConstraint(
                name="cases_near_miss_followed",
                condition=Q(followed_on=None) | ~Q(follow_note=Value("")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cases:near-miss-detail", args=[self.pk])

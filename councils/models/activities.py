"""Work for the area that is neither a contact nor a meeting (地域活動): K-02, K-06."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import WorkCategory
from councils.choices import ActivityKind
from councils.models.bodies import NetworkQuerySet
from staffing.models import Office, Record


class ActivityQuerySet(NetworkQuerySet):
    def deleted_for(self, user):
        """Deleted ones of one's offices."""
        return self.exclude(deleted_at=None).filter(office_id__in=user.access.office_ids)


class NetworkActivity(Record):
    """One activity: outreach, a course given, publicity, a visit to an office, a resource found.

    It has a day, so that its category is one of the contract of that day, an audience and numbers.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="network_activities")
    held_on = models.DateField(_("date"))
    kind = models.CharField(pgettext_lazy("activity", "kind"), max_length=10, choices=ActivityKind)
    work_category = models.ForeignKey(
        WorkCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Work category"),
    )
    title = models.CharField(_("what it was"), max_length=100)
    place = models.CharField(_("place"), max_length=100, blank=True)
    audience = models.CharField(_("audience"), max_length=100, blank=True)
    participants = models.PositiveSmallIntegerField(_("participants"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("person responsible"),
    )
    text = models.TextField(_("what was done and found"), blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "-held_on"], name="councils_activity_newest")]
        constraints = [
            models.CheckConstraint(name="councils_activity_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("councils:activity-edit", args=[self.pk])

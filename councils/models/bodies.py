"""Councils, their bodies as a tree, who sits in them and how often they meet in a year."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from councils.choices import BodyKind, RecurrenceKind, Side, TrainingScope
from councils.rules import RecurrenceRule, label
from staffing.models import Municipality, Office, Record


class NetworkQuerySet(models.QuerySet):
    """Rows of the office's network work: no client files, so every role there reads them."""

    office_path = "office"

    def alive(self):
        """Rows that were not deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, user):
        """Rows of the offices a person is posted to."""
        return self.alive().filter(**{f"{self.office_path}_id__in": user.access.office_ids})


class Council(Record):
    """A council ((自立支援)協議会) as an office knows it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="councils")
    name = models.CharField(_("name"), max_length=100)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name=_("municipality")
    )

    objects = NetworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                condition=Q(deleted_at=None),
                name="councils_council_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Body(Record):
    """A body that meets (会議体): plenary, steering meeting, working group, outside body."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="bodies")
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
        verbose_name=_("council"),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=15, choices=BodyKind)
    #: Which of the six functions of a council (BodyFunction) it serves.
    functions = models.JSONField(_("functions"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                condition=Q(deleted_at=None),
                name="councils_body_once",
                violation_error_message=_("A body of this name is already registered."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("councils:body-detail", args=[self.pk])


class MembershipQuerySet(models.QuerySet):
    def seated(self, day: date):
        """Seats held on a day; an open term has no limit."""
        begun = Q(started_on=None) | Q(started_on__lte=day)
        return self.filter(begun, Q(ended_on=None) | Q(ended_on__gte=day))


class Membership(models.Model):
    """A seat in a body (委員), held for a term."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=60)
    organisation = models.CharField(_("organisation"), max_length=100, blank=True)
    role = models.CharField(_("role in the body"), max_length=40, blank=True)
    side = models.CharField(_("side"), max_length=11, choices=Side, default=Side.MEMBER)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="councils_membership_term",
                condition=Q(started_on=None)
                | Q(ended_on=None)
                | Q(ended_on__gte=models.F("started_on")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class RecurrenceQuerySet(NetworkQuerySet):
    office_path = "body__office"

    def of_year(self, year: int):
        """The plan of a fiscal year in its printed order."""
        return self.filter(fiscal_year=year).order_by("position", "pk")


class Recurrence(Record):
    """How often a body meets in a fiscal year (開催計画): the calendar and the annual plan."""

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="recurrences", verbose_name=_("body")
    )
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    kind = models.CharField(_("how often"), max_length=10, choices=RecurrenceKind)
    #: Months (1-12) of the named kinds, in the order of the fiscal year.
    months = models.JSONField(_("months"), default=list, blank=True)
    #: How often in a year, for the kind "times".
    count = models.PositiveSmallIntegerField(_("times a year"), null=True, blank=True)
    text = models.CharField(_("printed wording"), max_length=60, blank=True)
    note = models.CharField(_("remarks"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = RecurrenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "fiscal_year"],
                condition=Q(deleted_at=None),
                name="councils_recurrence_once",
                violation_error_message=_("This body already has a plan for the year."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.fiscal_year}"

    @property
    def office_id(self) -> int:
        """The owning office, for the audit trail."""
        return self.body.office_id

    @property
    def rule(self) -> RecurrenceRule:
        """The rule that the calendar and the annual plan read."""
        return RecurrenceRule(self.kind, tuple(self.months), self.text, self.count or 0)

    @property
    def words(self) -> str:
        """How often it meets (実施日), as the annual plan prints it."""
        return label(self.rule)


class TrainingEventQuerySet(NetworkQuerySet):
    def of_year(self, year: int):
        """The trainings of a fiscal year in their printed order."""
        return self.filter(fiscal_year=year).order_by("position", "pk")


class TrainingEvent(Record):
    """A training of a fiscal year (研修計画): in the office or outside, when, who goes."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="training_events")
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    scope = models.CharField(_("in the office or outside"), max_length=10, choices=TrainingScope)
    name = models.CharField(_("training"), max_length=120)
    when_text = models.CharField(_("when"), max_length=60, blank=True)
    note = models.CharField(_("remarks (who goes)"), max_length=120, blank=True)
    #: Days, places and attendees of each sitting, where the plan names several.
    sittings = models.JSONField(default=list, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = TrainingEventQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

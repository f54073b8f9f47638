"""The assessment (アセスメント): what was seen and said in each area of life, in versions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.choices import PlaceKind
from cases.models import Case, Client
from config.common.codes import CodesField
from plans.choices_assessment import LifeArea
from plans.models.weekly import LifeTexts
from staffing.models import Office, Record, ScopedQuerySet

LONG = 4_000
SHORT = 2_000


class AssessmentQuerySet(ScopedQuerySet):
    def finished(self):
        """Assessments that are frozen: the ground of a plan."""
        return self.filter(finished_on__isnull=False)

    def unfinished(self):
        """Assessments that are still being written."""
        return self.filter(finished_on=None)

    def deleted_for(self, user):
        """Deleted ones of the user's offices; they can be restored."""
        return self.in_files_of(user).filter(deleted_at__isnull=False)

    def newest_first(self):
        """The newest version first."""
        return self.order_by("-number", "-pk")

    def ground_of(self, client, after):
        """The newest finished assessment a new plan rests on: held later than the last plan.

        `after` is the day the last plan was written, None where there is none.
        """
        rows = self.finished().filter(client=client)
        if after:
            rows = rows.filter(held_on__gt=after)
        return rows.newest_first().first()

    def with_areas(self):
        """With the areas in their order and the needs of each."""
        needs = Prefetch("needs", AssessedNeed.objects.order_by("position", "pk"))
        return self.prefetch_related(
            Prefetch("areas", AssessmentArea.objects.prefetch_related(needs))
        )


class Assessment(LifeTexts, Record):
    """One interview about the person's whole life; frozen once it is finished.

    Day, place and who was present prove the visit (運営基準 第15条: at home or where the person
    is, face to face); the case's step アセスメント takes its day from here.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="assessments")
    client = models.ForeignKey(Client, models.PROTECT, related_name="assessments")
    case = models.ForeignKey(Case, models.PROTECT, related_name="assessments")
    number = models.PositiveSmallIntegerField(_("assessment version"))
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="assessments",
        verbose_name=_("who assessed"),
    )
    held_on = models.DateField(_("interview held on"), null=True, blank=True)
    place_kind = models.CharField(
        _("where the interview was"), max_length=10, choices=PlaceKind, blank=True
    )
    place = models.CharField(_("place in words"), max_length=100, blank=True)
    present = CodesField(_("who was present"))
    present_names = models.CharField(_("names of those present"), max_length=200, blank=True)
    summary = models.TextField(_("whole picture"), max_length=LONG, blank=True)
    open_note = models.TextField(_("areas not talked about, and why"), max_length=SHORT, blank=True)
    finished_on = models.DateField(_("finished on"), null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "number"], name="plans_assessment_number_once"
            ),
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(finished_on=None, deleted_at=None),
                name="plans_assessment_one_open",
            ),
            models.CheckConstraint(
                name="plans_assessment_finished_has_visit",
                condition=Q(finished_on=None)
                | Q(held_on__isnull=False, finished_on__gte=F("held_on")) & ~Q(place_kind=""),
            ),
        ]
        indexes = [models.Index(fields=["client", "-number"], name="plans_assessment_newest")]

    def __str__(self) -> str:
        return f"{self.client} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("plans:assessment-detail", args=[self.pk])

    @property
    def is_frozen(self) -> bool:
        """A finished assessment is never edited; what changes becomes the next version."""
        return self.finished_on is not None


class AreaQuerySet(ScopedQuerySet):
    office_path = "assessment__office"


class AssessmentArea(Record):
    """One area of life: what is, what the person says, what the counsellor makes of it."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="areas")
    area = models.CharField(_("area of life"), max_length=10, choices=LifeArea)
    position = models.PositiveSmallIntegerField(_("place on the paper"))
    fact = models.TextField(_("present situation (facts)"), max_length=LONG, blank=True)
    words = models.TextField(_("the person's own words"), max_length=LONG, blank=True)
    view = models.TextField(_("professional view"), max_length=LONG, blank=True)
    strength = models.TextField(_("strengths"), max_length=SHORT, blank=True)
    is_done = models.BooleanField(_("this area is done"), default=False)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "area"], name="plans_area_once")
        ]

    def __str__(self) -> str:
        return str(LifeArea(self.area).label)

    @property
    def office_id(self) -> int:
        """The owning office, for the audit trail."""
        return self.assessment.office_id

    @property
    def client_id(self) -> int:
        """The person concerned, for the audit trail."""
        return self.assessment.client_id


class AssessedNeed(models.Model):
    """A need that an area shows (課題にする).

    `key` stays the same in every later assessment and in the row of every plan that answers it
    (`PlanNeed.assessed_key`), so that plan and assessment find each other.
    """

    area = models.ForeignKey(AssessmentArea, models.CASCADE, related_name="needs")
    position = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(_("need"), max_length=500)
    key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["area", "key"], name="plans_assessed_once")]

    def __str__(self) -> str:
        return self.text[:40]

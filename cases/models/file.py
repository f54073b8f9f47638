"""The person's file: the basic face sheet (別紙1), guardians, points to consider."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices_file import Dwelling, GuardianKind, SupportGroup, WarningKind
from cases.models.clients import Client
from staffing.models import Record, ScopedQuerySet


class FaceSheet(models.Model):
    """The texts of 申請者の現状（基本情報）; its version is that of the person."""

    client = models.OneToOneField(
        Client, models.CASCADE, primary_key=True, related_name="face_sheet"
    )
    created_on = models.DateField(_("written on"), null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author of the plan"),
    )
    overview = models.TextField(_("overview"), max_length=4000, blank=True)
    dwelling = models.CharField(_("dwelling"), max_length=12, choices=Dwelling, blank=True)
    dwelling_note = models.CharField(_("other dwelling"), max_length=40, blank=True)
    condition = models.CharField(_("disability or illness"), max_length=200, blank=True)
    life_history = models.TextField(_("life history"), max_length=4000, blank=True)
    medical_note = models.TextField(_("medical situation"), max_length=2000, blank=True)
    own_wish = models.TextField(_("the person's main complaint"), max_length=2000, blank=True)
    family_wish = models.TextField(_("the family's main complaint"), max_length=2000, blank=True)

    def __str__(self) -> str:
        return str(self.client_id)


class MedicalCare(models.Model):
    """A row of 医療の状況: where the person is treated, for what, with what."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="medical_care")
    department = models.CharField(_("hospital and department"), max_length=100, blank=True)
    frequency = models.CharField(
        pgettext_lazy("face sheet", "How often"), max_length=60, blank=True
    )
    doctor = models.CharField(_("doctor in charge"), max_length=60, blank=True)
    illness = models.CharField(_("illness"), max_length=100, blank=True)
    medication = models.CharField(_("medication"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.department


class SupportEntry(models.Model):
    """A row of 支援の状況 (別紙1, part 3)."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="support_entries")
    group = models.CharField(_("group"), max_length=10, choices=SupportGroup)
    name = models.CharField(_("name of the support"), max_length=100, blank=True)
    provider = models.CharField(_("provided by"), max_length=100, blank=True)
    content = models.CharField(_("what is done"), max_length=200, blank=True)
    frequency = models.CharField(
        pgettext_lazy("face sheet", "How often"), max_length=60, blank=True
    )
    note = models.CharField(pgettext_lazy("face sheet", "Remarks"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["group", "position", "pk"]

    def __str__(self) -> str:
        return self.name


class PersonPartQuerySet(ScopedQuerySet):
    office_path = "client__office"


class Guardian(Record):
    """Who stands for the person: 保護者 of a child, 成年後見人等 of an adult."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="guardians")
    kind = models.CharField(
        _("kind of guardian"), max_length=10, choices=GuardianKind, default=GuardianKind.PARENT
    )
    name = models.CharField(_("name"), max_length=60)
    relation = models.CharField(_("relation or office"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    since_on = models.DateField(_("since"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("extent of the powers"), max_length=200, blank=True)

    objects = PersonPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_guardian_period",
                condition=Q(ended_on=None) | Q(since_on=None) | Q(ended_on__gte=F("since_on")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class WarningQuerySet(ScopedQuerySet):
    office_path = "client__office"

    def holding_on(self, day):
        """Notes that still hold on a day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day))


class WarningNote(Record):
    """A point to consider (配慮・注意), shown above every page of the person."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="warning_notes")
    kind = models.CharField(
        _("kind of note"), max_length=10, choices=WarningKind, default=WarningKind.OTHER
    )
    text = models.CharField(_("point to consider"), max_length=200)
    since_on = models.DateField(_("since"))
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    ended_on = models.DateField(_("no longer from"), null=True, blank=True)

    objects = WarningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_warning_review",
                condition=Q(review_on=None) | Q(review_on__gte=F("since_on")),
            ),
            models.CheckConstraint(
                name="cases_warning_end",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since_on")),
            ),
        ]
        indexes = [models.Index(fields=["review_on"], name="cases_warning_review_on")]

    def __str__(self) -> str:
        return self.text

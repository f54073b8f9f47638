"""The sheet of a request (相談受付票), and what later interviews add to it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.choices import (
    ConsentMethod,
    Gender,
    IntakeCourse,
    IntakeGroup,
    IntakeMethod,
    IntakeState,
    Relation,
    Route,
    SupportLevel,
    Urgency,
)
from cases.models.clients import Client
from cases.models.contacts import Consultation, day_start
from cases.rules import intake_number
from config.common.codes import CodesField
from staffing.models import Office, Record, ScopedQuerySet

#: The most urgent first.
URGENCY_ORDER = (Urgency.NOW, Urgency.TODAY, Urgency.NORMAL)


class IntakeQuerySet(ScopedQuerySet):
    def open(self):
        """Requests that still wait for what is to be done (対応中)."""
        return self.filter(state=IntakeState.OPEN)

    def since_day(self, day):
        """Requests received from a local day on."""
        return self.filter(received_at__gte=day_start(day))

    def until_day(self, day):
        """Requests received up to a local day, included."""
        return self.filter(received_at__lt=day_start(day + timedelta(days=1)))

    def newest(self):
        """The newest request first."""
        return self.order_by("-received_at", "-pk")

    def by_urgency(self):
        """With `urgency_rank`: the most urgent one has the least."""
        ranks = [When(urgency=code, then=rank) for rank, code in enumerate(URGENCY_ORDER)]
        return self.annotate(urgency_rank=Case(*ranks, default=Value(len(ranks))))


def _text(group: IntakeGroup) -> models.TextField:
    return models.TextField(group.label, blank=True)


class Intake(Record):
    """相談受付票: one request to an office, also of somebody who is never registered."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="intakes")
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    number = models.PositiveIntegerField(_("number"))
    received_at = models.DateTimeField(_("received at"))
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="intakes",
        verbose_name=_("received by"),
    )
    method = models.CharField(
        _("method"), max_length=10, choices=IntakeMethod, default=IntakeMethod.CALL
    )
    method_note = models.CharField(_("other method"), max_length=60, blank=True)
    is_again = models.BooleanField(_("came before"), default=False)
    route = models.CharField(_("came by way of"), max_length=20, choices=Route, blank=True)
    route_note = models.CharField(_("name of the body or person"), max_length=60, blank=True)
    # Who asks.
    relation = models.CharField(
        _("who asks"), max_length=10, choices=Relation, default=Relation.SELF
    )
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    caller_name = models.CharField(_("name of the caller"), max_length=60, blank=True)
    caller_relation = models.CharField(_("relationship"), max_length=30, blank=True)
    caller_phone = models.CharField(_("number to call back"), max_length=20, blank=True)
    # Whom it is about; the words of that day stay here when the person's file changes.
    client = models.ForeignKey(
        Client,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="intakes",
        verbose_name=_("client"),
    )
    name = models.CharField(_("name"), max_length=60, blank=True)
    name_kana = models.CharField(_("kana"), max_length=80, blank=True)
    birth_on = models.DateField(_("date of birth"), null=True, blank=True)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=8, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    # 相談内容
    complaint = models.TextField(IntakeGroup.COMPLAINT.label)
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency, default=Urgency.NORMAL)
    is_abuse_suspected = models.BooleanField(_("abuse is feared"), default=False)
    abuse_reported_at = models.DateTimeField(_("reported at"), null=True, blank=True)
    abuse_reported_to = models.CharField(_("reported to"), max_length=100, blank=True)
    # The groups of the sheet, in its order.
    disabilities = CodesField(_("kind of disability"))
    physical_handbook = models.CharField(_("physical handbook"), max_length=20, blank=True)
    intellectual_handbook = models.CharField(_("intellectual handbook"), max_length=20, blank=True)
    mental_handbook = models.CharField(_("mental health handbook"), max_length=20, blank=True)
    support_level = models.CharField(
        _("support level"), max_length=10, choices=SupportLevel, blank=True
    )
    illness = models.CharField(_("name of the illness"), max_length=100, blank=True)
    disability_note = _text(IntakeGroup.DISABILITY)
    family = _text(IntakeGroup.FAMILY)
    carer = _text(IntakeGroup.CARER)
    services = _text(IntakeGroup.SERVICES)
    medical = _text(IntakeGroup.MEDICAL)
    participation = _text(IntakeGroup.PARTICIPATION)
    work = _text(IntakeGroup.WORK)
    daytime = _text(IntakeGroup.DAYTIME)
    housing = _text(IntakeGroup.HOUSING)
    other_notes = _text(IntakeGroup.OTHER)
    # 対応・今後の方針
    response = _text(IntakeGroup.RESPONSE)
    course = models.CharField(_("further course"), max_length=10, choices=IntakeCourse, blank=True)
    next_on = models.DateField(_("next on"), null=True, blank=True)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person in charge"),
    )
    privacy_explained_on = models.DateField(
        _("handling of personal information explained on"), null=True, blank=True
    )
    privacy_method = models.CharField(_("how"), max_length=10, choices=ConsentMethod, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=IntakeState, default=IntakeState.OPEN
    )
    referred_to = models.CharField(_("passed on to"), max_length=100, blank=True)
    referred_on = models.DateField(_("passed on on"), null=True, blank=True)
    referral_consent = models.CharField(
        _("consent to pass on"), max_length=10, choices=ConsentMethod, blank=True
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closing_note = models.CharField(_("what came of it"), max_length=200, blank=True)
    consultation = models.OneToOneField(
        Consultation, models.PROTECT, null=True, blank=True, related_name="intake"
    )

    objects = IntakeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "number"], name="cases_intake_number"
            ),
            models.CheckConstraint(name="cases_intake_has_complaint", condition=~Q(complaint="")),
            models.CheckConstraint(
                name="cases_intake_referral",
                condition=~Q(state=IntakeState.REFERRED)
                | Q(referred_on__isnull=False) & ~Q(referred_to="") & ~Q(referral_consent=""),
            ),
            models.CheckConstraint(
                name="cases_intake_closing",
                condition=Q(state=IntakeState.CLOSED, closed_on__isnull=False)
                | ~Q(state=IntakeState.CLOSED) & Q(closed_on=None),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "received_at"], name="cases_intake_queue"),
            models.Index(fields=["office", "-received_at", "-id"], name="cases_intake_newest"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("cases:intake-detail", args=[self.pk])

    @property
    def label(self) -> str:
        """The number as it is written on the sheet: R8-0012."""
        return intake_number(self.fiscal_year, self.number)


class IntakeInterview(models.Model):
    """What a later interview adds to the sheet (第2回 …): never overwritten, with its writer."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="interviews")
    number = models.PositiveSmallIntegerField(_("number"))
    held_on = models.DateField(_("held on"))
    group = models.CharField(_("part of the sheet"), max_length=20, choices=IntakeGroup)
    text = models.TextField(_("what was added"))
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "number", "group"], name="cases_interview_number"
            ),
            models.CheckConstraint(name="cases_interview_later", condition=Q(number__gte=2)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.held_on}"

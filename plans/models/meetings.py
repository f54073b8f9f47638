"""Meetings about one person: who came, what was talked over, who does what by when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Appointment, Case, Client, Promise
from plans.choices_meetings import (
    InquiryWay,
    MeetingKind,
    MeetingState,
    MeetingWay,
    Presence,
    Seat,
)
from plans.models.plans import ServiceUsePlan
from plans.models.services import ServiceProvider
from staffing.models import Office, Record, ScopedQuerySet


class CareMeetingQuerySet(ScopedQuerySet):
    def of_kind(self, kind: str):
        """Those that the office convened, or those of providers."""
        return self.filter(kind=kind)

    def not_cancelled(self):
        """Meetings that take or took place."""
        return self.exclude(state=MeetingState.CANCELLED)

    def recorded(self):
        """Meetings whose minutes are final: what counts as a record."""
        return self.filter(state=MeetingState.FINISHED)

    def held_between(self, first: date, last: date):
        """Meetings from one day to another, both included, that were not cancelled."""
        return self.not_cancelled().filter(held_on__range=(first, last))

    def without_minutes(self, today: date):
        """Meetings that took place and whose minutes are not final."""
        waiting = (MeetingState.PLANNED, MeetingState.MINUTES)
        return self.filter(held_on__lt=today, state__in=waiting)

    def counted(self):
        """With how many are asked and how many came."""
        came = Q(people__presence__in=(Presence.PRESENT, Presence.VIDEO))
        return self.annotate(asked_number=Count("people"), came_number=Count("people", filter=came))

    def for_list(self):
        """With the person, who is in charge, how many are asked and how many came."""
        return self.counted().select_related("client", "case__worker", "provider")


class ServiceCoordinationMeeting(Record):
    """A meeting about one person (サービス担当者会議, 個別支援会議) with its minutes.

    Of `kind` support a provider convened it and the office took part. Final minutes are not
    edited. `held_on` is the day planned until the minutes say that it was held.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="care_meetings")
    client = models.ForeignKey(Client, models.PROTECT, related_name="care_meetings")
    case = models.ForeignKey(Case, models.PROTECT, related_name="care_meetings")
    plan = models.ForeignKey(
        ServiceUsePlan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="care_meetings",
        verbose_name=_("plan that is talked over"),
    )
    kind = models.CharField(
        _("kind of meeting"), max_length=12, choices=MeetingKind, default=MeetingKind.COORDINATION
    )
    provider = models.ForeignKey(
        ServiceProvider,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="care_meetings",
        verbose_name=_("convened by (provider)"),
    )
    provider_name = models.CharField(_("provider not in the list"), max_length=100, blank=True)
    number = models.PositiveSmallIntegerField(
        _("which time"), null=True, blank=True, help_text=_("Left empty, it is the next one.")
    )
    held_on = models.DateField(pgettext_lazy("meeting", "date"))
    starts_at = models.TimeField(pgettext_lazy("time", "from"), null=True, blank=True)
    ends_at = models.TimeField(pgettext_lazy("time", "to"), null=True, blank=True)
    way = models.CharField(
        _("way of meeting"), max_length=8, choices=MeetingWay, default=MeetingWay.VENUE
    )
    place = models.CharField(_("place"), max_length=100, blank=True)
    is_for_draft = models.BooleanField(_("to talk over the draft plan"), default=False)
    is_for_monitoring = models.BooleanField(_("monitoring"), default=False)
    is_for_change = models.BooleanField(
        pgettext_lazy("care meeting", "change of the plan"), default=False
    )
    purpose_note = models.CharField(_("other purpose"), max_length=100, blank=True)
    message = models.TextField(_("words for the invitation"), max_length=600, blank=True)
    #: Taking part by video needs the person's consent (domain 2.3).
    video_consent_on = models.DateField(_("consent to video on"), null=True, blank=True)
    video_consent_name = models.CharField(_("who consented"), max_length=60, blank=True)
    own_words = models.TextField(_("what the person says"), blank=True)
    roles = models.TextField(_("who takes which part"), blank=True)
    agreement = models.TextField(_("how the person agreed"), blank=True)
    remaining = models.TextField(_("remaining issues"), blank=True)
    next_on = models.DateField(_("date of the next meeting"), null=True, blank=True)
    next_note = models.CharField(_("when the next meeting is held"), max_length=100, blank=True)
    state = models.CharField(
        pgettext_lazy("meeting", "state"),
        max_length=10,
        choices=MeetingState,
        default=MeetingState.PLANNED,
    )
    cancel_reason = models.CharField(_("reason"), max_length=200, blank=True)
    appointment = models.OneToOneField(
        Appointment, models.PROTECT, null=True, editable=False, related_name="care_meeting"
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("care meeting", "minutes by"),
    )
    finished_at = models.DateTimeField(null=True, editable=False)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = CareMeetingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "-held_on", "-id"], name="plans_meeting_newest"),
            models.Index(fields=["client", "-held_on"], name="plans_meeting_client"),
        ]
        constraints = [
            models.CheckConstraint(
                name="plans_meeting_finished",
                condition=Q(state=MeetingState.FINISHED, finished_at__isnull=False)
                | ~Q(state=MeetingState.FINISHED) & Q(finished_at=None),
            ),
            models.CheckConstraint(
                name="plans_meeting_times",
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("plans:care-meeting-detail", args=[self.pk])

    @property
    def is_final(self) -> bool:
        """Whether the minutes can no longer be edited."""
        return self.state == MeetingState.FINISHED

    @property
    def convener(self) -> str:
        """Which provider convened it; empty for a meeting of the office."""
        return self.provider.name if self.provider else self.provider_name


class MeetingPerson(models.Model):
    """Somebody who is asked to a meeting: whether they came, and what they say if not."""

    meeting = models.ForeignKey(ServiceCoordinationMeeting, models.CASCADE, related_name="people")
    seat = models.CharField(pgettext_lazy("meeting", "seat"), max_length=10, choices=Seat)
    organisation = models.CharField(_("organisation"), max_length=100, blank=True)
    role = models.CharField(_("occupation or relation"), max_length=60, blank=True)
    name = models.CharField(pgettext_lazy("care meeting", "name"), max_length=60, blank=True)
    presence = models.CharField(_("attendance"), max_length=8, choices=Presence, blank=True)
    absence_reason = models.CharField(_("why absent"), max_length=100, blank=True)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    asked_how = models.CharField(_("asked how"), max_length=8, choices=InquiryWay, blank=True)
    opinion = models.TextField(_("opinion of who could not come"), blank=True)
    #: Where in the person's team it was taken from ("provider-3"); not offered a second time.
    source = models.CharField(max_length=40, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name or self.organisation


class MeetingItem(models.Model):
    """An item that was talked over (検討した項目) with what was said."""

    meeting = models.ForeignKey(ServiceCoordinationMeeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(pgettext_lazy("care meeting", "item"), max_length=200)
    discussion = models.TextField(_("what was said"), blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class MeetingConclusion(models.Model):
    """A conclusion (結論): who does what by when; with an `owner` it becomes a promise."""

    meeting = models.ForeignKey(
        ServiceCoordinationMeeting, models.CASCADE, related_name="conclusions"
    )
    position = models.PositiveSmallIntegerField(default=1)
    who = models.CharField(pgettext_lazy("conclusion", "who"), max_length=60, blank=True)
    text = models.CharField(pgettext_lazy("conclusion", "what"), max_length=200)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("on whose list of things to do"),
    )
    promise = models.ForeignKey(
        Promise, models.PROTECT, null=True, editable=False, related_name="meeting_conclusions"
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class MinutesCorrection(models.Model):
    """A correction (訂正) of final minutes: why, and the minutes as they stood until then."""

    meeting = models.ForeignKey(
        ServiceCoordinationMeeting, models.CASCADE, related_name="corrections"
    )
    #: Which version it replaced: the first correction keeps version 1.
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(_("reason"), max_length=200)
    #: All that the paper of that version says (`plans/care_papers.py`).
    data = models.JSONField(editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="plans_minutes_correction_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.number}"

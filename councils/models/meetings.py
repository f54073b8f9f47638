"""One meeting: who came, what was said, what was decided, who does what by when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import WorkCategory
from config.common.fiscal import fiscal_range
from councils.choices import AttendanceState, MeetingMode, MeetingState, Openness, Side
from councils.models.bodies import Body, NetworkQuerySet
from staffing.models import Office, Record


class MeetingQuerySet(NetworkQuerySet):
    def of_year(self, year: int):
        """Meetings of a fiscal year."""
        return self.filter(held_on__range=fiscal_range(year))

    def held_until(self, day: date):
        """Meetings that took place up to a day."""
        return self.filter(held_on__lte=day).not_cancelled()

    def not_cancelled(self):
        """Meetings that take or took place."""
        return self.exclude(state=MeetingState.CANCELLED)

    def still_to_come(self, day: date):
        """Meetings from a day on whose minutes are not final: their agenda is open."""
        return self.filter(held_on__gte=day, state__in=(MeetingState.PLANNED, MeetingState.MINUTES))

    def without_final_minutes(self, today: date):
        """Meetings that took place and whose minutes are not final."""
        waiting = (MeetingState.PLANNED, MeetingState.MINUTES)
        return self.filter(held_on__lt=today, state__in=waiting)


class Meeting(Record):
    """A meeting of a body (会議) with its minutes; final minutes are not edited."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="meetings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name=_("body"))
    held_on = models.DateField(_("date"))
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("to"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("which time"), null=True, blank=True)
    mode = models.CharField(
        _("way of meeting"), max_length=6, choices=MeetingMode, default=MeetingMode.VENUE
    )
    place = models.CharField(_("place"), max_length=100, blank=True)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    openness = models.CharField(_("open to the public"), max_length=6, choices=Openness, blank=True)
    openness_reason = models.CharField(_("reason for closing it"), max_length=100, blank=True)
    work_category = models.ForeignKey(
        WorkCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Work category"),
    )
    observers = models.PositiveSmallIntegerField(_("listeners"), null=True, blank=True)
    materials_sent = models.TextField(_("papers sent beforehand"), blank=True)
    materials_handed = models.TextField(_("papers handed out on the day"), blank=True)
    materials_reference = models.TextField(_("papers for reference"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED
    )
    cancel_reason = models.CharField(_("reason"), max_length=200, blank=True)
    remaining = models.TextField(_("remaining issues"), blank=True)
    next_on = models.DateField(_("date of the next meeting"), null=True, blank=True)
    next_meeting = models.CharField(
        _("time and place of the next meeting"), max_length=100, blank=True
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("minutes by"),
    )
    finished_at = models.DateTimeField(null=True, editable=False)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "-held_on"], name="councils_meeting_newest"),
            models.Index(fields=["body", "-held_on"], name="councils_meeting_of_body"),
        ]
        constraints = [
            models.CheckConstraint(
                name="councils_meeting_finished",
                condition=Q(state=MeetingState.FINISHED, finished_at__isnull=False)
                | ~Q(state=MeetingState.FINISHED) & Q(finished_at=None),
            ),
            models.CheckConstraint(
                name="councils_meeting_times",
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("councils:meeting-detail", args=[self.pk])

    @property
    def is_final(self) -> bool:
        """Whether the minutes can no longer be edited."""
        return self.state == MeetingState.FINISHED


class Attendance(models.Model):
    """Who is asked to a meeting and who came (出席者)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    #: The person of the staff whose name it is; gets a notice when the minutes are final.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=60)
    organisation = models.CharField(_("organisation"), max_length=100, blank=True)
    side = models.CharField(_("side"), max_length=11, choices=Side, default=Side.MEMBER)
    state = models.CharField(
        _("attendance"), max_length=8, choices=AttendanceState, default=AttendanceState.PRESENT
    )
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class AgendaItem(models.Model):
    """An item of the agenda (議題) with what was discussed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("item of the agenda"), max_length=200)
    discussion = models.TextField(_("discussion (speaker: point)"), blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """What a meeting decided (決定事項) on an item."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="decision")
    text = models.TextField(_("decision"))

    def __str__(self) -> str:
        return self.text[:40]


class ActionItem(models.Model):
    """Who does what by when after a meeting (宿題)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="action_items")
    text = models.CharField(_("what"), max_length=200)
    owner_name = models.CharField(_("who"), max_length=60, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    #: The number of the agenda item it came from, as the paper prints it.
    item_number = models.PositiveSmallIntegerField(_("item no."), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

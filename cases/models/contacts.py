"""Every contact with or about a person, what was promised, and what is planned today."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.choices import Content, Counterpart, Method, Outcome, PlaceKind, Route, Urgency
from cases.models.clients import Client
from config.common.fiscal import month_end, month_of
from config.common.wordindex import MayHold, WordIndex
from staffing.models import Office, Record, ScopedQuerySet

#: The index on the letters of a contact, and when the newest contacts hold a text often.
WORDS = "cases_log_words"
NEWEST, OFTEN = 600, 3


def day_start(day: date) -> datetime:
    """The moment a local day begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _held(text: str) -> Q:
    return Q(text__holds=text) | Q(caller_name__holds=text)


class ConsultationQuerySet(ScopedQuerySet):
    def in_period(self, start, end):
        """Contacts from one moment up to, not including, another."""
        return self.filter(occurred_at__gte=start, occurred_at__lt=end)

    def on_days(self, first, last):
        """Contacts from one local day to another, both included."""
        return self.since_day(first).until_day(last)

    def since_day(self, day):
        """Contacts from a local day on."""
        return self.filter(occurred_at__gte=day_start(day))

    def until_day(self, day):
        """Contacts up to a local day, included."""
        return self.filter(occurred_at__lt=day_start(day + timedelta(days=1)))

    def in_month(self, month):
        """Contacts of a whole month."""
        return self.on_days(month_of(month), month_end(month))

    def of_nobody_registered(self):
        """Contacts with people who are not registered (登録外)."""
        return self.filter(client=None)

    def holding(self, text):
        """Contacts whose note or caller's name holds the text, each looked at."""
        return self.filter(_held(text))

    def mentioning(self, text):
        """The same contacts, quickly: asks first whether the newest ones often hold the text.

        A text that many hold is soon found from the newest on; what is rare an index finds.
        """
        if self._often(text):
            return self.holding(text)
        rare = self.holding(text).filter(MayHold(self.model, WORDS, [text])).order_by()
        # Within a query of its own: SQLite would rather walk through an office's whole log.
        return self.model.objects.filter(pk__in=rare.values("pk"))

    def _often(self, text):
        newest = self.newest().values("text", "caller_name")[:NEWEST]
        found = newest.aggregate(number=Count("text", filter=_held(text)))
        return found["number"] >= OFTEN

    def totals(self, *, most=None):
        """Return {"contacts", "minutes", "persons"}: 延件数, minutes and 実人員 (domain 7.2).

        Persons are the registered ones; somebody nobody knows is a contact, not a person. With
        `most` only so many contacts and one more are looked at: more are not all of them.
        """
        rows = self.order_by().values("minutes", "client_id")
        found = rows[: most and most + 1].aggregate(
            contacts=Count("*"), minutes=Sum("minutes"), persons=Count("client_id", distinct=True)
        )
        return found | {"minutes": found["minutes"] or 0}

    def count_by(self, field):
        """Return {value: contacts} of one field, as method, counterpart, route or worker."""
        rows = self.order_by().values_list(field).annotate(number=Count("pk"))
        return dict(rows)

    def deleted_for(self, user):
        """Deleted contacts of the user's offices; they can be restored."""
        return self.filter(office_id__in=user.access.file_office_ids, deleted_at__isnull=False)

    def newest(self):
        """Newest first, as every log is read."""
        return self.order_by("-occurred_at", "-pk")


class Consultation(Record):
    """A contact (相談・支援の記録): call, visit, e-mail; also of people never registered."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="consultations")
    client = models.ForeignKey(
        Client,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("client"),
    )
    caller_name = models.CharField(_("name of an unregistered caller"), max_length=60, blank=True)
    caller_phone = models.CharField(_("number to call back"), max_length=20, blank=True)
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    occurred_at = models.DateTimeField(_("date and time"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=10, choices=Method, default=Method.CALL)
    counterpart = models.CharField(
        _("counterpart"), max_length=12, choices=Counterpart, default=Counterpart.SELF
    )
    place_kind = models.CharField(_("place"), max_length=10, choices=PlaceKind, blank=True)
    text = models.TextField(_("what was said and done"))
    route = models.CharField(_("came by way of"), max_length=20, choices=Route, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    referred_to = models.CharField(_("passed on to"), max_length=100, blank=True)
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency, default=Urgency.NORMAL)
    is_abuse_suspected = models.BooleanField(_("abuse is feared"), default=False)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="consultations",
        verbose_name=_("recorded by"),
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "-occurred_at", "-id"], name="cases_log_office"),
            models.Index(fields=["client", "-occurred_at", "-id"], name="cases_log_client"),
            models.Index(fields=["worker", "-occurred_at", "-id"], name="cases_log_worker"),
            WordIndex(fields=["text", "caller_name"], name=WORDS),
        ]
        constraints = [
            models.CheckConstraint(
                name="cases_log_has_text",
                condition=~Q(text=""),
            ),
            models.CheckConstraint(
                name="cases_log_one_caller",
                condition=Q(client=None) | Q(caller_name="", is_anonymous=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occurred_at} {self.method}"

    def get_absolute_url(self) -> str:
        return reverse("cases:consultation-detail", args=[self.pk])


class ConsultationContent(models.Model):
    """What a contact was about (支援内容); several per contact, each counted."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="contents")
    content = models.CharField(_("content of support"), max_length=15, choices=Content)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "content"], name="cases_content_once")
        ]

    def __str__(self) -> str:
        return self.get_content_display()


class PromiseQuerySet(ScopedQuerySet):
    def open(self):
        """Promises that nobody has closed yet."""
        return self.filter(closed_at=None)

    def by_due(self):
        """Dated ones first, the earliest on top."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def by_day(self):
        """With `due_day`: the day it is due, the end of the calendar where none was named."""
        return self.annotate(due_day=Coalesce("due_on", Value(date.max)))


class Promise(Record):
    """What somebody promised to do next (約束・次にすること), until a note closes it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="promises")
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="promises"
    )
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, blank=True, related_name="promises"
    )
    text = models.CharField(_("what to do next"), max_length=200)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="promises",
        verbose_name=_("by whom"),
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    closing_note = models.CharField(_("what came of it"), max_length=200, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "closed_at", "due_on"], name="cases_promise_due")]

    def __str__(self) -> str:
        return self.text


class AppointmentQuerySet(ScopedQuerySet):
    def on_days(self, first, last):
        """Appointments from one local day to another, both included, in their order."""
        end = day_start(last + timedelta(days=1))
        rows = self.filter(starts_at__gte=day_start(first), starts_at__lt=end)
        return rows.order_by("starts_at", "pk")

    def cancelled_for(self, user):
        """Cancelled appointments of the user's offices; they can be put back."""
        return self.filter(office_id__in=user.access.file_office_ids, deleted_at__isnull=False)


class Appointment(Record):
    """Something planned for a day (予定): 記録する turns it into a contact record."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="appointments")
    client = models.ForeignKey(
        Client,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("client"),
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("who goes"),
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=10, choices=Method, default=Method.VISIT)
    title = models.CharField(_("what for"), max_length=100)
    place = models.CharField(_("place"), max_length=100, blank=True)
    consultation = models.OneToOneField(
        Consultation, models.PROTECT, null=True, blank=True, related_name="appointment"
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "starts_at"], name="cases_appointment_day")]
        constraints = [
            models.CheckConstraint(
                name="cases_appointment_period",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end is before the start."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cases:appointment-edit", args=[self.pk])

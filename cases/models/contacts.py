"""Every contact with or about a person, and what was promised."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.choices import (
    Content,
    Counterpart,
    InterviewMethod,
    Method,
    Outcome,
    PlaceKind,
    Route,
    Urgency,
)
from cases.models.categories import WorkCategory
from cases.models.clients import Client
from cases.models.households import Visit
from cases.rules import note_words
from config.common.codes import CodesField
from config.common.fiscal import month_end, month_of
from config.common.keys import key_url
from config.common.sql import summed_up
from config.common.wordindex import MayHold, WordIndex
from staffing.models import Office, Record, ScopedQuerySet

#: The index on the letters of a contact, and when the newest contacts hold a text often.
WORDS = "cases_log_words"
NEWEST, OFTEN = 600, 3
#: What is told of a set of contacts, and how it is summed up.
TOTALS = {
    "contacts": "COUNT(*)",
    "minutes": "COALESCE(SUM(minutes), 0)",
    "persons": "COUNT(DISTINCT client_id)",
}


def day_start(day: date) -> datetime:
    """The moment a local day begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _held(words: Iterable[Iterable[str]]) -> Q:
    """Every word, each in any of the ways in which it is written."""
    held = Q()
    for ways in words:
        one = Q()
        for way in ways:
            one |= Q(text__holds=way) | Q(caller_name__holds=way)
        held &= one
    return held


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
        return self.holding_words(note_words(text))

    def holding_words(self, words):
        """The same for words that are known in all their ways."""
        return self.filter(_held(words))

    def mentioning(self, text):
        """The same contacts, quickly: asks first whether the newest ones often hold the text.

        A text that many hold is soon found from the newest on; what is rare an index finds.
        """
        words = note_words(text)
        return self.holding_words(words) if self._often(words) else self.indexed(words)

    def indexed(self, words):
        """The contacts that hold some words, found by the index."""
        rare = self.holding_words(words).order_by()
        for ways in words:
            rare = rare.filter(MayHold(self.model, WORDS, ways))
        # Within a query of its own: SQLite would rather walk through an office's whole log.
        return self.model.objects.filter(pk__in=rare.values("pk"))

    def _often(self, words):
        newest = self.newest().values("text", "caller_name")[:NEWEST]
        found = newest.aggregate(number=Count("text", filter=_held(words)))
        return found["number"] >= OFTEN

    def totals(self, *, most=None):
        """Return {"contacts", "minutes", "persons"}: 延件数, minutes and 実人員 (domain 7.2).

        Persons are the registered ones; somebody nobody knows is a contact, not a person. With
        `most` only so many contacts and one more are looked at: more are not all of them.
        """
        found = summed_up(self.to_total(most=most), *TOTALS.values())
        return dict(zip(TOTALS, found, strict=True))

    def to_total(self, *, most=None):
        """The rows that `totals` sums up."""
        return self.order_by().values("minutes", "client_id")[: most and most + 1]

    def count_by(self, field):
        """Return {value: contacts} of one field, as method, counterpart, route or worker."""
        rows = self.order_by().values_list(field).annotate(number=Count("pk"))
        return dict(rows)

    def deleted_for(self, user):
        """Deleted contacts of the user's offices; they can be restored."""
        return self.in_files_of(user).filter(deleted_at__isnull=False)

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
    present = CodesField(_("who was present"))
    interview_method = models.CharField(
        _("way of the interview"), max_length=10, choices=InterviewMethod, blank=True
    )
    is_evidence = models.BooleanField(_("evidence for an add-on"), default=False)
    # As they were on that day, for the counts; the person's file may change later.
    disabilities = CodesField(_("kind of disability"))
    is_child = models.BooleanField(_("child"), null=True, blank=True)
    is_new = models.BooleanField(_("new"), default=False)
    work_category = models.ForeignKey(
        WorkCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("work category"),
    )
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
        # An index below begins with it; beside an own one PostgreSQL reads all somebody ever wrote.
        db_index=False,
        verbose_name=_("recorded by"),
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, editable=False, related_name="records"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, editable=False)
    #: Written into, or changed in, a month that was closed (追記, 訂正).
    is_late_entry = models.BooleanField(_("late entry"), default=False, editable=False)
    is_corrected = models.BooleanField(_("corrected"), default=False, editable=False)

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
        return key_url("cases:consultation-detail")(self.pk)


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

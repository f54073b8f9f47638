"""The monitoring months of every decision, each with its reason."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Appointment, Case, Client
from config.common.fiscal import month_end
from monitoring.choices import MonthState
from monitoring.rules.reasons import in_words
from plans.models import BenefitDecision
from staffing.models import Office, ScopedQuerySet


class ScheduleQuerySet(ScopedQuerySet):
    def alive(self):
        """Schedules go only with their decision."""
        return self

    def stale(self):
        """Schedules whose months still have to be computed (計算待ち)."""
        return self.filter(stale_since__isnull=False)


class MonitoringSchedule(models.Model):
    """The monitoring schedule of one decision (モニタリング予定): fresh, or to be computed."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.PROTECT, related_name="schedules")
    decision = models.OneToOneField(BenefitDecision, models.CASCADE, related_name="schedule")
    #: Set in the transaction of the change, cleared by the task: nothing is known only to a queue.
    stale_since = models.DateTimeField(null=True)
    computed_at = models.DateTimeField(null=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["office", "client"],
                name="monitoring_stale",
                condition=Q(stale_since__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}"


UNFINISHED = (MonthState.OPEN, MonthState.REPORTED)


class MonthQuerySet(ScopedQuerySet):
    def alive(self):
        """Months are removed only by the computation, while nobody touched them."""
        return self

    def due(self):
        """Months that must be monitored, not the ones shown as 対象外."""
        return self.filter(is_due=True)

    def due_in(self, month):
        """Months due in one calendar month (given by its first day)."""
        return self.due().filter(due_month=month)

    def unfinished(self):
        """Due months whose report is not finished."""
        return self.filter(open_month__isnull=False)

    def overdue(self, today):
        """Unfinished months before the current one: the one meaning of 超過."""
        return self.filter(open_month__lt=today.replace(day=1))

    def not_overdue(self, today):
        """Months that are finished, or still have time."""
        in_time = ~Q(state__in=UNFINISHED) | Q(due_month__gte=today.replace(day=1))
        return self.filter(in_time)

    def q_state(self, state, today):
        """Return the condition of one state of `with_plan`: overdue wins over the others."""
        is_late = Q(is_due=True, state__in=UNFINISHED, due_month__lt=today.replace(day=1))
        if state == "overdue":
            return is_late
        if state in {"open", "planned"}:
            return ~is_late & Q(state=MonthState.OPEN, has_visit=state == "planned")
        return ~is_late & Q(state=state)

    def q_shown(self, month, today):
        """Return the condition of a month's months, and with the current one of all overdue."""
        wanted = Q(due_month=month)
        return wanted | Q(open_month__lt=month) if month == today.replace(day=1) else wanted

    def shown_in(self, month, today):
        """What the page of a month shows."""
        return self.due().filter(self.q_shown(month, today))

    def with_worker(self):
        """Add `worker_id` and `worker_name`: who is in charge of the person's open case."""
        cases = Case.objects.alive().open().filter(client=OuterRef("client"))
        return self.annotate(
            worker_id=Subquery(cases.values("worker")[:1]),
            worker_name=Subquery(cases.values("worker__name")[:1]),
        )

    def with_rank(self):
        """Add `rank`: unfinished months first, then those to submit, the rest last."""
        ranks = [MonthState.DONE, MonthState.SUBMITTED, MonthState.SKIPPED]
        whens = [models.When(state=state, then=place) for place, state in enumerate(ranks, 1)]
        return self.annotate(
            rank=models.Case(*whens, default=0, output_field=models.SmallIntegerField())
        )

    def with_plan(self):
        """Add `has_visit`: a visit is planned and not cancelled."""
        return self.annotate(has_visit=Q(appointment__isnull=False, appointment__deleted_at=None))

    def with_last_visit(self):
        """Add `last_visit_on`: the day of the person's latest finished report on another month."""
        others = self.model.objects.filter(
            client=OuterRef("client"), report__finished_at__isnull=False, report__deleted_at=None
        ).exclude(pk=OuterRef("pk"))
        newest = others.order_by("-report__visited_on")
        return self.annotate(last_visit_on=Subquery(newest.values("report__visited_on")[:1]))

    def with_touch(self):
        """Add `is_kept`: somebody worked on the month, so no computation changes it."""
        return self.annotate(
            is_kept=Q(is_touched=True)
            | ~Q(state=MonthState.OPEN)
            | Q(appointment__isnull=False, appointment__deleted_at=None)
            | Q(report__isnull=False)
        )

    def for_detail(self):
        """Everything the page of one month shows."""
        return self.select_related(
            "client", "office", "schedule__decision", "appointment", "report"
        )

    def for_person(self):
        """A person's months in order, each with its report."""
        return self.select_related("report").order_by("due_month", "pk")

    def next_due(self, client_ids):
        """Return each person's earliest unfinished month as {client key: month}, in one query."""
        found = self.unfinished().filter(client_id__in=client_ids).order_by("-due_month", "-pk")
        return {month.client_id: month for month in found}


class MonitoringMonth(models.Model):
    """A monitoring month (モニタリング月) of a schedule, with the rule that made it."""

    # The indexes below begin with these; a second one each would only slow down writing.
    schedule = models.ForeignKey(
        MonitoringSchedule, models.CASCADE, related_name="months", db_index=False
    )
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    client = models.ForeignKey(
        Client, models.PROTECT, related_name="monitoring_months", db_index=False
    )
    due_month = models.DateField(_("monitoring month"))
    is_due = models.BooleanField(_("due"), default=True)
    reason = models.CharField(_("reason"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=MonthState, default=MonthState.OPEN)
    #: The month again while its report is awaited: almost all that ever were are done, and from
    #: month and state alone a database takes a good part of the past for overdue.
    open_month = models.GeneratedField(
        expression=models.Case(models.When(is_due=True, state__in=UNFINISHED, then="due_month")),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    #: A person switched, skipped or explained this month: computing never changes it again.
    is_touched = models.BooleanField(default=False)
    note = models.CharField(_("remarks"), max_length=200, blank=True)
    #: The visit that was agreed on (予定); a cancelled one no longer counts.
    appointment = models.ForeignKey(
        Appointment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="monitoring_months",
        verbose_name=_("planned visit"),
        db_index=False,
    )

    objects = MonthQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schedule", "due_month"], name="monitoring_month_once")
        ]
        indexes = [
            models.Index(fields=["office", "due_month", "state"], name="monitoring_month_due"),
            # The few that wait, beside all that were ever finished: what is overdue is found here.
            models.Index(
                fields=["office", "open_month"],
                name="monitoring_month_open",
                condition=Q(open_month__isnull=False),
            ),
            models.Index(fields=["client", "due_month"], name="monitoring_month_client"),
            # Most months have no visit agreed on yet.
            models.Index(
                fields=["appointment"],
                name="monitoring_month_visit",
                condition=Q(appointment__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.due_month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:month-detail", args=[self.pk])

    @property
    def due_on(self):
        """The last day of the month: a visit after it is late."""
        return month_end(self.due_month)

    @property
    def is_open(self) -> bool:
        """Whether nothing has been done about it yet."""
        return self.state == MonthState.OPEN

    @property
    def why(self) -> str:
        """The rule that made it, in the reader's language."""
        return in_words(self.reason)

    @property
    def note_in_words(self) -> str:
        """What somebody did about it and why, in the reader's language."""
        return in_words(self.note)

    @property
    def planned(self):
        """The appointment of the visit; None where there is none or it was cancelled."""
        appointment = self.appointment if self.appointment_id else None
        return appointment if appointment and appointment.deleted_at is None else None

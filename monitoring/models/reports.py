"""The reports on monitoring months, and what became of each goal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices import Method, PlaceKind
from cases.models import Client
from monitoring.choices import Achievement, Outcome
from monitoring.models.months import MonitoringMonth
from plans.models import PlanNeed, ServiceUsePlan
from staffing.models import Office, Record, ScopedQuerySet


class ReportQuerySet(ScopedQuerySet):
    def finished(self):
        """Reports that are finished and frozen."""
        return self.alive().filter(finished_at__isnull=False)

    def visited_between(self, start, end):
        """Finished reports by the day of monitoring, both days included: what is counted."""
        return self.finished().filter(visited_on__gte=start, visited_on__lte=end)

    def for_detail(self):
        """Everything the page of one report shows."""
        return self.select_related(
            "client", "office", "month__schedule__decision", "plan", "author"
        )

    def discarded_for(self, user):
        """Discarded reports of the user's offices; they can be put back."""
        rows = self.in_files_of(user).filter(deleted_at__isnull=False)
        return rows.select_related("client", "author", "former_month")

    def discarded_from(self, month):
        """What was discarded of one month, the last on top."""
        return self.filter(former_month=month, deleted_at__isnull=False).order_by("-deleted_at")


class MonitoringReport(Record):
    """A monitoring report (モニタリング報告書, 様式3-1) on one month."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.PROTECT, related_name="monitoring_reports")
    #: A month has one report; a discarded one leaves it for `former_month` (and comes back).
    month = models.OneToOneField(MonitoringMonth, models.PROTECT, null=True, related_name="report")
    former_month = models.ForeignKey(
        MonitoringMonth, models.PROTECT, null=True, editable=False, related_name="discarded"
    )
    plan = models.ForeignKey(
        ServiceUsePlan, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="monitoring_reports",
        verbose_name=_("monitored by"),
    )
    visited_on = models.DateField(_("monitored on"), null=True, blank=True)
    visit_from = models.TimeField(pgettext_lazy("visit", "from"), null=True, blank=True)
    visit_to = models.TimeField(pgettext_lazy("visit", "to"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=10, choices=Method, default=Method.VISIT)
    place_kind = models.CharField(
        _("place"), max_length=10, choices=PlaceKind, default=PlaceKind.HOME
    )
    place = models.CharField(_("name of the place"), max_length=100, blank=True)
    was_client_present = models.BooleanField(_("the person was present"), default=True)
    overall = models.TextField(_("overall state"), blank=True)
    outcome = models.CharField(_("what follows"), max_length=10, choices=Outcome, blank=True)
    finished_at = models.DateTimeField(null=True, editable=False)
    consented_on = models.DateField(_("consent given on"), null=True, blank=True)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "visited_on"], name="monitoring_report_visit"),
            models.Index(fields=["author", "visited_on"], name="monitoring_report_author"),
        ]
        constraints = [
            models.CheckConstraint(
                name="monitoring_report_has_month",
                condition=Q(deleted_at=None, month__isnull=False)
                | Q(deleted_at__isnull=False, month=None, former_month__isnull=False),
            ),
            models.CheckConstraint(
                name="monitoring_report_finished",
                condition=Q(finished_at=None)
                | Q(visited_on__isnull=False) & ~Q(overall="") & ~Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.visited_on}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:report-detail", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        """A finished report is frozen: it is never edited."""
        return self.finished_at is not None


class NeedReview(models.Model):
    """What became of one need of the plan (支援目標の達成度・今後の課題)."""

    report = models.ForeignKey(MonitoringReport, models.CASCADE, related_name="reviews")
    need = models.ForeignKey(PlanNeed, models.PROTECT, null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("priority"))
    goal = models.TextField(_("support goal"), blank=True)
    target_on = models.DateField(_("to be reached by"), null=True, blank=True)
    situation = models.TextField(_("how the service is given"), blank=True)
    satisfaction = models.TextField(_("how the person feels about it"), blank=True)
    achievement = models.CharField(
        _("degree of achievement"), max_length=1, choices=Achievement, blank=True
    )
    issue = models.TextField(_("issue and solution"), blank=True)
    changes_kind = models.BooleanField(_("kind of service changes"), default=False)
    changes_amount = models.BooleanField(_("amount of service changes"), default=False)
    changes_week = models.BooleanField(_("weekly schedule changes"), default=False)
    note = models.TextField(_("other points to note"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="monitoring_review_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.position}"

    @property
    def needs_change(self) -> bool:
        """Whether kind, amount or week of the service has to change (計画変更の必要性)."""
        return self.changes_kind or self.changes_amount or self.changes_week

"""What was or must be submitted to the municipality, and its answer (S28)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Client, Document
from monitoring.choices_submissions import AT_THE_DESK, SubmissionState, SubmittedKind
from monitoring.models.reports import MonitoringReport
from plans.choices import PlanKind, plan_title
from plans.models import ServiceUsePlan
from staffing.hidden import without_hidden
from staffing.models import Municipality, Office, Record, ScopedQuerySet
from staffing.permissions import Permission


def desk_municipalities(user) -> set[int]:
    """The municipalities at whose desks a person receives documents today."""
    desks = user.access.offices_with(Permission.SUBMISSION_RECEIVE)
    offices = (office for office in user.access.offices if office.pk in desks)
    return {office.municipality_id for office in offices if office.municipality_id}


class SubmissionQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """An office's own; at a municipality's desk what was submitted to it, and nothing else."""
        offices = user.access.offices_with(Permission.PLAN_VIEW)
        sent = Q(municipality_id__in=desk_municipalities(user), state__in=AT_THE_DESK)
        rows = self.alive().filter(Q(office_id__in=offices) | sent)
        rows = rows.filter(Q(plan=None) | Q(plan__deleted_at=None))
        rows = rows.filter(Q(report=None) | Q(report__deleted_at=None))
        return without_hidden(rows, user, "client_id")

    def waiting(self):
        """What must still be submitted, and what came back."""
        return self.filter(state__in=(SubmissionState.WAITING, SubmissionState.RETURNED))

    def late_on(self, day: date):
        """What should have been submitted before a day."""
        return self.waiting().filter(due_on__lt=day)

    def for_list(self):
        """With all that a row names."""
        return self.select_related(
            "client", "office", "municipality", "plan", "plan__author", "report", "report__author"
        )


class Submission(Record):
    """A plan or monitoring report on its way to the municipality (提出), one row a version."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="submissions")
    client = models.ForeignKey(Client, models.PROTECT, related_name="submissions")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    kind = models.CharField(_("document"), max_length=6, choices=SubmittedKind)
    plan = models.OneToOneField(
        ServiceUsePlan, models.PROTECT, null=True, blank=True, related_name="submission"
    )
    report = models.OneToOneField(
        MonitoringReport, models.PROTECT, null=True, blank=True, related_name="submission"
    )
    state = models.CharField(
        _("state"), max_length=8, choices=SubmissionState, default=SubmissionState.WAITING
    )
    #: The day of the consent, or of the visit.
    done_on = models.DateField(_("agreed or visited on"))
    due_on = models.DateField(_("to be submitted by"))
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    reason = models.CharField(_("why it was returned"), max_length=500, blank=True)
    #: The papers as they were filed when it was submitted.
    documents = models.ManyToManyField(Document, blank=True, related_name="submissions")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="monitoring_submission_of_one",
                condition=Q(plan=None, report__isnull=False, kind=SubmittedKind.REPORT)
                | Q(plan__isnull=False, report=None) & ~Q(kind=SubmittedKind.REPORT),
            ),
            models.CheckConstraint(
                name="monitoring_submission_sent_on",
                condition=~Q(state__in=AT_THE_DESK) | Q(submitted_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "due_on"], name="monitoring_sub_office"),
            models.Index(fields=["municipality", "state", "due_on"], name="monitoring_sub_city"),
            models.Index(fields=["client", "kind"], name="monitoring_sub_client"),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.kind} {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:submission-detail", args=[self.pk])

    @property
    def title(self) -> str:
        """What the document is called; a child's plan has its own name."""
        is_childs = self.plan and self.plan.kind == PlanKind.CHILD
        return plan_title(self.kind, self.plan.kind) if is_childs else str(self.get_kind_display())

    @property
    def is_at_desk(self) -> bool:
        """Whether the municipality may see it."""
        return self.state in AT_THE_DESK


class SubmissionStep(models.Model):
    """One act on a submission: sent, received or returned, by whom, why (提出の経過)."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="steps")
    state = models.CharField(_("state"), max_length=8, choices=SubmissionState)
    acted_on = models.DateField(_("day"))
    acted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(_("why it was returned"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.state} {self.acted_on}"

"""The case: how far the office and the person have come together."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, TruncDate
from django.utils.translation import gettext_lazy as _

from cases.choices import CaseState, CloseReason, GoalResult, Route
from cases.models.clients import Client
from cases.models.consents import Consent
from cases.models.contacts import Consultation, day_start
from config.common.sql import JsonRows
from staffing.models import Office, Record, ScopedQuerySet


class CaseQuerySet(ScopedQuerySet):
    def open(self):
        """Cases that have not ended."""
        return self.filter(closed_on=None)

    def with_consents(self, day):
        """Know by `may_use` and `may_meet` whether the consents a case needs hold on a day.

        The second is needed under contract, as rules.lacking_scopes says.
        """
        valid = Consent.objects.alive().valid_on(day).filter(client=OuterRef("client"))

        # Asked person by person: for `EXISTS` PostgreSQL would read everybody's consents ever.
        def holds(scope):
            rows = valid.filter(**{scope: True}).values(scope)
            return Coalesce(Subquery(rows[:1]), Value(False))  # noqa: FBT003

        return self.alias(may_use=holds("includes_support"), may_meet=holds("includes_meeting"))

    def without_contact_since(self, day):
        """Cases opened by a day, with no contact after it; `last_day` is that of the last one."""
        contacts = Consultation.objects.alive().filter(client=OuterRef("client"))
        last = contacts.newest().values("occurred_at")[:1]
        return (
            self.filter(opened_on__lte=day)
            .filter(~Exists(contacts.filter(occurred_at__gte=day_start(day + timedelta(days=1)))))
            .annotate(last_day=Coalesce(TruncDate(Subquery(last)), "opened_on"))
        )

    def latest_of(self, client_ids):
        """Cases of these people, each person's latest one last."""
        return self.alive().filter(client_id__in=client_ids).order_by("opened_on", "pk")

    def present_of(self, client):
        """Cases of the person of an outer query, the open one first, then the latest."""
        rows = self.alive().filter(client=client)
        return rows.order_by(F("closed_on").desc(nulls_first=True), "-opened_on", "-pk")

    def with_steps(self):
        """With `step_rows`: every state that was entered or skipped, with its reason, unordered."""
        step = JSONObject(
            state="state", on="entered_on", pk="pk", skipped="is_skipped", reason="reason"
        )
        steps = CaseStep.objects.filter(case=OuterRef("pk")).order_by()
        rows = steps.values("case").annotate(rows=JsonRows(step)).values("rows")
        return self.annotate(step_rows=Subquery(rows, output_field=models.JSONField()))


class Case(Record):
    """The support of one client by one office (ケース), from the first request to its end."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="cases")
    client = models.ForeignKey(Client, models.PROTECT, related_name="cases")
    state = models.CharField(
        _("state"), max_length=20, choices=CaseState, default=CaseState.INQUIRY
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("person in charge"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deputy_cases",
        verbose_name=_("deputy"),
    )
    route = models.CharField(_("came by way of"), max_length=20, choices=Route, blank=True)
    opened_on = models.DateField(_("opened on"))
    explained_on = models.DateField(_("important matters explained on"), null=True, blank=True)
    contracted_on = models.DateField(_("contract date"), null=True, blank=True)
    contract_signed_by = models.CharField(_("who signed the contract"), max_length=60, blank=True)
    #: 契約内容報告: the municipality is told without delay (運営基準 art. 6).
    contract_reported_on = models.DateField(
        _("contract reported to the municipality on"), null=True, blank=True
    )
    referred_to = models.CharField(_("passed on to"), max_length=100, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    close_reason = models.CharField(
        _("reason for closing"), max_length=20, choices=CloseReason, blank=True
    )
    # 終結シート: what became of the goals, and who goes on with the person.
    goal_result = models.CharField(
        _("what became of the goals"), max_length=10, choices=GoalResult, blank=True
    )
    closing_note = models.TextField(_("looking back"), blank=True)
    went_to = models.CharField(_("where the person went"), max_length=100, blank=True)
    continued_by = models.CharField(_("who goes on with the support"), max_length=100, blank=True)
    follow_up_on = models.DateField(_("look after the person again on"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(closed_on=None, deleted_at=None),
                name="cases_case_one_open",
                violation_error_message=_("This client already has an open case."),
            ),
            models.CheckConstraint(
                name="cases_case_closed_has_reason",
                condition=Q(state=CaseState.CLOSED, closed_on__isnull=False) & ~Q(close_reason="")
                | ~Q(state=CaseState.CLOSED) & Q(closed_on=None, close_reason=""),
            ),
            models.CheckConstraint(
                name="cases_case_period",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "worker"], name="cases_case_worker"),
            # With the worker, or SQLite groups the open cases by reading all that ever were.
            models.Index(fields=["office", "closed_on", "worker"], name="cases_case_end"),
        ]

    def __str__(self) -> str:
        return f"{self.client} {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return self.client.get_absolute_url()


class CaseAssignment(models.Model):
    """Who was in charge of a case or its deputy, from when to when (担当の履歴)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="assignments")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_deputy = models.BooleanField(_("deputy"), default=False)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("to"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.worker_id} {self.started_on}"


class CaseStep(models.Model):
    """A state that a case entered on a day, or skipped for a reason (手続きの流れ).

    An entered state has a reason where something it must have was not there, or where the case
    was opened again.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    state = models.CharField(_("state"), max_length=20, choices=CaseState)
    entered_on = models.DateField(_("entered on"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    is_skipped = models.BooleanField(_("skipped"), default=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_step_skipped_has_reason",
                condition=Q(is_skipped=False) | ~Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.entered_on}"

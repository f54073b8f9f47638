"""The service-use plan: draft before the decision, final after it, frozen at consent."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce, JSONArray, JSONObject
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Client
from config.common.keys import key_url
from config.common.sql import JsonRows
from plans.choices import PlanKind, PlanState, Stage, SupportPhase, plan_title
from plans.choices_chain import ConsentWay
from plans.models.services import ServiceProvider, ServiceType
from plans.models.weekly import WeekTexts
from staffing.models import Office, Record, ScopedQuerySet


class PlanQuerySet(ScopedQuerySet):
    def newest_versions(self):
        """Plans that no later version replaced."""
        later = ServiceUsePlan.objects.alive().filter(
            client=OuterRef("client"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later))

    def in_use(self):
        """The newest version of each person, and the newest one that was agreed."""
        later = (
            ServiceUsePlan.objects.alive()
            .consented()
            .filter(client=OuterRef("client"), number__gt=OuterRef("number"))
        )
        holds = Q(consented_on__isnull=False) & ~Exists(later)
        return self.filter(holds | Q(pk__in=self.newest_versions().values("pk")))

    def unfinished(self):
        """Plans that are still being written."""
        return self.filter(consented_on=None)

    def consented(self):
        """Plans that bind: explained and agreed."""
        return self.filter(consented_on__isnull=False)

    def consented_between(self, start, end):
        """Plans agreed from one day to another, both included: what a caseload counts."""
        return self.filter(consented_on__gte=start, consented_on__lte=end)

    def _decisions(self):
        return self.model._meta.get_field("decisions").related_model.objects.alive()

    def with_decision(self):
        """Each with `is_decided`: whether the municipality answered this draft."""
        # Asked of each draft that is shown: for an EXISTS PostgreSQL reads all decisions at once.
        by = Subquery(self._decisions().filter(plan=OuterRef("pk")).values("pk")[:1])
        return self.alias(by=by).annotate(is_decided=Q(stage=Stage.DRAFT, by__isnull=False))

    def in_states(self, states):
        """Plans that have come exactly as far as one of `states`."""
        consented, delivered = Q(consented_on__isnull=False), Q(delivered_on__isnull=False)
        submitted, decided = Q(submitted_on__isnull=False), Q(is_decided=True)
        so_far = {
            PlanState.WRITING: ~consented,
            PlanState.CONSENTED: consented & ~delivered & ~submitted & ~decided,
            PlanState.DELIVERED: delivered & ~submitted & ~decided,
            PlanState.SUBMITTED: submitted & ~decided,
            PlanState.DECIDED: decided,
        }
        wanted = reduce(or_, (so_far[PlanState(state)] for state in states))
        return self.with_decision().filter(wanted)

    def for_list(self):
        """As values: everything one row of the list shows, with the person's last decision."""
        newest = self._decisions().filter(client=OuterRef("client")).order_by("-ends_on")
        annotated = self.with_decision().annotate(
            decision_end=Subquery(newest.values("ends_on")[:1]),
            interval_months=Subquery(newest.values("interval_months")[:1]),
        )
        return annotated.values(
            "pk",
            "client_id",
            "client__name",
            "client__name_kana",
            "stage",
            "kind",
            "number",
            "drafted_on",
            "consented_on",
            "delivered_on",
            "submitted_on",
            "author__name",
            "is_decided",
            "decision_end",
            "interval_months",
        )

    def binding_first(self):
        """The plan that holds on top: the newest agreed one, before that the one being written."""
        is_written = models.Case(models.When(consented_on=None, then=1), default=0)
        return self.order_by(is_written, "-number")

    def with_service_rows(self):
        """With `service_rows`: every planned service with its provider's contact, in no order."""
        row = JSONObject(
            place=JSONArray("need__position", "position", "pk"),
            kind=Coalesce("service_type__name", "content"),
            quantity="quantity",
            provider="provider__name",
            provider_pk="provider_id",
            provider_name="provider_name",
            contact="provider__contact_name",
            phone="provider__phone",
        )
        services = PlannedService.objects.alive().filter(
            need__plan=OuterRef("pk"), need__deleted_at=None
        )
        rows = services.order_by().values("need__plan").annotate(rows=JsonRows(row)).values("rows")
        return self.annotate(service_rows=Subquery(rows))

    def with_needs(self):
        """With the needs in their order, the services of each, and the week."""
        services = PlannedService.objects.alive().select_related("service_type", "provider")
        needs = PlanNeed.objects.alive().prefetch_related(Prefetch("services", services))
        return self.prefetch_related(Prefetch("needs", needs), "week")

    def for_detail(self):
        """Everything one plan's page shows."""
        return self.with_needs().select_related("client", "case", "author", "previous", "office")


class ServiceUsePlan(WeekTexts, Record):
    """A service-use plan (サービス等利用計画・障害児支援利用計画), one version of it."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="plans")
    client = models.ForeignKey(Client, models.PROTECT, related_name="plans")
    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    stage = models.CharField(_("stage"), max_length=6, choices=Stage, default=Stage.DRAFT)
    kind = models.CharField(_("adult or child"), max_length=6, choices=PlanKind)
    number = models.PositiveSmallIntegerField(_("plan version"))
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="plans",
        verbose_name=_("plan author"),
    )
    drafted_on = models.DateField(_("written on"))
    phase = models.CharField(_("phase of support"), max_length=7, choices=SupportPhase, blank=True)
    #: モニタリング期間（開始年月） as the author proposes it; empty: as decided.
    proposed_months = models.PositiveSmallIntegerField(
        _("monitoring every (months)"), null=True, blank=True
    )
    proposed_from = models.DateField(_("monitoring from month"), null=True, blank=True)
    wishes_client = models.TextField(_("wishes of the person for their life"), blank=True)
    wishes_family = models.TextField(_("wishes of the family"), blank=True)
    overall_policy = models.TextField(_("overall support policy"), blank=True)
    long_goal = models.TextField(_("long-term goal"), blank=True)
    long_goal_by = models.DateField(_("long-term goal by"), null=True, blank=True)
    short_goal = models.TextField(_("short-term goal"), blank=True)
    short_goal_by = models.DateField(_("short-term goal by"), null=True, blank=True)
    #: 作成日 on paper is the day of consent (domain 2.3 (c)); drafted_on is kept apart.
    consented_on = models.DateField(_("consent given on"), null=True, blank=True)
    consented_by = models.CharField(_("who consented"), max_length=60, blank=True)
    consented_how = models.CharField(
        _("how it was agreed to"), max_length=10, choices=ConsentWay, blank=True
    )
    delivered_on = models.DateField(_("copy delivered on"), null=True, blank=True)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "number"], name="plans_plan_number_once"),
            models.CheckConstraint(
                name="plans_plan_consent_has_person",
                condition=Q(consented_on=None, consented_by="")
                | Q(consented_on__isnull=False) & ~Q(consented_by=""),
            ),
            models.CheckConstraint(
                name="plans_plan_delivered_after_consent",
                condition=Q(delivered_on=None) | Q(delivered_on__gte=F("consented_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-drafted_on", "-id"], name="plans_plan_newest"),
            models.Index(fields=["office", "consented_on"], name="plans_plan_consent"),
            # The few that still lack something, beside all that ever were; SQLite needs the day.
            models.Index(
                fields=["office", "consented_on"],
                name="plans_plan_lacking",
                condition=Q(deleted_at=None, consented_on__isnull=False)
                & (Q(delivered_on=None) | Q(submitted_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client} {self.number}"

    def get_absolute_url(self) -> str:
        return key_url("plans:plan-detail")(self.pk)

    @property
    def title(self) -> str:
        """What the paper is called at this stage, for an adult or a child."""
        return plan_title(self.stage, self.kind)

    @property
    def is_frozen(self) -> bool:
        """A consented version is never edited; a later edit makes a new version."""
        return self.consented_on is not None


class NeedQuerySet(ScopedQuerySet):
    office_path = "plan__office"


class PlanNeed(Record):
    """A need of the person (解決すべき課題・ニーズ) with its goal, in order of priority."""

    plan = models.ForeignKey(ServiceUsePlan, models.CASCADE, related_name="needs")
    position = models.PositiveSmallIntegerField(_("priority"))
    need = models.TextField(_("need to be met"))
    goal = models.TextField(_("support goal"), blank=True)
    target_on = models.DateField(_("to be reached by"), null=True, blank=True)
    own_role = models.TextField(_("what the person does"), blank=True)
    review_on = models.DateField(_("review in"), null=True, blank=True)
    note = models.TextField(_("other points to note"), blank=True)
    #: The key of the need in the assessment that this row answers (`AssessedNeed.key`).
    assessed_key = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    #: The same need in the version before: what was changed is shown beside it.
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.need[:40]

    @property
    def office_id(self) -> int:
        """The owning office, for the audit trail."""
        return self.plan.office_id

    @property
    def client_id(self) -> int:
        """The person concerned, for the audit trail."""
        return self.plan.client_id


class PlannedServiceQuerySet(ScopedQuerySet):
    office_path = "need__plan__office"


class PlannedService(Record):
    """A service or informal support (サービスの種類・内容・量) that answers a need."""

    need = models.ForeignKey(PlanNeed, models.CASCADE, related_name="services")
    position = models.PositiveSmallIntegerField(default=1)
    service_type = models.ForeignKey(
        ServiceType,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("service"),
        help_text=_("Empty for informal support."),
    )
    content = models.CharField(_("content of the service"), max_length=200, blank=True)
    quantity = models.CharField(_("amount, frequency"), max_length=60, blank=True)
    provider = models.ForeignKey(
        ServiceProvider, models.PROTECT, null=True, blank=True, verbose_name=_("provider")
    )
    provider_name = models.CharField(_("provider not in the list"), max_length=100, blank=True)

    objects = PlannedServiceQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.content or str(self.service_type)

    @property
    def office_id(self) -> int:
        """The owning office, for the audit trail."""
        return self.need.plan.office_id

    @property
    def client_id(self) -> int:
        """The person concerned, for the audit trail."""
        return self.need.plan.client_id

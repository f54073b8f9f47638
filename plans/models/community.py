"""People who could leave a hospital or facility, and the support to leave and to stay outside."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Client
from plans.choices_community import (
    LeaveWish,
    SettlementGround,
    StayEnd,
    StayPlace,
    SupportEnd,
    SupportKind,
)
from staffing.models import Office, Record, ScopedQuerySet


class StayQuerySet(ScopedQuerySet):
    def going_on(self):
        """Stays that have not ended."""
        return self.filter(ended_on=None)

    def for_list(self):
        """With person and office, and whether somebody supports the way out (`is_supported`)."""
        running = CommunitySupport.objects.alive().running().filter(stay=OuterRef("pk"))
        return self.select_related("client", "office").annotate(is_supported=Exists(running))


class FacilityStay(Record):
    """Somebody in a hospital or facility who could leave (T-13): where, since when, which wish."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="stays")
    client = models.ForeignKey(Client, models.PROTECT, related_name="stays")
    kind = models.CharField(_("kind of place"), max_length=12, choices=StayPlace)
    place = models.CharField(_("hospital or facility"), max_length=100)
    ward = models.CharField(_("ward or unit"), max_length=60, blank=True)
    since_on = models.DateField(_("there since"))
    wish = models.CharField(
        _("wish to leave"), max_length=8, choices=LeaveWish, default=LeaveWish.UNASKED
    )
    wish_words = models.TextField(_("in the person's own words"), max_length=2000, blank=True)
    asked_on = models.DateField(pgettext_lazy("stay", "asked on"), null=True, blank=True)
    obstacles = models.TextField(_("what is needed to leave"), max_length=2000, blank=True)
    contact_name = models.CharField(_("contact person there"), max_length=60, blank=True)
    contact_role = models.CharField(_("contact person's post"), max_length=40, blank=True)
    contact_phone = models.CharField(_("contact person's phone"), max_length=20, blank=True)
    ended_on = models.DateField(_("left on"), null=True, blank=True)
    end = models.CharField(_("how the stay ended"), max_length=10, choices=StayEnd, blank=True)

    objects = StayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plans_stay_period",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since_on")),
            ),
            models.CheckConstraint(
                name="plans_stay_end",
                condition=Q(ended_on=None, end="") | Q(ended_on__isnull=False) & ~Q(end=""),
            ),
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(ended_on=None, deleted_at=None),
                name="plans_stay_one_open",
            ),
        ]
        indexes = [models.Index(fields=["office", "since_on"], name="plans_stay_since")]

    def __str__(self) -> str:
        return f"{self.place} {self.since_on}"

    def get_absolute_url(self) -> str:
        return reverse("plans:stay-edit", args=[self.pk])


class SupportQuerySet(ScopedQuerySet):
    def running(self):
        """Supports that have not ended."""
        return self.filter(ended_on=None)

    def running_in(self, first: date, last: date):
        """Supports that ran on at least one day from `first` to `last`."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=first), starts_on__lte=last)

    def agreed_in(self, first: date, last: date):
        """Supports of which a version of the plan was agreed in a period (利用支援)."""
        plans = CommunityPlan.objects.alive().filter(support=OuterRef("pk"))
        return self.filter(Exists(plans.filter(consented_on__range=(first, last))))

    def continued_in(self, first: date, last: date):
        """Supports that were given in a month after that of the agreed plan (継続支援).

        Of one person and kind the month counts once; where another case of the person began in
        it, the agreed plan is what counts.
        """
        agreed = CommunitySupport.objects.alive().agreed_in(first, last)
        agreed = agreed.filter(client=OuterRef("client"), kind=OuterRef("kind"))
        entries = (
            CommunitySupport._meta.get_field("entries")
            .related_model.objects.alive()
            .on_days(first, last)
        )
        given = Q(kind=SupportKind.SETTLEMENT) | Exists(entries.filter(support=OuterRef("pk")))
        before = CommunityPlan.objects.alive().filter(
            support=OuterRef("pk"), consented_on__lt=first
        )
        return self.running_in(first, last).filter(given, Exists(before), ~Exists(agreed))

    def people_on(self, day: date) -> int:
        """Count the people with a support on a day (給付対象人数 of 地域相談)."""
        return self.running_in(day, day).order_by().values("client_id").distinct().count()

    def for_list(self):
        """With person, office, worker and stay, and the newest agreed plan's day of moving."""
        plans = CommunityPlan.objects.alive().filter(support=OuterRef("pk")).order_by("-number")
        return self.select_related("client", "office", "worker", "stay").annotate(
            aimed_on=models.Subquery(plans.values("move_planned_on")[:1]),
            agreed_on=models.Subquery(plans.values("consented_on")[:1]),
            is_written=Exists(plans),
            has_sheet=Exists(CrisisLine.objects.filter(support=OuterRef("pk"))),
        )


class CommunitySupport(Record):
    """A transition case (地域移行支援) or a settlement case (地域定着支援) of one person."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="community_supports")
    client = models.ForeignKey(Client, models.PROTECT, related_name="community_supports")
    kind = models.CharField(_("kind of support"), max_length=10, choices=SupportKind)
    stay = models.ForeignKey(
        FacilityStay,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supports",
        verbose_name=_("stay to leave"),
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("person in charge"),
    )
    starts_on = models.DateField(_("granted from"))
    ends_on = models.DateField(_("granted until"), null=True, blank=True)
    ground = models.CharField(
        _("why the line of contact is needed"), max_length=10, choices=SettlementGround, blank=True
    )
    day_phone = models.CharField(_("number in the daytime"), max_length=20, blank=True)
    night_phone = models.CharField(_("number at night and on holidays"), max_length=20, blank=True)
    line_note = models.CharField(_("who answers, and how"), max_length=200, blank=True)
    moved_on = models.DateField(_("left the hospital or facility on"), null=True, blank=True)
    moved_to = models.CharField(_("lives now"), max_length=100, blank=True)
    ended_on = models.DateField(_("support ended on"), null=True, blank=True)
    end_reason = models.CharField(
        _("why the support ended"), max_length=10, choices=SupportEnd, blank=True
    )
    # The crisis plan of a settlement case: what the person and the office agreed for a bad day.
    signs = models.TextField(_("signs that things go wrong"), max_length=1000, blank=True)
    triggers = models.TextField(_("what sets it off"), max_length=1000, blank=True)
    own_ways = models.TextField(_("what I do myself"), max_length=1000, blank=True)
    wanted_help = models.TextField(_("what I want others to do"), max_length=1000, blank=True)
    unwanted = models.TextField(_("what I do not want"), max_length=1000, blank=True)
    medicine = models.CharField(_("hospital and medicine"), max_length=200, blank=True)
    sheet_agreed_on = models.DateField(_("crisis plan agreed on"), null=True, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plans_support_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="plans_support_end",
                condition=Q(ended_on=None, end_reason="")
                | Q(ended_on__gte=F("starts_on")) & ~Q(end_reason=""),
            ),
            models.UniqueConstraint(
                fields=["client", "kind"],
                condition=Q(ended_on=None, deleted_at=None),
                name="plans_support_one_open",
            ),
        ]
        indexes = [models.Index(fields=["office", "starts_on"], name="plans_support_start")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_on}"

    def get_absolute_url(self) -> str:
        return reverse("plans:support-detail", args=[self.pk])

    @property
    def is_transition(self) -> bool:
        """Whether it leads out of a hospital or facility."""
        return self.kind == SupportKind.TRANSITION


class CommunityPlan(Record):
    """A version of the plan of a support (地域移行支援計画 …); frozen at consent."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.PROTECT, related_name="community_plans")
    support = models.ForeignKey(CommunitySupport, models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField(_("version"))
    drafted_on = models.DateField(_("written on"))
    wish = models.TextField(_("wish of the person and the family"), max_length=2000)
    goal = models.TextField(_("goal of the support"), max_length=2000)
    content = models.TextField(_("what is done, by whom, by when"), max_length=4000)
    caution = models.TextField(_("points to note"), max_length=2000, blank=True)
    move_planned_on = models.DateField(_("planned day of leaving"), null=True, blank=True)
    consented_on = models.DateField(_("consent given on"), null=True, blank=True)
    consented_by = models.CharField(_("who consented"), max_length=60, blank=True)
    delivered_on = models.DateField(_("copy delivered on"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["support", "number"], name="plans_community_plan_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.support} {self.number}"

    def get_absolute_url(self) -> str:
        return self.support.get_absolute_url()

    @property
    def is_frozen(self) -> bool:
        """Whether it was agreed: from then on it is kept as it is."""
        return self.consented_on is not None


class CrisisLine(models.Model):
    """Somebody to call in a crisis, in the order of the sheet."""

    support = models.ForeignKey(CommunitySupport, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("whom to call"), max_length=60)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    hours = models.CharField(pgettext_lazy("crisis line", "when"), max_length=60, blank=True)
    purpose = models.CharField(_("for what"), max_length=100, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

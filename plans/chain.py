"""What the chain of a plan lacks as evidence: per plan, per person and per office.

From the visit over consent and meeting to the copies and the municipality. One condition for each
link; the page of a plan and the list of an office read the same ones. Sources: 運営基準 第15条,
第16条; the findings of inspections in `domain.md` 2.3.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.choices import PlaceKind
from cases.models import Consultation
from plans.choices import Stage
from plans.choices_meetings import MeetingKind, MeetingState
from plans.models import (
    Assessment,
    BenefitDecision,
    PlanDelivery,
    PlannedService,
    ServiceCoordinationMeeting,
    ServiceUsePlan,
)
from staffing.models import User

#: Where an interview counts as a visit to where the person lives.
HOME_KINDS = (PlaceKind.HOME, PlaceKind.FACILITY)


@dataclass(frozen=True)
class ChainLink:
    """One thing that must be there; `lacking()` is the condition of a plan without it."""

    key: str
    label: str
    lacking: Callable[[], Any]
    #: Where it is mended: a page that takes the plan's key, or with `of_client` the person's.
    page: str
    of_client: bool = False


def _no_visit() -> Q:
    seen = Consultation.objects.alive().filter(
        client=OuterRef("client"),
        place_kind__in=HOME_KINDS,
        occurred_at__date__gte=OuterRef("seen_from"),
        occurred_at__date__lte=OuterRef("consented_on"),
    )
    assessed = Assessment.objects.alive().filter(
        client=OuterRef("client"),
        finished_on__isnull=False,
        place_kind__in=HOME_KINDS,
        present__contains="self",
        held_on__gte=OuterRef("seen_from"),
        held_on__lte=OuterRef("consented_on"),
    )
    return ~Q(Exists(seen)) & ~Q(Exists(assessed))


def _late() -> Q:
    """The services began before the consent: the decision is that of this plan or of its draft."""
    begun = BenefitDecision.objects.alive().filter(
        Q(plan=OuterRef("pk")) | Q(plan=OuterRef("previous"), plan__stage=Stage.DRAFT),
        starts_on__lt=OuterRef("consented_on"),
    )
    return Q(Exists(begun))


def _no_meeting() -> Q:
    held = ServiceCoordinationMeeting.objects.alive().filter(
        client=OuterRef("client"),
        kind=MeetingKind.COORDINATION,
        state=MeetingState.FINISHED,
        held_on__lte=OuterRef("consented_on"),
        held_on__gte=OuterRef("meeting_from"),
    )
    return Q(stage=Stage.FINAL) & ~Q(Exists(held))


def no_copy() -> Q:
    """The condition of a plan of which a provider has no copy."""
    given = PlanDelivery.objects.alive().filter(plan=OuterRef("need__plan"))
    by_name = Q(provider=None, provider_name=OuterRef("provider_name"))
    given = given.filter(Q(provider=OuterRef("provider")) | by_name & ~Q(provider_name=""))
    lines = provider_lines().filter(need__plan=OuterRef("pk")).filter(~Exists(given))
    return Q(stage=Stage.FINAL) & Q(Exists(lines))


def provider_lines() -> QuerySet:
    """The planned services that somebody of the law gives: their providers get a copy."""
    named = Q(provider__isnull=False) | ~Q(provider_name="")
    lines = PlannedService.objects.alive().filter(named, need__deleted_at=None)
    return lines.filter(service_type__isnull=False)


LINKS = (
    ChainLink(
        "visit", _("No visit before the plan"), _no_visit, "cases:client-log", of_client=True
    ),
    ChainLink(
        "meeting",
        _("No minutes of a coordination meeting"),
        _no_meeting,
        "plans:client-meetings",
        of_client=True,
    ),
    ChainLink("late", _("Consent after the services began"), _late, "plans:plan-detail"),
    ChainLink(
        "copy",
        _("Copy not given to the person"),
        lambda: Q(delivered_on=None),
        "plans:plan-deliver",
    ),
    ChainLink("providers", _("Copy not given to every provider"), no_copy, "plans:plan-hand-out"),
    ChainLink(
        "sent",
        _("Not submitted to the municipality"),
        lambda: Q(submitted_on=None),
        "plans:plan-submit",
    ),
)


def with_lacks(plans: QuerySet) -> QuerySet:
    """Add to agreed plans what each lacks: a column `lacks_<key>` for every link."""
    since = Coalesce("previous__consented_on", "case__opened_on")
    # The visit before a draft is the visit of the plan that was made from it.
    before_draft = Coalesce("previous__previous__consented_on", "case__opened_on")
    seen = Case(When(previous__stage=Stage.DRAFT, then=before_draft), default=since)
    plans = plans.annotate(meeting_from=since, seen_from=seen)
    return plans.annotate(**{f"lacks_{link.key}": link.lacking() for link in LINKS})


def binding_plans(user: User) -> QuerySet:
    """The versions that bind, of people with an open case."""
    later = ServiceUsePlan.objects.alive().consented()
    later = later.filter(client=OuterRef("client"), number__gt=OuterRef("number"))
    plans = ServiceUsePlan.objects.visible_to(user).consented()
    return plans.filter(case__closed_on=None).filter(~Exists(later))


def lacks_anything() -> Q:
    """The condition of a plan of `with_lacks` that lacks something."""
    found = Q()
    for link in LINKS:
        found |= Q(**{f"lacks_{link.key}": True})
    return found


def lacks_of(plan: ServiceUsePlan) -> list[ChainLink]:
    """Return what one agreed plan lacks, in the order of the chain."""
    names = [f"lacks_{link.key}" for link in LINKS]
    rows = with_lacks(ServiceUsePlan.objects.consented().filter(pk=plan.pk)).values(*names)
    found = rows.first() or {}
    return [link for link in LINKS if found.get(f"lacks_{link.key}")]


def link_url(link: ChainLink, plan_id: int, client_id: int) -> str:
    """Return where a link of the chain is mended."""
    return reverse(link.page, args=[client_id if link.of_client else plan_id])

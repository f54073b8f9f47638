"""Whose plans are expected at an office and not there: a row per person and provider (T-04)."""

from datetime import date

from django.db.models import (
    BooleanField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models import Case as Choice
from django.db.models.functions import Least

from cases.models import Case
from plans.choices_meetings import ProviderPlanState
from plans.models import PlannedService, ProviderPlan, ServiceUsePlan
from plans.rules import PLAN_WRITING_GROUPS
from staffing.models import User


def expected_plans(user: User, today: date) -> QuerySet:
    """Return one planned service of each provider who must write a plan, with `plan_state`.

    Of people with an open case, after the version that binds; the state is that of
    `plans.rules.provider_plan_state`. With `held_pk`, `held_until` and `held_next` of the plan
    that was received last.
    """
    later = ServiceUsePlan.objects.alive().consented()
    later = later.filter(client=OuterRef("need__plan__client"), number__gt=OuterRef("number_here"))
    rows = PlannedService.objects.visible_to(user).annotate(number_here=F("need__plan__number"))
    # From the open cases on: an office has few of them, and plans of all its years.
    served = Case.objects.visible_to(user).open()
    rows = rows.filter(
        _writes_plan(),
        need__plan__deleted_at=None,
        need__plan__consented_on__isnull=False,
        need__plan__case__in=served.values("pk"),
    ).filter(~Exists(later))
    return _with_state(rows.filter(~Exists(_same_before())), today)


def _writes_plan() -> Q:
    named = Q(provider__isnull=False) | ~Q(provider_name="")
    kinds = Q(service_type__law_group__in=PLAN_WRITING_GROUPS)
    return Q(need__deleted_at=None) & kinds & named


def _same_before() -> QuerySet:
    """An earlier line of the same plan by the same provider."""
    same = Q(provider=OuterRef("provider")) | Q(
        provider=None, provider_name=OuterRef("provider_name")
    )
    earlier = PlannedService.objects.alive().filter(_writes_plan(), same)
    return earlier.filter(need__plan=OuterRef("need__plan"), pk__lt=OuterRef("pk"))


def _with_state(rows: QuerySet, today: date) -> QuerySet:
    by_name = Q(provider=None, provider_name=OuterRef("provider_name")) & ~Q(provider_name="")
    held = ProviderPlan.objects.alive().filter(client=OuterRef("need__plan__client"))
    held = held.filter(Q(provider=OuterRef("provider")) | by_name)
    holds = Q(ends_on=None) | Q(ends_on__gte=today)
    is_quiet = Q(next_on=None) | Q(next_on__gte=today)
    newest = held.order_by("-received_on", "-pk")
    state = Choice(
        When(Exists(held.filter(holds, is_quiet)), then=Value(ProviderPlanState.HELD)),
        When(Exists(held), then=Value(ProviderPlanState.OVERDUE)),
        default=Value(ProviderPlanState.MISSING),
    )
    return rows.annotate(
        plan_state=state,
        held_pk=Subquery(newest.values("pk")[:1]),
        held_received=Subquery(newest.values("received_on")[:1]),
        held_until=Subquery(newest.values("ends_on")[:1]),
        held_next=Subquery(newest.values("next_on")[:1]),
        is_scanned=Exists(held.filter(attachment__isnull=False), output_field=BooleanField()),
    )


def lacking_plans(rows: QuerySet) -> QuerySet:
    """Keep what is to be asked for: never received, or to be followed by the next one by now.

    Of expected plans; home, its list and the list of the office count by this alone.
    """
    return rows.filter(~Q(plan_state=ProviderPlanState.HELD))


def with_lacking_since(rows: QuerySet, today: date) -> QuerySet:
    """Add `lacking_since`: the day the next one was due, else the day the person agreed."""
    since = Choice(
        When(held_until__lt=today, held_next__lt=today, then=Least("held_until", "held_next")),
        When(held_until__lt=today, then=F("held_until")),
        When(held_next__lt=today, then=F("held_next")),
        default=F("need__plan__consented_on"),
    )
    return rows.annotate(lacking_since=since)


def for_list(rows: QuerySet) -> QuerySet:
    """Return everything that one row of the list shows, as values."""
    return rows.values(
        "pk",
        "need__plan_id",
        "need__plan__client_id",
        "need__plan__client__name",
        "need__plan__client__name_kana",
        "need__plan__consented_on",
        "need__plan__case__worker__name",
        "service_type__name",
        "provider__name",
        "provider_id",
        "provider_name",
        "plan_state",
        "held_pk",
        "held_received",
        "held_until",
        "held_next",
        "is_scanned",
    )

"""計画作成率 and セルフプラン率 by municipality and month (S-09, C-07)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from config.common.fiscal import fiscal_months, month_end
from plans.choices import SelfPlanReason
from plans.models import BenefitDecision, SelfPlan, ServiceUsePlan
from reports.rules.coverage import CoverageRow, Covered, coverage_rows
from staffing.choices import ENTITLED
from staffing.models import Municipality, TownCount

__all__ = ["town_coverage"]


def town_coverage(town: Municipality, year: int, *, today: date, hides: bool) -> list[CoverageRow]:
    """Return a row for the end of each month of a fiscal year that has passed, or is present.

    Counted are the people of the offices that work with this system; one person at two offices
    counts at both. The running month is counted as of today.
    """
    days = [min(month_end(month), today) for month in fiscal_months(year) if month <= today]
    if not days:
        return []
    return coverage_rows(
        _people(town, days),
        _figures(town),
        days,
        kinds=ENTITLED,
        hides=hides,
    )


def _people(town: Municipality, days: Sequence[date]) -> list[Covered]:
    lives = {"client__municipality": town, "client__deleted_at": None}
    first, last = days[0], days[-1]
    decisions, agreed, own = defaultdict(list), {}, defaultdict(list)
    rows = BenefitDecision.objects.alive().filter(**lives, starts_on__lte=last, ends_on__gte=first)
    for client, start, end in rows.order_by().values_list("client_id", "starts_on", "ends_on"):
        decisions[client].append((start, end))
    plans = ServiceUsePlan.objects.alive().consented().filter(**lives, consented_on__lte=last)
    for client, day in plans.order_by().values_list("client_id", "consented_on"):
        agreed[client] = min(agreed.get(client, day), day)
    own_plans = SelfPlan.objects.alive().filter(**lives, starts_on__lte=last)
    for client, start, end, reason in own_plans.order_by().values_list(
        "client_id", "starts_on", "ends_on", "reason"
    ):
        own[client].append((start, end, reason != SelfPlanReason.CHOICE))
    return [
        Covered(tuple(decisions[key]), agreed.get(key), tuple(own[key]))
        for key in {*decisions, *own}
    ]


def _figures(town: Municipality) -> dict[str, list[tuple[date, int]]]:
    found = defaultdict(list)
    rows = TownCount.objects.alive().filter(municipality=town, kind__in=ENTITLED)
    for kind, counted_on, number in rows.values_list("kind", "counted_on", "number"):
        found[kind].append((counted_on, number))
    return found

"""計画作成率 and セルフプラン率 by municipality and month (S-09, C-07)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from cases.models import Client, RecipientCertificate
from config.common.fiscal import fiscal_months, month_end
from plans.choices import SelfPlanReason
from plans.models import BenefitDecision, SelfPlan, ServiceUsePlan
from reports.rules.coverage import CoverageRow, Covered, coverage_rows
from staffing.choices import ENTITLED
from staffing.models import Municipality, TownCount

__all__ = ["people_left_out", "town_coverage"]


def town_coverage(town: Municipality, year: int, *, today: date, hides: bool) -> list[CoverageRow]:
    """Return a row for the end of each month of a fiscal year that has passed, or is present.

    Counted are the people of the offices that work with this system; one person at two offices
    counts at both. The running month is counted as of today. Which municipality a person belongs to
    on a day, the decision of that day says, or else the certificate, or else the person's page.
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


def people_left_out(offices: Collection[int], day: date) -> QuerySet[Client]:
    """Return who would count on a day, but no record says in which municipality."""
    of_person = {"client": OuterRef("pk")}
    decisions = BenefitDecision.objects.alive().valid_on(day).filter(**of_person)
    own_plans = SelfPlan.objects.alive().valid_on(day).filter(**of_person)
    papers = _papers(day, day).filter(**of_person)
    named = decisions.annotate(town=DECIDED).exclude(town=None)
    people = Client.objects.alive().filter(office__in=offices, municipality=None)
    return people.filter(Exists(decisions) | Exists(own_plans), ~Exists(named), ~Exists(papers))


#: Which municipality decided, as the decision says, or else the certificate it stands on.
DECIDED = Coalesce("municipality", "certificate__municipality")


def _papers(first: date, last: date) -> QuerySet[RecipientCertificate]:
    """Certificates that name their municipality and were valid at some time of a period."""
    papers = RecipientCertificate.objects.alive().filter(starts_on__lte=last)
    papers = papers.filter(Q(ends_on=None) | Q(ends_on__gte=first), municipality__isnull=False)
    return papers.annotate(town=F("municipality"))


def _people(town: Municipality, days: Sequence[date]) -> list[Covered]:
    """Return who belonged to the municipality on one of the days, or belongs to it now."""
    first, last = days[0], days[-1]
    valid = BenefitDecision.objects.alive().filter(starts_on__lte=last, ends_on__gte=first)
    towns = _towns_of_moved(town, valid.annotate(town=DECIDED), _papers(first, last))
    lives = Q(client__municipality=town)
    if towns:
        lives |= Q(client__in=list(towns))
    lives &= Q(client__deleted_at=None)
    decisions, agreed, own, homes = defaultdict(list), {}, defaultdict(list), {}
    rows = valid.filter(lives).order_by()
    for client, start, end, home in rows.values_list(
        "client_id", "starts_on", "ends_on", "client__municipality"
    ):
        decisions[client].append((start, end))
        homes[client] = home
    plans = ServiceUsePlan.objects.alive().consented().filter(lives, consented_on__lte=last)
    for client, day in plans.order_by().values_list("client_id", "consented_on"):
        agreed[client] = min(agreed.get(client, day), day)
    own_plans = SelfPlan.objects.alive().filter(lives, starts_on__lte=last)
    for client, start, end, reason, home in own_plans.order_by().values_list(
        "client_id", "starts_on", "ends_on", "reason", "client__municipality"
    ):
        own[client].append((start, end, reason != SelfPlanReason.CHOICE))
        homes[client] = home
    return [
        Covered(
            decisions=tuple(decisions[key]),
            agreed_on=agreed.get(key),
            own_plans=tuple(own[key]),
            towns=towns.get(key, ()),
            is_here=homes[key] == town.pk,
        )
        for key in {*decisions, *own}
    ]


def _towns_of_moved(
    town: Municipality, *sources: QuerySet
) -> dict[int, tuple[tuple[date, date | None, bool], ...]]:
    """Return the periods whose records name another municipality than the person's own page does.

    {client: ((from, to, whether it was this municipality), …)}, decisions before certificates, the
    newest first. They are few: the periods of all the others need not be read.
    """
    found = defaultdict(list)
    for rows in (_dated(source) for source in sources):
        moved = rows.filter(Q(client__municipality=town) | Q(town=town.pk))
        moved = moved.filter(Q(client__municipality=None) | ~Q(town=F("client__municipality")))
        found.update((client, []) for client in moved.values_list("client_id", flat=True))
    for rows in (_dated(source) for source in sources):
        periods = rows.filter(client__in=list(found)).order_by("-starts_on", "-pk")
        for client, start, end, named in periods.values_list(
            "client_id", "starts_on", "ends_on", "town"
        ):
            found[client].append((start, end, named == town.pk))
    return {client: tuple(periods) for client, periods in found.items()}


def _dated(source: QuerySet) -> QuerySet:
    return source.exclude(town=None).order_by()


def _figures(town: Municipality) -> dict[str, list[tuple[date, int]]]:
    found = defaultdict(list)
    rows = TownCount.objects.alive().filter(municipality=town, kind__in=ENTITLED)
    for kind, counted_on, number in rows.values_list("kind", "counted_on", "number"):
        found[kind].append((counted_on, number))
    return found

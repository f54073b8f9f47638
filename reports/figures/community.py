"""地域相談: transition and settlement by month for an office, by office for a region (T-13)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import TruncMonth

from config.common.fiscal import fiscal_months, fiscal_range, month_of
from plans.choices_community import LeaveWish, StayEnd, SupportKind
from plans.models import CommunityEntry, CommunityPlan, CommunitySupport, FacilityStay
from reports.rules.community import SupportFacts, counted_people
from reports.rules.small_cells import shown_row
from staffing.models import Office

__all__ = [
    "CommunityLine",
    "CommunityRegion",
    "CommunityYear",
    "community_region",
    "community_year",
]

#: (kind of support, "first" or "continued") in the order of the annual plan's table.
PARTS = tuple((kind, part) for part in ("first", "continued") for kind in SupportKind)


@dataclass(frozen=True, slots=True)
class CommunityLine:
    """One row of counts; a cell that must not be seen is None."""

    key: str
    kind: str
    cells: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class CommunityYear:
    """One office's fiscal year: rows by month, and the people behind them."""

    months: tuple[date, ...]
    lines: tuple[CommunityLine, ...]
    persons: int
    left: int
    waiting: int
    willing: int


@dataclass(frozen=True, slots=True)
class CommunityRegion:
    """One fiscal year of the region's offices, without people."""

    offices: tuple[str, ...]
    lines: tuple[CommunityLine, ...]


def community_year(office_id: int, year: int, *, until: date) -> CommunityYear:
    """Return a fiscal year of one office; months after `until` are empty."""
    months = [month for month in fiscal_months(year) if month <= month_of(until)]
    counted = counted_people(_facts([office_id], year)[office_id], months)
    lines = []
    for kind, part in PARTS:
        counts = [len(counted.get((kind, part, month), ())) for month in months]
        padded = [*counts, *[0] * (12 - len(counts))]
        lines.append(CommunityLine(part, kind, tuple(padded), sum(counts)))
    stays = _stays([office_id], year, until).get(office_id, (0, 0, 0))
    return CommunityYear(
        months=tuple(fiscal_months(year)),
        lines=tuple(lines),
        persons=len(set().union(*counted.values())) if counted else 0,
        left=stays[0],
        waiting=stays[1],
        willing=stays[2],
    )


def community_region(
    offices: Sequence[Office], year: int, *, until: date, hides: bool
) -> CommunityRegion:
    """Return the year's sums of each office; `hides` leaves out small numbers."""
    keys = [office.pk for office in offices]
    months = [month for month in fiscal_months(year) if month <= month_of(until)]
    facts, stays = _facts(keys, year), _stays(keys, year, until)
    counted = {key: counted_people(facts[key], months) for key in keys}
    rows: list[tuple[str, str, list[int]]] = [
        (part, kind, [_people_months(counted[key], kind, part, months) for key in keys])
        for kind, part in PARTS
    ]
    rows.append(("persons", "", [len(set().union(*counted[key].values())) for key in keys]))
    for place, name in enumerate(("left", "waiting", "willing")):
        rows.append((name, "", [stays.get(key, (0, 0, 0))[place] for key in keys]))
    return CommunityRegion(
        offices=tuple(office.label for office in offices),
        lines=tuple(
            CommunityLine(key, kind, *shown_row(counts, hides=hides)) for key, kind, counts in rows
        ),
    )


def _people_months(counted: dict, kind: str, part: str, months: Collection[date]) -> int:
    return sum(len(counted.get((kind, part, month), ())) for month in months)


def _facts(offices: Collection[int], year: int) -> dict[int, list[SupportFacts]]:
    """Read the cases that ran in the year with the months of their plans and entries."""
    first, last = fiscal_range(year)
    supports = CommunitySupport.objects.alive().running_in(first, last)
    supports = supports.filter(office_id__in=offices, client__deleted_at=None)
    agreed, active = defaultdict(set), defaultdict(set)
    plans = CommunityPlan.objects.alive().filter(office_id__in=offices)
    for support, day in plans.filter(consented_on__lte=last).values_list(
        "support_id", "consented_on"
    ):
        agreed[support].add(month_of(day))
    entries = CommunityEntry.objects.alive().filter(office_id__in=offices).on_days(first, last)
    for support, month in (
        entries.order_by().values_list("support_id", TruncMonth("occurred_at")).distinct()
    ):
        active[support].add(month_of(month.date()))
    found = defaultdict(list)
    for row in supports.order_by("pk").values_list(
        "pk", "office_id", "client_id", "kind", "starts_on", "ended_on"
    ):
        pk, office, client, kind, starts_on, ended_on = row
        found[office].append(
            SupportFacts(
                client_id=client,
                kind=kind,
                is_standing=kind == SupportKind.SETTLEMENT,
                starts_on=starts_on,
                ended_on=ended_on,
                agreed=frozenset(agreed[pk]),
                active=frozenset(active[pk]),
            )
        )
    return found


def _stays(offices: Collection[int], year: int, until: date) -> dict[int, tuple[int, int, int]]:
    """Return of each office: who left for the community in the year, who is there, who wants out.

    Who is there is counted on the last day of the year or `until`, whichever comes first.
    """
    first, last = fiscal_range(year)
    day = min(last, until)
    stays = FacilityStay.objects.alive().filter(
        office_id__in=offices, client__deleted_at=None, since_on__lte=day
    )
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for office, ended_on, end, wish in stays.values_list("office_id", "ended_on", "end", "wish"):
        if ended_on is None or ended_on > day:
            found[office][1] += 1
            found[office][2] += wish == LeaveWish.WANTS
        elif ended_on >= first and end == StayEnd.COMMUNITY:
            found[office][0] += 1
    return {office: tuple(numbers) for office, numbers in found.items()}

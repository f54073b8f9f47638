"""担当件数 of a region by office: no people, and no small cells for a municipality."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from config.common.fiscal import add_months, month_end
from config.common.sql import JsonRows
from reports.figures.caseload import Load, load_of, months_before, served_until
from reports.figures.legal import LegalNumbers
from reports.figures.served import Served
from reports.figures.staff import monthly_heads, posts_between, specialists
from reports.rules import caseload as rules
from reports.rules.small_cells import can_show_sum, hidden_cells, is_small
from staffing.choices import FigureCode, OfficeKind
from staffing.models import Designation, Office


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office of the region; what a reader must not see is None."""

    name: str
    served: int | None
    adults: int | None
    children: int | None
    average: Fraction | None
    heads: Fraction
    specialists: int
    quotient: Fraction | None
    required: int | None
    shortfall: int | None


@dataclass(frozen=True, slots=True)
class RegionCaseload:
    """Every office of the region, and their sum as far as it can be shown."""

    month: date
    lines: tuple[OfficeLine, ...]
    served: int | None
    average: Fraction | None
    specialists: int
    hides: bool
    standard: int | None
    threshold: int | None


def region_offices(office: Office) -> QuerySet:
    """Return the offices of a region (圏域) with the one that looks at it.

    A core centre's region is the municipalities it serves; a municipality's is itself. A department
    that is nothing else has no clients: it would be a column of nothing but zeros.
    """
    served = office.serves.order_by()
    within = Q(municipality__in=served) | Q(pk=office.pk)
    alone = Q(municipality_id=office.municipality_id) & ~Exists(served)
    held = Designation.objects.filter(office=OuterRef("pk"))
    is_desk = held.filter(kind=OfficeKind.MUNICIPALITY)
    works = ~Exists(is_desk) | Exists(held.exclude(kind=OfficeKind.MUNICIPALITY))
    offices = Office.objects.filter(within | alone, works, deleted_at=None, is_user=True)
    return offices.order_by("name")


def office_rows(offices: QuerySet) -> Subquery:
    """Offices as a column of another query: {"pk", "name", "short_name"} each, in no order."""
    row = JSONObject(pk="pk", name="name", short_name="short_name")
    rows = offices.order_by().values(alike=Value(1)).annotate(rows=JsonRows(row))
    return Subquery(rows.values("rows"))


def region_caseload(
    offices: Iterable[Office],
    month: date,
    *,
    hides: bool,
    served: Sequence[Served] | None = None,
    numbers: LegalNumbers | None = None,
) -> RegionCaseload:
    """Return the region's caseload; `hides` leaves out whatever speaks of fewer than five people.

    Offices without a specialist and without a client served are left out: they do something else.
    `served` are the rows of `served_until`, `numbers` those of the law, where they are at hand.
    """
    offices, first = list(offices), add_months(month, -rules.MONTHS)
    keys = [office.pk for office in offices]
    rows = served_until(keys, month) if served is None else served
    numbers = numbers or LegalNumbers()
    posts, day = posts_between(keys, first, month_end(month)), month_end(month)
    standard = numbers.whole(FigureCode.CASELOAD_STANDARD, day)
    lines, loads = [], []
    for office in offices:
        load = load_of([row for row in rows if row.office_id == office.pk], month)
        own = [post for post in posts if post.office_id == office.pk]
        if own or any(load.before) or load.served:
            heads = monthly_heads(own, months_before(month), numbers)
            lines.append(_line(office.label, load, heads, specialists(own, day), standard))
            loads.append(load)
    hidden = _hidden(loads) if hides else frozenset()
    has_sum = can_show_sum([load.served for load in loads], hidden)
    return RegionCaseload(
        month=month,
        lines=tuple(_masked(lines, hidden) if hides else lines),
        served=sum(load.served for load in loads) if has_sum else None,
        average=sum((load.average for load in loads), Fraction(0)) if has_sum else None,
        specialists=sum(line.specialists for line in lines),
        hides=hides,
        standard=standard,
        threshold=numbers.whole(FigureCode.HANDLED_THRESHOLD, day),
    )


def _line(
    name: str, load: Load, heads: Sequence[Decimal], posted: int, standard: int | None
) -> OfficeLine:
    return OfficeLine(
        name=name,
        served=load.served,
        adults=load.adults,
        children=load.children,
        average=load.average,
        heads=rules.six_month_average(heads),
        specialists=posted,
        quotient=rules.handled_quotient(load.before, heads),
        required=rules.required_heads(load.average, standard) if standard else None,
        shortfall=int(rules.shortfall(load.average, standard, posted)) if standard else None,
    )


def _hidden(loads: Sequence[Load]) -> frozenset[int]:
    """Return the offices whose figures speak of few people, and those that would give them away."""
    few = [place for place, load in enumerate(loads) if is_small(load.average)]
    return hidden_cells([load.served for load in loads], also=few)


def _masked(lines: Sequence[OfficeLine], hidden: Collection[int]) -> Iterable[OfficeLine]:
    for place, line in enumerate(lines):
        if place in hidden:
            unseen = ("served", "adults", "children", "average", "quotient", "required")
            yield replace(line, **dict.fromkeys((*unseen, "shortfall")))
        elif is_small(line.adults) or is_small(line.children):
            yield replace(line, adults=None, children=None)
        else:
            yield line

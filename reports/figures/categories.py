"""What was done by work category (業務区分), month and office (K-02).

Contacts, with their persons counted once in each period; and what has no person: meetings held
and activities for the area.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, When
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from cases.models import Consultation
from cases.models.contacts import day_start
from cases.work_categories import Known, known_categories
from config.common.fiscal import add_months, fiscal_months, fiscal_range, month_end, month_of
from councils.choices import MeetingState
from councils.models import Meeting, NetworkActivity
from reports.rules.small_cells import shown_row
from staffing.models import Office

__all__ = [
    "CategoryLine",
    "CategoryRegion",
    "CategoryYear",
    "Source",
    "SourceCount",
    "category_region",
    "category_year",
    "contacts_of",
    "source_region",
    "source_year",
]


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """One category, None for the contacts without one; a cell that must not be seen is None."""

    category: Known | None
    cells: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class CategoryYear:
    """One office's contacts of a fiscal year by category and month."""

    months: tuple[date, ...]
    lines: tuple[CategoryLine, ...]
    contacts: CategoryLine
    persons: CategoryLine
    new: CategoryLine


@dataclass(frozen=True, slots=True)
class Source:
    """Something beside contacts that carries a category: `rows(until)` are those up to a day."""

    key: str
    label: str
    list_url: str
    rows: Callable[[date], QuerySet]
    #: What the list must be asked for besides office, days and category.
    states: tuple[str, ...] = ()


SOURCES = (
    Source(
        "meetings",
        _("Meetings"),
        "councils:meeting-list",
        lambda until: Meeting.objects.alive().held_until(until),
        states=tuple(state for state in MeetingState if state != MeetingState.CANCELLED),
    ),
    Source(
        "activities",
        _("Activities for the area"),
        "councils:activity-list",
        lambda until: NetworkActivity.objects.alive().filter(held_on__lte=until),
    ),
)


@dataclass(frozen=True, slots=True)
class SourceCount:
    """The numbers of one source by category and place; `total` sums them by place."""

    source: Source
    lines: tuple[CategoryLine, ...]
    total: CategoryLine


@dataclass(frozen=True, slots=True)
class CategoryRegion:
    """The contacts of one month by category and office; `contacts` only where nothing hides."""

    offices: tuple[str, ...]
    lines: tuple[CategoryLine, ...]
    contacts: CategoryLine | None
    persons: CategoryLine


def contacts_of(offices: Collection[int], first: date, last: date) -> QuerySet:
    """Return the contacts that are counted: all that were not deleted, from day to day."""
    return Consultation.objects.alive().filter(office_id__in=offices).on_days(first, last)


def category_year(office_id: int, year: int) -> CategoryYear:
    """Return a fiscal year of one office; its persons are not the sum of the months'."""
    first, last = fiscal_range(year)
    months = fiscal_months(year)
    # In one look at the contacts; where a month ends is quicker asked than which month it is.
    ends = (day_start(add_months(month, 1)) for month in months)
    place = Case(*(When(occurred_at__lt=end, then=at) for at, end in enumerate(ends)))
    counted = (
        contacts_of([office_id], first, last)
        .order_by()
        .values_list("work_category_id", place, "client_id")
        .annotate(number=Count("pk"), new=Count("pk", filter=Q(is_new=True)))
    )
    found, new, people = Counter(), Counter(), [set() for _month in months]
    for category, at, client, number, new_ones in counted:
        found[category, months[at]] += number
        new[months[at]] += new_ones
        people[at].add(client)
    persons = [held - {None} for held in people]
    lines = [
        _line(category, [found.get((category and category.pk, m), 0) for m in months])
        for category in _categories(found, first, last)
    ]
    return CategoryYear(
        months=tuple(months),
        lines=tuple(lines),
        contacts=_sums(lines, len(months)),
        persons=CategoryLine(None, tuple(map(len, persons)), len(set().union(*persons))),
        new=_line(None, [new[month] for month in months]),
    )


def source_year(office_id: int, year: int, *, today: date) -> list[SourceCount]:
    """Return meetings and activities of an office's fiscal year by month, up to today."""
    first, last = fiscal_range(year)
    months = fiscal_months(year)

    def counted(rows: QuerySet) -> dict[tuple, int]:
        by_month = rows.filter(office_id=office_id).annotate(month=TruncMonth("held_on"))
        return {(key, month): n for key, month, n in _numbers(by_month, "month")}

    return _by_source(first, min(last, today), months, counted)


def source_region(offices: Sequence[Office], month: date, *, today: date) -> list[SourceCount]:
    """Return meetings and activities of one month by office: nobody stands behind a number."""
    keys = [office.pk for office in offices]

    def counted(rows: QuerySet) -> dict[tuple, int]:
        held = rows.filter(office_id__in=keys)
        return {(key, office): n for key, office, n in _numbers(held, "office_id")}

    return _by_source(month_of(month), min(month_end(month), today), keys, counted)


def _numbers(rows: QuerySet, place: str) -> QuerySet:
    return rows.order_by().values_list("work_category_id", place).annotate(number=Count("pk"))


def _by_source(
    first: date, until: date, places: Sequence, counted: Callable[[QuerySet], dict[tuple, int]]
) -> list[SourceCount]:
    counts = []
    for source in SOURCES:
        found = counted(source.rows(until).filter(held_on__gte=first))
        lines = tuple(
            _line(category, [found.get((category and category.pk, at), 0) for at in places])
            for category in _used(found)
        )
        counts.append(SourceCount(source, lines, _sums(lines, len(places))))
    return counts


def _used(found: Collection[tuple]) -> list[Known | None]:
    """The categories that were used; what has none stands last."""
    used = {category for category, _at in found}
    held: list[Known | None] = [row for row in known_categories() if row.pk in used]
    return [*held, *([None] if None in used else [])]


def category_region(offices: Sequence[Office], month: date, *, hides: bool) -> CategoryRegion:
    """Return one month of the region's offices; `hides` leaves out small numbers.

    With hidden numbers an office's own sum is left out as well: it would give them away.
    """
    first, last = month_of(month), month_end(month)
    rows = contacts_of([office.pk for office in offices], first, last).order_by()
    counted = rows.values_list("work_category_id", "office_id").annotate(number=Count("pk"))
    found = {(category, office): number for category, office, number in counted}
    persons = {office: number for office, number, _new in _people_by(rows, "office_id")}
    lines = [
        (category, [found.get((category and category.pk, office.pk), 0) for office in offices])
        for category in _categories(found, first, last)
    ]
    shown = tuple(CategoryLine(key, *shown_row(counts, hides=hides)) for key, counts in lines)
    return CategoryRegion(
        offices=tuple(office.label for office in offices),
        lines=shown,
        contacts=None if hides else _sums(shown, len(offices)),
        persons=CategoryLine(
            None, *shown_row([persons.get(office.pk, 0) for office in offices], hides=hides)
        ),
    )


def _people_by(rows: QuerySet, field: str) -> QuerySet:
    """Count the persons (実人員) and the new contacts (新規) of each value of a field."""
    return rows.values_list(field).annotate(
        persons=Count("client_id", distinct=True),
        new=Count("pk", filter=Q(is_new=True)),
    )


def _categories(found: Collection[tuple], first: date, last: date) -> list[Known | None]:
    """The categories in force in the period and those that were used; contacts without one last."""
    used = {category for category, _at in found}
    held = [
        row
        for row in known_categories()
        if row.pk in used or (row.valid_from <= last and (row.valid_to or last) >= first)
    ]
    return [*held, None]


def _line(category: Known | None, counts: Sequence[int]) -> CategoryLine:
    return CategoryLine(category, tuple(counts), sum(counts))


def _sums(lines: Sequence[CategoryLine], width: int) -> CategoryLine:
    return _line(None, [sum(line.cells[place] or 0 for line in lines) for place in range(width)])

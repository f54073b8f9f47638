"""The parts of a morning sheet; another one, as near-misses (O-11), is added by `add_part`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from reports.morning.day import Morning
from staffing.asking import prepared_for_user
from staffing.models import Office, User
from staffing.permissions import Permission

#: A sheet has one page; nobody reads more than so many rows of one part in a morning.
MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a part as it is shown and printed."""

    pk: int
    when: str
    name: str
    name_url: str
    text: str
    worker: str
    url: str
    badge: Any = ""
    client_id: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its rows as a queryset, so that page, list, count and paper are the same rows.

    `rows(morning)` is narrowed to what the reader sees, `order` ends with the key, `shown` rows
    stand on the screen, `printed` on the paper of one page. `anchors` finds the row a page of the
    list starts from where the order needs an annotation. Parts of one `shape` have fields of the
    same kinds, in the same order: the sheet asks for them together.
    """

    key: str
    label: str
    permission: Permission
    rows: Callable[[Morning], QuerySet]
    fields: Sequence[str]
    order: Sequence[str]
    row: Callable[[dict[str, Any], Morning], Row]
    shown: int
    printed: int
    anchors: Callable[[], QuerySet] | None = None
    empty: str = ""
    shape: str = ""

    def values(self, morning: Morning) -> QuerySet:
        """Return the rows of the part as values."""
        return self.rows(morning).values(*self.fields)


_parts: dict[str, Part] = {}


def add_part(part: Part) -> None:
    """Register a part; a second one with the same key replaces it."""
    _parts[part.key] = part


def parts_for(morning: Morning) -> list[Part]:
    """Return the parts that the reader may see, in the order in which they were added."""
    return [part for part in _parts.values() if morning.can(part.permission)]


@dataclass(frozen=True, slots=True)
class Shown:
    """A part with its rows on the sheet, and how many there are in all."""

    part: Part
    rows: Sequence[Row]
    number: int
    #: Rows of the paper that other parts leave empty.
    lent: int = 0

    @property
    def label(self) -> str:
        """The number in words of a heading."""
        return f"{MOST}+" if self.number > MOST else str(self.number)

    @property
    def paper(self) -> Sequence[Row]:
        """The rows that the paper has room for."""
        return self.rows[: self.part.printed + self.lent]

    @property
    def unprinted(self) -> int:
        """How many rows do not stand on the paper."""
        return self.number - len(self.paper)

    @property
    def more(self) -> int:
        """How many rows do not stand on the sheet."""
        return self.number - len(self.rows)


class Found(NamedTuple):
    """The rows of a part that stand on the sheet, and how many there are up to MOST and one."""

    rows: list[dict[str, Any]]
    number: int


def all_shown(morning: Morning) -> list[Shown]:
    """Load the parts that the reader may see: one query for each shape."""
    parts = parts_for(morning)
    shapes: dict[str, list[Part]] = {}
    for part in parts:
        shapes.setdefault(part.shape or part.key, []).append(part)
    found: dict[str, Found] = {}
    for alike in shapes.values():
        found |= _loaded(alike, morning)
    return [_shown(part, morning, found[part.key]) for part in parts]


def _loaded(alike: Sequence[Part], morning: Morning) -> dict[str, Found]:
    """Return the rows that stand on the sheet of parts of one shape, by their keys."""
    fields = {part.key: part.fields for part in alike}
    office = morning.office
    place = morning.user.access.office_ids.index(office.pk)
    opening = (tuple(office.open_weekdays), office.opens_on_holidays)
    found: dict[str, Found] = {key: Found([], 0) for key in fields}
    rows = _rows(morning.user, tuple(fields), morning.day, place, *opening)
    for key, _place, number, *values in sorted(rows, key=itemgetter(0, 1)):
        found[key] = Found([*found[key].rows, dict(zip(fields[key], values, strict=True))], number)
    return found


@prepared_for_user
def _rows(
    user: User,
    keys: tuple[str, ...],
    day: date,
    place: int,
    open_weekdays: tuple[int, ...],
    opens_on_holidays: bool,  # noqa: FBT001
) -> QuerySet:
    """Ask for the first rows of some parts; the day and the office's own days are of the shape."""
    opening = {"open_weekdays": open_weekdays, "opens_on_holidays": opens_on_holidays}
    morning = Morning(user, Office(pk=user.access.office_ids[place], **opening), day)
    first, *others = (_placed(_parts[key], morning) for key in keys)
    return first.union(*others, all=True) if others else first


def _placed(part: Part, morning: Morning) -> QuerySet:
    """Return the rows of a part that stand on the sheet: each with its place, and how many are."""
    rows = part.rows(morning)
    counted = rows.filter(pk__in=rows.order_by(*part.order).values("pk")[: MOST + 1]).order_by()
    places = {
        "stands_at": Window(RowNumber(), order_by=part.order),
        "in_all": Window(Count("pk")),
    }
    shown = counted.annotate(**places).filter(stands_at__lte=part.shown)
    return shown.values_list(Value(part.key), *places, *part.fields)


def _shown(part: Part, morning: Morning, found: Found) -> Shown:
    return Shown(part, [part.row(values, morning) for values in found.rows], found.number)

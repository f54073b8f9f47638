"""The parts of a morning sheet; another one, as near-misses (O-11), is added by `add_part`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from reports.morning.day import Morning
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
    list starts from where the order needs an annotation.
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

    @property
    def label(self) -> str:
        """The number in words of a heading."""
        return f"{MOST}+" if self.number > MOST else str(self.number)

    @property
    def paper(self) -> Sequence[Row]:
        """The rows that the paper has room for."""
        return self.rows[: self.part.printed]

    @property
    def unprinted(self) -> int:
        """How many rows do not stand on the paper."""
        return self.number - len(self.paper)

    @property
    def more(self) -> int:
        """How many rows do not stand on the sheet."""
        return self.number - len(self.rows)


def shown(part: Part, morning: Morning) -> Shown:
    """Load one part: one query."""
    found = list(part.values(morning).order_by(*part.order)[: MOST + 1])
    rows = [part.row(values, morning) for values in found[: part.shown]]
    return Shown(part, rows, len(found))

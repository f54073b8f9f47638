"""Columns of lists: what their heads are called, which of them stand, by which one is sorted.

A list declares its columns once, at its filter; heads with their links, the cells, the menu of the
columns and the order of the rows follow from that. `sort` and `cols` of the address say what a
reader chose: `sort=day` or `sort=-day`, and the keys of the columns that are to stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

__all__ = ["CLEAR", "PAGING", "SHAPE", "Column", "ListTable", "by_choice"]

PAGING = ("before", "after", "page")
#: An address that says: as the list stands of itself, not as it was left.
CLEAR = "clear=1"
#: What of an address is the shape of a list, not a condition of its rows.
SHAPE = ("sort", "cols")
#: Stands for a missing value in the order; rows without one come last either way.
BLANKS = {
    models.DateTimeField: datetime(1900, 1, 1, tzinfo=UTC),
    models.DateField: date(1900, 1, 1),
    models.CharField: "",
    models.TextField: "",
    models.FloatField: 0.0,
    models.IntegerField: 0,
}


@dataclass(frozen=True)
class Column:
    """One column: `by` is the field or expression it is sorted by, if it can be.

    `is_head` cells name their row, `is_fixed` columns cannot be taken away, `is_extra` ones stand
    only when they are chosen, the label of an `is_mute` one (buttons) is only read aloud.
    `descends`: the greatest or newest first, on the first click.
    """

    key: str
    label: Any
    by: Any = None
    css: str = ""
    is_head: bool = False
    is_fixed: bool = False
    is_extra: bool = False
    is_mute: bool = False
    #: Its cells are boxes to tick, its head ticks them all.
    is_tick: bool = False
    descends: bool = False


class HeadCell(NamedTuple):
    """A head as the page writes it: plain values that a steady part is kept by."""

    label: str
    query: str
    sorted: str
    css: str
    is_tick: bool
    is_mute: bool


@dataclass(frozen=True)
class Head:
    """The head of a column as it is shown: `sorted` is the value of aria-sort, "" where none."""

    column: Column
    query: str
    sorted: str = ""

    @property
    def css(self) -> str:
        """What of the cells' look the head shares: numbers stand at the right."""
        shared = set(self.column.css.split()) & {"n", "c"}
        return " ".join(sorted(shared))

    @property
    def cell(self) -> HeadCell:
        """What is written of it."""
        column = self.column
        shown = (str(column.label), self.query, self.sorted, self.css)
        return HeadCell(*shown, column.is_tick, column.is_mute)


def by_choice(field: str, choices: type[models.TextChoices]) -> Case:
    """Return the order of a choice's own list: its codes sort by the alphabet."""
    whens = [When(Q(**{field: code}), then=place) for place, code in enumerate(choices.values)]
    return Case(*whens, default=len(whens), output_field=models.SmallIntegerField())


class _Openings(dict):
    """Of a column that this reader does not have at all there is no cell either."""

    def __missing__(self, key: str) -> SafeString:
        return SafeString("")


class ListTable:
    """The columns of one list as one reader asked for them."""

    def __init__(
        self, columns: Sequence[Column], asked: QueryDict | None, *, standard: str = ""
    ) -> None:
        #: `standard` is the order of the list itself as its head shows it ("-day").
        self.columns, self.standard = columns, standard
        self.asked = QueryDict() if asked is None else asked
        self._known = {column.key: column for column in columns}
        self._chosen = frozenset(self.asked.getlist("cols")) if "cols" in self.asked else None

    def shows(self, column: Column) -> bool:
        """Whether a column stands: as chosen, else unless it is an extra one."""
        if column.is_fixed or self._chosen is None:
            return column.is_fixed or not column.is_extra
        return column.key in self._chosen

    @cached_property
    def shown(self) -> set[str]:
        """The keys of the columns that stand."""
        return {column.key for column in self.columns if self.shows(column)}

    @property
    def width(self) -> int:
        """How many columns stand."""
        return len(self.shown)

    @property
    def is_descending(self) -> bool:
        """Whether the greatest stands first."""
        return self.asked.get("sort", "").startswith("-")

    @cached_property
    def sorted(self) -> Column | None:
        """The column that the rows are sorted by; None where the list's own order holds."""
        column = self._known.get(self.asked.get("sort", "").removeprefix("-"))
        return column if column and column.by is not None else None

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns that stand."""
        return [self._head(column) for column in self.columns if column.key in self.shown]

    @property
    def head_row(self) -> tuple[HeadCell, ...]:
        """The row of heads as it is written."""
        return tuple(head.cell for head in self.heads)

    @property
    def menu(self) -> tuple[tuple[str, str, bool], ...]:
        """Key, label and standing of each column that can be chosen."""
        return tuple((column.key, str(column.label), stands) for column, stands in self.optional)

    @property
    def optional(self) -> list[tuple[Column, bool]]:
        """The columns that can be chosen, and whether they stand."""
        optional = [column for column in self.columns if not column.is_fixed]
        return [(column, column.key in self.shown) for column in optional]

    @cached_property
    def openings(self) -> dict[str, SafeString]:
        """The opening tag of each column's cells, "" where the column does not stand."""
        return _Openings({column.key: self._opening(column) for column in self.columns})

    @property
    def unsorted_query(self) -> str:
        """The address without the order."""
        return self._query(sort=None)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Names and values of the shape, as a form of conditions hands them on."""
        return [(name, value) for name in SHAPE for value in self.asked.getlist(name) if value]

    @property
    def conditions(self) -> tuple[tuple[str, str], ...]:
        """Names and values of all else, as the form of the columns hands them on."""
        left = {*PAGING, "cols"}
        return tuple(
            (name, value)
            for name in self.asked
            if name not in left
            for value in self.asked.getlist(name)
        )

    def ordered(self, rows: QuerySet, order: Sequence[str]) -> tuple[QuerySet, tuple[str, ...]]:
        """Return the rows and the names they are ordered by: the chosen column, then `order`."""
        column = self.sorted
        if column is None:
            return rows, tuple(order)
        sign = "-" if self.is_descending else ""
        path = column.by
        if not isinstance(path, str):
            rows, path = rows.annotate(sort_found=path), "sort_found"
        field, is_plain = _field(rows, path)
        if is_plain:
            return rows, (f"{sign}{path}", *order)
        is_blank = Q(**{f"{path}__isnull": True})
        if isinstance(field, models.CharField | models.TextField):
            is_blank |= Q(**{path: ""})
        blank = next((value for kind, value in BLANKS.items() if isinstance(field, kind)), "")
        annotated = rows.annotate(
            sort_blank=Case(When(is_blank, then=1), default=0, output_field=models.IntegerField()),
            sort_key=Coalesce(F(path), Value(blank, output_field=field)),
        )
        return annotated, ("sort_blank", f"{sign}sort_key", *order)

    def _head(self, column: Column) -> Head:
        if column.by is None:
            return Head(column, "")
        up, down = column.key, f"-{column.key}"
        asked = self.asked.get("sort", "") if self.sorted else self.standard
        if asked not in {up, down}:
            return Head(column, self._query(sort=down if column.descends else up))
        word = "descending" if asked == down else "ascending"
        begins = asked == self.standard or (asked == down) == column.descends
        # The third click takes the order away again.
        following = (up if asked == down else down) if begins else None
        return Head(column, self._query(sort=following), word)

    def _query(self, *, sort: str | None) -> str:
        parts = (self._unsorted, f"sort={sort}" if sort else "")
        return "&".join(filter(None, parts)) or CLEAR

    @cached_property
    def _unsorted(self) -> str:
        query = self.asked.copy()
        for name in (*PAGING, "sort"):
            query.pop(name, None)
        return query.urlencode()

    def _opening(self, column: Column) -> SafeString:
        if column.key not in self.shown:
            return SafeString("")
        css = format_html(' class="{}"', column.css) if column.css else ""
        if column.is_head:
            return format_html('<th scope="row"{}>', css)
        label = "" if column.is_mute else format_html(' data-label="{}"', column.label)
        return format_html("<td{}{}>", css, label)


def _field(rows: QuerySet, path: str) -> tuple[models.Field, bool]:
    """Return the field at the end of a path, and whether it is a column that is never blank."""
    if path in rows.query.annotations:
        return rows.query.annotations[path].output_field, False
    model, is_plain, field = rows.model, True, None
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            break
        is_plain = is_plain and not field.null and not getattr(field, "blank", False)
        model = field.related_model or model
    return field, is_plain and "__" not in path

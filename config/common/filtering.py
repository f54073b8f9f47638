"""Filters of lists: days typed in any way, and the chips of what is set."""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

import django_filters as df
from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from config.common.columns import CLEAR, PAGING, SHAPE, Column, ListTable
from config.common.fields import DayField, DayWidget, MonthField, MonthWidget
from config.common.filterforms import OwnFilters, filter_form

ALL = pgettext_lazy("filter", "All")
YES_OR_NO = [("unknown", ALL), ("true", gettext_lazy("Yes")), ("false", gettext_lazy("No"))]


@dataclass(frozen=True)
class Chip:
    """One condition in use: its words, and the query that is left when it is taken away."""

    label: str
    words: str
    query: str


#: Days and months as the pages' own links write them.
LINKED_DAY, LINKED_MONTH = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d")


class LinkedDayWidget(DayWidget):
    """A day that came with a link is shown as people write it; a typed text stays as it is."""

    def format_value(self, value):
        if isinstance(value, str) and LINKED_DAY.fullmatch(value):
            with suppress(ValueError):
                value = date.fromisoformat(value)
        return super().format_value(value)


class LinkedMonthWidget(MonthWidget):
    """A month that came with a link is shown as people write it; a typed text stays as it is."""

    def format_value(self, value):
        if isinstance(value, str) and LINKED_MONTH.fullmatch(value):
            with suppress(ValueError):
                value = date.fromisoformat(f"{value}-01")
        return super().format_value(value)


class DayFilter(df.Filter):
    """A filter by a day that may be typed as R8.11.24, 1124 or きょう."""

    field_class = DayField

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **{"widget": LinkedDayWidget, **options})


class MonthFilter(df.Filter):
    """A filter by a month that may be typed as R8.11, or linked as 2026-11."""

    field_class = MonthField

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **{"widget": LinkedMonthWidget, **options})


@dataclass(frozen=True)
class RowsLater:
    """The rows of a filter that may not be asked for: they are built when they are."""

    model: type[Model]
    all: Callable[[], QuerySet]


class ListFilter(df.FilterSet):
    """The filter of one list and its columns; its day fields know which day it is.

    A condition of more than two choices takes several of them, unless `one_of` says why not.
    """

    today: date
    #: The columns of the list; `fixed_order` says why none of them sorts the rows.
    columns: ClassVar[tuple[Column, ...]] = ()
    fixed_order: ClassVar[str] = ""
    standard: ClassVar[str] = ""
    #: Conditions of which one holds at a time, with the reason.
    one_of: ClassVar[dict[str, str]] = {}

    def __init__(self, *args, today: date | None = None, **kwargs) -> None:
        self.today = today or timezone.localdate()
        super().__init__(*args, **kwargs)

    @classmethod
    def get_filters(cls) -> OwnFilters:
        """Return the filters of the class."""
        return OwnFilters(super().get_filters())

    def columns_for(self) -> Sequence[Column]:
        """Return the columns this reader may have."""
        return self.columns

    def standard_order(self) -> str:
        """Return the column by which the list stands of itself, "-" before one that descends."""
        return self.standard

    @cached_property
    def table(self) -> ListTable:
        """The columns as they were asked for."""
        return ListTable(self.columns_for(), self.data, standard=self.standard_order())

    def in_order(self, rows: QuerySet, *order: str) -> QuerySet:
        """Return rows as the page shows them: by the chosen column, else in `order`."""
        rows, order = self.table.ordered(rows, order)
        return rows.order_by(*order)

    @property
    def form(self):
        """The filter's form, with today's date at every field that asks for it."""
        if not hasattr(self, "_form"):
            self._form = filter_form(self)
            for field in self._form.fields.values():
                if hasattr(field, "today"):
                    field.today = self.today
                if isinstance(field.widget, forms.NullBooleanSelect):
                    field.widget.choices = YES_OR_NO
        return self._form

    @property
    def is_set(self) -> bool:
        """Whether any filter is in use (then an empty list offers to clear them)."""
        return any(self.data.get(name) for name in self.filters) if self.data else False

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Names and values that a form of the conditions hands on: the shape, and what is more."""
        return [
            (name, value)
            for name in self.data or ()
            if name not in self.form.fields and name not in (*PAGING, "clear")
            for value in self.data.getlist(name)
            if value
        ]

    @property
    def cleared_query(self) -> str:
        """The address without any condition, in the chosen shape."""
        query = kept_query(self, leaving=self.filters)
        return query.urlencode() or CLEAR

    @property
    def chips(self) -> list[Chip]:
        """The conditions in use, in the order of the form."""
        self.form.is_valid()
        return [
            Chip(
                str(bound.label), _words(bound, self.form.cleaned_data), self._query_without(bound)
            )
            for bound in self.form
            if bound.name in self.form.changed_data and bound.name not in self.form.errors
        ]

    def _query_without(self, bound) -> str:
        query = self.data.copy()
        for name in (bound.html_name, *PAGING):
            query.pop(name, None)
        return query.urlencode()


def kept_query(listed: ListFilter, *, leaving: Iterable[str] = ()) -> QueryDict:
    """Return conditions and shape of a list without some of them, every value of each."""
    query = QueryDict(mutable=True)
    for name in listed.data if listed.data else ():
        values = [value for value in listed.data.getlist(name) if value]
        is_kept = name in listed.filters or name in SHAPE
        if is_kept and name not in leaving and values:
            query.setlist(name, values)
    return query


def _words(bound, cleaned: dict) -> str:
    """Return a chosen value as the form shows it; a ticking box and a hidden text say nothing."""
    value = cleaned.get(bound.name)
    if bound.is_hidden or value is True:
        return ""
    if isinstance(value, date):
        return bound.field.widget.format_value(value)
    if isinstance(value, list):
        labels = {str(key): label for key, label in bound.field.choices}
        return "・".join(str(labels.get(str(each), each)) for each in value)
    if isinstance(value, QuerySet):
        return "・".join(str(each) for each in value)
    # A field of choices of its own kind knows its length only while it is walked through.
    choices = list(getattr(bound.field, "choices", ())) if isinstance(value, str) else []
    return str(dict(choices).get(value, value))

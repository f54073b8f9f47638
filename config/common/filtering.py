"""Filters of lists: days typed in any way, and the chips of what is set."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import django_filters as df
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from config.common.fields import DayField, DayWidget, MonthField, MonthWidget

ALL = pgettext_lazy("filter", "All")
PAGING = ("before", "after", "page")


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


class ListFilter(df.FilterSet):
    """The filter of one list; its day fields know which day it is."""

    today: date

    def __init__(self, *args, today: date | None = None, **kwargs) -> None:
        self.today = today or timezone.localdate()
        super().__init__(*args, **kwargs)

    @property
    def form(self):
        """The filter's form, with today's date at every field that asks for it."""
        form = super().form
        for field in form.fields.values():
            if hasattr(field, "today"):
                field.today = self.today
            if isinstance(field.widget, forms.NullBooleanSelect):
                field.widget.choices = [("unknown", ALL), ("true", _("Yes")), ("false", _("No"))]
        return form

    @property
    def is_set(self) -> bool:
        """Whether any filter is in use (then an empty list offers to clear them)."""
        return any(self.data.get(name) for name in self.filters) if self.data else False

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


def _words(bound, cleaned: dict) -> str:
    """Return a chosen value as the form shows it; a ticking box and a hidden text say nothing."""
    value = cleaned.get(bound.name)
    if bound.is_hidden or value is True:
        return ""
    if isinstance(value, date):
        return bound.field.widget.format_value(value)
    choices = dict(getattr(bound.field, "choices", ()) or {}) if isinstance(value, str) else {}
    return str(choices.get(value, value))

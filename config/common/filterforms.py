"""The form of a list's filter: what of it is alike for everybody is made and written once.

Making the twenty fields of a long filter, copying and writing them costs more than the rows of the
list. A field is *steady* where nothing of the request is in it: neither records to choose from nor
choices that are asked for or set anew. Nobody's data can be in it, and a steady field in which
nothing is set looks the same on every page of one language.
"""

from collections import OrderedDict
from collections.abc import Iterable
from copy import copy
from functools import cache
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_filters import Filter

__all__ = ["OwnFilters", "Part", "filter_form", "parts_of"]

#: What a browser sends of a field, or not, in which nothing is set.
NOTHING = (None, "", [])


class Part(NamedTuple):
    """A field as a page writes it; `is_several` ones are folds, with no label around them."""

    label: str
    html: SafeString
    is_several: bool


def parts_of(form: forms.Form, names: Iterable[str]) -> tuple[Part, ...]:
    """Return what `components/filter_parts.html` writes of some fields, to be steady by."""
    every = (form[name] for name in names)
    return tuple(
        Part(str(each.label), str(each), getattr(each.field.widget, "is_several", False))
        for each in every
    )


class OwnFilters(OrderedDict):
    """The filters of a class; each of its filtersets owns copies that it may change."""

    def __deepcopy__(self, _memo: dict) -> OrderedDict[str, Filter]:
        return OrderedDict((name, _own(each)) for name, each in self.items())


def _own(each: Filter) -> Filter:
    own = copy(each)
    own.extra = each.extra.copy()
    vars(own).pop("_field", None)
    if own.method is not None:
        own.method = own.method  # what calls the method knows whose filter it is
    return own


def filter_form(filters: Any) -> forms.Form:
    """Return the form of a filterset, of steady fields and of its own."""
    shell = _shell(type(filters))
    form = shell(filters.data if filters.is_bound else None, prefix=filters.form_prefix)
    form.steady = set()
    for name, own in filters.filters.items():
        shared = filters.base_filters.get(name)
        if shared is not None and _is_steady(shared, own):
            form.steady.add(name)
            field = shared.field
            # It gets its day from the filterset.
            form.fields[name] = copy(field) if hasattr(field, "today") else field
        else:
            form.fields[name] = own.field
    return form


def _is_steady(shared: Filter, own: Filter) -> bool:
    extra, choices = shared.extra, shared.extra.get("choices")
    # A filter with a property of its own looks for records.
    is_asked = type(shared).field is not Filter.field
    is_asked = is_asked or (callable(choices) and not isinstance(choices, type))
    if is_asked or shared.label is None or own.label is not shared.label:
        return False
    return len(own.extra) == len(extra) and all(own.extra[k] is v for k, v in extra.items())


@cache
def _shell(filters: type) -> type[forms.Form]:
    """The class of the form; its fields come later."""
    bases, more = (_FilterForm, filters._meta.form), {"written": {}}
    return type(f"{filters.__name__}Form", bases, more)


class _SteadyField(BoundField):
    """A field of a filter: written once a language and process while nothing is set in it."""

    def as_widget(self, widget=None, attrs=None, only_initial=False) -> SafeString:  # noqa: FBT002
        """Return what was written before, where that is all the same."""
        form = self.form
        is_set = self.data not in NOTHING or self.errors
        if widget or attrs or only_initial or is_set or self.name not in form.steady:
            return super().as_widget(widget, attrs, only_initial)
        key = (self.html_name, form.is_bound, get_language())
        if key not in form.written:
            form.written[key] = super().as_widget()
        return form.written[key]


class _FilterForm(forms.Form):
    bound_field_class = _SteadyField
    #: Names of the steady fields; what was written of them, for all forms of the class.
    steady: set[str]
    written: dict[tuple, SafeString]

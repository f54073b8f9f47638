"""Filters of lists that take several values: a fold with tick boxes that says what is set."""

from collections.abc import Iterator
from html import escape
from typing import Any

import django_filters as df
from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy
from django_filters.fields import ModelMultipleChoiceField

from config.common.choices import NameIterator
from config.common.keys import read_key
from config.common.widgets import write_text

__all__ = ["SeveralFilter", "SeveralNamesFilter", "SeveralWidget"]


class SeveralWidget(forms.CheckboxSelectMultiple):
    """Tick boxes in a fold; templates put no label around it (`is_several`)."""

    is_several = True
    #: What the closed fold says where nothing is ticked.
    said = pgettext_lazy("filter", "All")

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Write the fold without templates: a list may offer all people of an office."""
        held = {str(each) for each in value or ()}
        told = [(str(key), str(label)) for key, label in _flat(self.choices) if key != ""]
        chosen = "・".join(label for key, label in told if key in held) or str(self.said)
        rows = "".join(
            f'<li><label>{write_text(label)} <input type="checkbox" name="{name}"'
            f' value="{escape(key)}"{" checked" if key in held else ""}></label></li>'
            for key, label in told
        )
        return SafeString(
            '<details class="menu"><summary class="btn small">'
            f'<span class="cut">{escape(chosen)}</span></summary><ul>{rows}</ul></details>'
        )


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the choices of groups one after the other."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


class SeveralFilter(df.MultipleChoiceFilter):
    """One of several codes; `said` is what the closed fold says where none is ticked."""

    def __init__(self, *args: Any, said: Any = "", **options: Any) -> None:
        widget = type("SaidWidget", (SeveralWidget,), {"said": said}) if said else SeveralWidget
        super().__init__(*args, **{"widget": widget, "distinct": False, **options})


class SeveralNamesField(ModelMultipleChoiceField):
    """A key that no table can hold is no choice, not a failure."""

    iterator = NameIterator

    def clean(self, value: Any) -> Any:
        if not value:
            return []  # and no query for it
        for key in value or ():
            if key != self.null_value and read_key(str(key)) is None:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": str(key)[:20]},
                )
        return super().clean(value)


class SeveralNamesFilter(df.ModelMultipleChoiceFilter):
    """One of several records that are shown by their name."""

    field_class = SeveralNamesField

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"widget": SeveralWidget, "distinct": False, **options})

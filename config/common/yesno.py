"""A pair 有・無 as a field."""

from typing import Any

from django import forms
from django.utils.translation import pgettext_lazy


class YesNoField(forms.TypedChoiceField):
    """A pair 有・無 as the papers print it: True or False, 無 until somebody says 有."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        choices = [("on", pgettext_lazy("pair", "Yes")), ("", pgettext_lazy("pair", "No"))]
        options = {"choices": choices, "required": False, "empty_value": False} | options
        super().__init__(coerce=bool, **options)

    def prepare_value(self, value: Any) -> str:
        return "on" if value in {True, "on", "True"} else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != self.prepare_value(data)

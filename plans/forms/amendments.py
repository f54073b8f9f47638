"""The form of a future amendment of the standard intervals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.fields import DayField
from plans.choices_intervals import IntervalGroup
from plans.intervals import stored_intervals
from plans.rules import IntervalRow
from plans.rules.amendments import amendment_problems
from staffing.sheets import SheetForm

LONGEST = 36


class AmendmentForm(SheetForm):
    """One row of the table from a coming day on, with where it is written."""

    group = forms.ChoiceField(
        label=_("row of the interval table"), choices=IntervalGroup, widget=forms.RadioSelect
    )
    valid_from = DayField(label=_("valid from"))
    months = forms.IntegerField(
        label=pgettext_lazy("interval", "months"), min_value=1, max_value=LONGEST
    )
    months_65 = forms.IntegerField(
        label=_("months from 65 on without care management"),
        min_value=1,
        max_value=LONGEST,
        required=False,
    )
    source = forms.CharField(
        label=_("source"),
        max_length=200,
        widget=forms.TextInput({"class": "w-full"}),
        help_text=_("The notice and its date, for example 障障発 … 令和9年3月31日."),
    )

    @property
    def row(self) -> IntervalRow:
        """The row as the rule reads it."""
        data = self.cleaned_data
        return IntervalRow(
            data["group"],
            data["valid_from"],
            None,
            data["months"],
            data.get("months_65"),
            data.get("source") or "",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("group") and data.get("valid_from") and data.get("months"):
            rows = stored_intervals()
            self.add_problems(amendment_problems(rows, self.row, today=self.today))
        return data

"""The form of a new row of the units of the law."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.common.fields import DayField
from reports.actions.fees import stored_rates
from reports.choices_claims import Certainty, Fee, Variant, Whom
from reports.rules.fees import Rate, rate_problems
from staffing.sheets import SheetForm

MOST_UNITS, MOST_TIMES, MOST_PERCENT = 99_999, 31, 99


class FeeUnitForm(SheetForm):
    """The units of one rate from the first day of a month on, and where they are written."""

    fee = forms.ChoiceField(label=_("fee"), choices=[("", "―"), *Fee.choices])
    variant = forms.ChoiceField(
        label=_("rate"),
        choices=[("", _("One rate only")), *Variant.choices],
        required=False,
    )
    whom = forms.ChoiceField(
        label=_("Adult or child"),
        choices=[("", _("Both")), *Whom.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    units = forms.IntegerField(label=_("units"), min_value=1, max_value=MOST_UNITS, required=False)
    percent = forms.DecimalField(
        label=_("percent"),
        min_value=-MOST_PERCENT,
        max_value=MOST_PERCENT,
        max_digits=4,
        decimal_places=2,
        required=False,
        help_text=_("Only for a share of other fees; a reduction below zero, for example -1."),
    )
    most = forms.IntegerField(
        label=_("most times a month"),
        min_value=1,
        max_value=MOST_TIMES,
        required=False,
        help_text=_("Empty where the law sets no limit."),
    )
    valid_from = DayField(label=_("valid from"), help_text=_("The first day of a month."))
    certainty = forms.ChoiceField(
        label=_("certainty"), choices=Certainty, initial=Certainty.READ, widget=forms.RadioSelect
    )
    source = forms.CharField(
        label=_("source"),
        max_length=200,
        widget=forms.TextInput({"class": "w-full"}),
        help_text=_("The notice and its date, for example 報酬告示（令和9年4月改定）別表1のイ."),
    )

    @property
    def tells_rate(self) -> bool:
        """Whether the row is known and may be added, but for where it is written."""
        return not set(self.errors) - {"source"}

    @property
    def rate(self) -> Rate:
        """The row as the rule reads it."""
        data = self.cleaned_data
        return Rate(
            data["fee"],
            data["variant"],
            data["whom"],
            data["units"],
            data["valid_from"],
            percent=data["percent"],
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["units"] = data.get("units") or 0
        # Where it is written comes last: what is wrong with the row is said before that.
        is_whole = not set(self.errors) - {"source"} and data.get("fee") and data.get("valid_from")
        if is_whole and not data["units"] and data.get("percent") is None:
            self.add_error("units", _("Type the units, or the percent of a share."))
        elif is_whole:
            self.add_problems(rate_problems(stored_rates(), self.rate, today=self.today))
        return data

"""Forms of pauses and of moving a month."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.common.fields import DayField, MonthField
from monitoring.models import Pause
from staffing.sheets import SheetForm, SheetModelForm


class PauseForm(SheetModelForm):
    """A stay in hospital or a facility; without an end it goes on."""

    starts_on = DayField(label=gettext_lazy("from"), is_past=True)
    ends_on = DayField(
        label=gettext_lazy("to"),
        required=False,
        help_text=gettext_lazy("Empty while it goes on. Whole months within it are left out."),
    )

    class Meta:
        model = Pause
        fields = ("kind", "starts_on", "ends_on", "place", "note")
        widgets = {"kind": forms.RadioSelect}

    def prepare(self) -> None:
        kind = self.fields["kind"]
        kind.choices = [choice for choice in kind.choices if choice[0]]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end is before the start."))
        return data


class MoveForm(SheetForm):
    """To which month, and why."""

    to = MonthField(label=gettext_lazy("Move to"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=120,
        widget=forms.TextInput({"class": "w-full"}),
        help_text=gettext_lazy("Tell the municipality, whose certificate names the month."),
    )

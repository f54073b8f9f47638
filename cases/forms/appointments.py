"""What is planned for a day (S22)."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import Method
from cases.forms.choosing import ClientChoiceForm, ReadersOnly
from config.common.fields import ClockField, DayField
from staffing.sheets import SheetForm


class AppointmentForm(ReadersOnly, ClientChoiceForm):
    """Who goes where and when, and to whom."""

    title = forms.CharField(
        label=gettext_lazy("What for"),
        max_length=100,
        widget=forms.TextInput({"class": "w-full", "autofocus": True}),
    )
    method = forms.ChoiceField(
        label=pgettext_lazy("log", "Method"),
        choices=Method.choices,
        initial=Method.VISIT,
        widget=forms.RadioSelect({"class": "compact"}),
    )
    starts_on = DayField(label=pgettext_lazy("appointment", "Day"))
    starts_time = ClockField(label=gettext_lazy("Start"))
    ends_time = ClockField(label=gettext_lazy("End"), required=False)
    in_charge = "worker"
    worker = forms.ModelChoiceField(label=gettext_lazy("Who goes"), queryset=None, empty_label=None)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=100, required=False)

    def clean(self):
        data = super().clean()
        start, end = data.get("starts_time"), data.get("ends_time")
        if start and end and end <= start:
            message = _("The end lies before the start. Type a time after %(start)s.")
            self.add_error("ends_time", message % {"start": f"{start:%H:%M}"})
        return data

    @property
    def appointment(self) -> dict[str, Any]:
        """The columns of the appointment."""
        data = dict(self.cleaned_data)
        day = data.pop("starts_on")
        start, end = data.pop("starts_time"), data.pop("ends_time")
        data.pop("client_text")
        data["starts_at"] = timezone.make_aware(datetime.combine(day, start))
        data["ends_at"] = timezone.make_aware(datetime.combine(day, end)) if end else None
        return data


class CancelForm(SheetForm):
    """Why an appointment is cancelled."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200, required=False)

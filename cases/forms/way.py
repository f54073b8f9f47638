"""The way of a case: next step, person in charge, end, new beginning."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import CaseState, CloseReason, Route
from cases.forms.choosing import colleagues
from cases.rules import REQUIRED_DATES
from config.common.fields import DayField, NameField
from staffing.sheets import SheetForm

#: Wording of the days that prove a step.
DATE_LABELS = {
    "explained_on": _("Important matters explained on"),
    "contracted_on": _("Contract signed on"),
    "consented_on": _("Consented on"),
    "delivered_on": _("Copy delivered on"),
    "submitted_on": _("Submitted to the municipality on"),
    "held_on": _("Meeting held on"),
    "referred_on": _("Passed on on"),
    "closed_on": _("Ended on"),
}


class AdvanceForm(SheetForm):
    """The days that prove the next step; `to` is the state the case moves into."""

    on = DayField(label=_("Day of this step"), is_past=True)
    close_reason = forms.ChoiceField(
        label=_("Why it ends"), choices=[("", "―"), *CloseReason.choices], required=False
    )
    referred_to = NameField(label=_("Passed on to"), required=False, longest=100)

    def __init__(self, *args, to: str, **kwargs) -> None:
        self.to = to
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if self.to != CaseState.CLOSED:
            del self.fields["close_reason"]
        if self.to != CaseState.REFERRED:
            del self.fields["referred_to"]
        needed = REQUIRED_DATES.get(self.to, ())
        if needed:
            del self.fields["on"]
        proof = {}
        for name in needed:
            proof[name] = DayField(label=DATE_LABELS[name], is_past=True)
            proof[name].today = self.today
        self.fields = {**proof, **self.fields}

    @property
    def dates(self) -> dict[str, date]:
        """The days that prove the step, by name."""
        needed = REQUIRED_DATES.get(self.to, ())
        return {name: self.cleaned_data[name] for name in needed}

    @property
    def step(self) -> dict[str, Any]:
        """What the action needs; the step's own day is the last of its days."""
        data = self.cleaned_data
        return {
            "on": data["on"] if "on" in data else max(self.dates.values()),
            "dates": self.dates,
            "reason": data.get("close_reason", ""),
            "target": data.get("referred_to", ""),
        }


class OpeningForm(SheetForm):
    """When and how a case began, to correct what was typed wrong."""

    opened_on = DayField(label=_("First contact on"), is_past=True)
    route = forms.ChoiceField(
        label=_("Came by way of"), choices=[("", "―"), *Route.choices], required=False
    )


class AssignForm(SheetForm):
    """Who is in charge, from when."""

    worker = forms.ModelChoiceField(
        label=_("Person in charge"), queryset=None, required=False, empty_label=_("Nobody yet")
    )
    deputy = forms.ModelChoiceField(label=_("Deputy"), queryset=None, required=False)
    on = DayField(label=_("From which day"))

    def prepare(self) -> None:
        people = colleagues(self.office.pk, on=self.today)
        self.fields["worker"].queryset = self.fields["deputy"].queryset = people


class OpenCaseForm(SheetForm):
    """A new case of a person whose last one ended."""

    opened_on = DayField(label=_("First contact on"), is_past=True)
    route = forms.ChoiceField(
        label=_("Came by way of"), choices=[("", "―"), *Route.choices], required=False
    )
    worker = forms.ModelChoiceField(
        label=_("Person in charge"), queryset=None, required=False, empty_label=_("Nobody yet")
    )

    def prepare(self) -> None:
        self.fields["worker"].queryset = colleagues(self.office.pk, on=self.today)

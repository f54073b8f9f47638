"""The way of a case: next step, steps left out, person in charge, new beginning."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.choices import CaseState, CloseReason, Route
from cases.forms.choosing import colleagues
from cases.forms.ending import ContractFields, SheetFields
from cases.rules import REQUIRED_DATES, skip_targets, skipped_states
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


#: Further columns of the case that a step fills in.
KEPT = {CaseState.CONTRACTED: ContractFields, CaseState.CLOSED: SheetFields}


class AdvanceForm(SheetForm):
    """The days that prove the next step; `to` is the state the case moves into.

    `lacks` are the labels of what it must have and has not: then, as where states between are
    left out, a reason is asked for.
    """

    on = DayField(label=_("Day of this step"), is_past=True)
    close_reason = forms.ChoiceField(
        label=_("Why it ends"), choices=[("", "―"), *CloseReason.choices], required=False
    )
    referred_to = NameField(label=_("Passed on to"), required=False, longest=100)
    skip_reason = NameField(label=_("Why it goes on without"), longest=200)

    def __init__(self, *args, to: str, state: str, lacks: Sequence[str] = (), **kwargs) -> None:
        self.to, self.lacks = to, lacks
        self.left_out = [str(CaseState(each).label) for each in skipped_states(state, to)]
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if self.to != CaseState.CLOSED:
            del self.fields["close_reason"]
        if self.to != CaseState.REFERRED:
            del self.fields["referred_to"]
        if missing := [*self.left_out, *map(str, self.lacks)]:
            words = _("Missing: %(names)s. The reason stays with the step.")
            names = {"names": gettext(", ").join(missing)}
            self.fields["skip_reason"].help_text = str(words) % names
        else:
            del self.fields["skip_reason"]
        if more := KEPT.get(self.to):
            added = {name: deepcopy(field) for name, field in more.base_fields.items()}
            for field in added.values():
                field.today = self.today
            self.fields |= added
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
            "skip_reason": data.get("skip_reason", ""),
            **self.kept,
        }

    @property
    def kept(self) -> dict[str, Any]:
        """The further columns of the case."""
        more = KEPT.get(self.to)
        return {name: self.cleaned_data[name] for name in more.base_fields} if more else {}


class SkipForm(SheetForm):
    """Straight to a later state, with the reason why those between are left out."""

    to = forms.ChoiceField(label=_("To which state"))
    on = DayField(label=_("Since when it is there"), is_past=True)
    skip_reason = NameField(label=_("Why the steps between are left out"), longest=200)
    explained_on = DayField(label=DATE_LABELS["explained_on"], required=False, is_past=True)
    contracted_on = DayField(label=DATE_LABELS["contracted_on"], required=False, is_past=True)

    def __init__(self, *args, state: str, **kwargs) -> None:
        self.state = state
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        targets = skip_targets(self.state)
        self.fields["to"].choices = [(to, CaseState(to).label) for to in targets]

    @property
    def step(self) -> dict[str, Any]:
        """What the action needs; days that are not known stay open."""
        data = self.cleaned_data
        names = ("explained_on", "contracted_on")
        dates = {name: data[name] for name in names if data[name]}
        return {**{name: data[name] for name in ("to", "on", "skip_reason")}, "dates": dates}


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

"""The form of minutes (S32): who came, what was said and decided, who does what by when."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from config.common.fields import ClockField, DayField, NameField
from councils.choices import AttendanceState, Openness
from councils.forms.meetings import EARLIEST, AttendeeForm
from councils.forms.rows import filled_rows
from councils.models import Meeting
from councils.rules import time_problems
from staffing.sheets import SheetForm, SheetModelForm, sheet_formset

PAPERS = ("materials_sent", "materials_handed", "materials_reference")


class AttendanceForm(AttendeeForm):
    """Somebody who came, or was asked and did not come."""

    state = forms.ChoiceField(
        label=gettext_lazy("Attendance"),
        choices=AttendanceState,
        initial=AttendanceState.PRESENT,
    )


class AgendaForm(SheetForm):
    """An item of the agenda with what was said and decided."""

    title = forms.CharField(
        label=gettext_lazy("Item of the agenda"),
        max_length=200,
        widget=forms.TextInput({"class": "w-full"}),
    )
    discussion = forms.CharField(
        label=gettext_lazy("Discussion (speaker: point)"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    decision = forms.CharField(
        label=pgettext_lazy("meeting", "Decision"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class ActionItemForm(SheetForm):
    """Who does what by when."""

    text = forms.CharField(label=gettext_lazy("What is to be done"), max_length=200)
    owner_name = NameField(label=gettext_lazy("Who does it"), required=False)
    due_on = DayField(label=gettext_lazy("By when"), required=False)
    item_number = forms.IntegerField(
        label=gettext_lazy("No. of the item"), required=False, min_value=1, max_value=99
    )


class MinutesForm(SheetModelForm):
    """The minutes of a meeting; nothing but the date is required until they are made final."""

    held_on = DayField(label=pgettext_lazy("meeting", "Date"), earliest=EARLIEST)
    starts_at = ClockField(label=pgettext_lazy("time", "From"), required=False)
    ends_at = ClockField(label=pgettext_lazy("time", "To"), required=False)
    next_on = DayField(label=gettext_lazy("Date of the next meeting"), required=False)
    formset_classes = {
        "attendances": sheet_formset(AttendanceForm),
        "agenda": sheet_formset(AgendaForm),
        "action_items": sheet_formset(ActionItemForm),
    }

    class Meta:
        model = Meeting
        fields = (
            *("number", "held_on", "starts_at", "ends_at", "mode", "place"),
            *("openness", "openness_reason", "observers", *PAPERS),
            *("remaining", "next_on", "next_meeting"),
        )
        widgets = {
            "mode": forms.RadioSelect,
            "number": forms.NumberInput({"class": "w-s"}),
            "observers": forms.NumberInput({"class": "w-s"}),
            "place": forms.TextInput({"size": 40}),
            "next_meeting": forms.TextInput({"size": 40}),
            "openness_reason": forms.TextInput({"size": 40}),
            "remaining": forms.Textarea({"rows": 3}),
            **{name: forms.Textarea({"rows": 2}) for name in PAPERS},
        }

    def clean(self) -> dict[str, Any]:
        """Times, the day of the next meeting, the reason for closing, and items that exist."""
        data = super().clean()
        self.add_problems(time_problems(data.get("starts_at"), data.get("ends_at")))
        held_on, next_on = data.get("held_on"), data.get("next_on")
        if held_on and next_on and next_on <= held_on:
            self.add_error("next_on", _("The next meeting lies after this one."))
        closed = data.get("openness") in {Openness.PARTLY, Openness.CLOSED}
        if closed and not data.get("openness_reason"):
            self.add_error("openness_reason", _("Type why it is closed."))
        self._check_numbers()
        return data

    def _check_numbers(self) -> None:
        """An action item names an item of the agenda that is there."""
        if not all(self.formsets[name].is_valid() for name in ("agenda", "action_items")):
            return
        count = len(self.formsets["agenda"].filled)
        for row in self.formsets["action_items"].forms:
            number = row.cleaned_data.get("item_number")
            if number and number > count and not row.cleaned_data.get("DELETE"):
                sentence = _("The agenda has %(count)s items.")
                row.add_error("item_number", sentence % {"count": count})
                self.add_error(None, _("An action item names an item that is not there."))

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return self.cleaned_data | {name: filled_rows(self, name) for name in self.formset_classes}


def minutes_texts(meeting: Meeting) -> tuple[dict, dict]:
    """Return minutes as the form shows them: initial values and rows."""
    initial = {name: getattr(meeting, name) for name in MinutesForm.Meta.fields}
    agenda = [
        {
            "title": item.title,
            "discussion": item.discussion,
            "decision": item.decision.text if hasattr(item, "decision") else "",
        }
        for item in meeting.agenda.select_related("decision")
    ]
    rows = {
        "attendances": list(meeting.attendances.values("name", "organisation", "side", "state")),
        "agenda": agenda,
        "action_items": list(
            meeting.action_items.values("text", "owner_name", "due_on", "item_number")
        ),
    }
    return initial, rows

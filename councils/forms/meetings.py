"""The form that sets a meeting up: day, times, place, who is asked."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.categories import category_field, check_category, offer_categories
from config.common.fields import ClockField, DayField, NameField
from councils.choices import Side
from councils.forms.rows import filled_rows
from councils.models import Body, Meeting
from councils.rules import time_problems
from staffing.sheets import SheetForm, SheetModelForm, sheet_formset

#: No minutes are older than the law on support for people with disabilities.
EARLIEST = date(2006, 4, 1)


class AttendeeForm(SheetForm):
    """Somebody who is asked to a meeting."""

    name = NameField(label=pgettext_lazy("attendance", "Name"))
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=100)
    side = forms.ChoiceField(
        label=pgettext_lazy("attendance", "Seat"), choices=Side, initial=Side.MEMBER
    )


class MeetingForm(SheetModelForm):
    """A meeting before its minutes; without attendees the body's members are asked."""

    held_on = DayField(label=pgettext_lazy("meeting", "Date"), earliest=EARLIEST)
    starts_at = ClockField(label=pgettext_lazy("time", "From"), required=False)
    ends_at = ClockField(label=pgettext_lazy("time", "To"), required=False)
    work_category_id = category_field()
    formset_classes = {"attendees": sheet_formset(AttendeeForm)}

    class Meta:
        model = Meeting
        fields = ("body", "number", "held_on", "starts_at", "ends_at", "mode", "place", "purpose")
        widgets = {
            "mode": forms.RadioSelect,
            "number": forms.NumberInput({"class": "w-s"}),
            "place": forms.TextInput({"class": "w-full"}),
            "purpose": forms.TextInput({"class": "w-full"}),
        }

    def prepare(self) -> None:
        """Offer the bodies of the office only, and the categories of its contract."""
        offer_categories(self, self.today, self.initial.get("held_on") or self.today)
        self.fields["body"].queryset = Body.objects.alive().filter(office=self.office)

    def clean(self) -> dict[str, Any]:
        """The end is after the beginning."""
        data = super().clean()
        self.add_problems(time_problems(data.get("starts_at"), data.get("ends_at")))
        check_category(self, data.get("held_on"))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "attendees": filled_rows(self, "attendees")}


def meeting_texts(meeting: Meeting) -> tuple[dict, dict]:
    """Return a meeting as the form shows it: initial values and rows."""
    initial = {name: getattr(meeting, name) for name in MeetingForm.Meta.fields}
    names = ("name", "organisation", "side")
    held = {"body": meeting.body_id, "work_category_id": meeting.work_category_id}
    return initial | held, {"attendees": list(meeting.attendances.values(*names))}

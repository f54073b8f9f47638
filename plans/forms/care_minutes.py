"""The form of the minutes (S30): who came, what was said, who does what by when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.choosing import colleagues
from config.common.fields import DayField, NameField
from plans.choices_meetings import InquiryWay, Presence
from plans.forms.care_meetings import WIDE, MeetingDayForm, OtherPersonForm, filled_rows
from plans.models import ServiceCoordinationMeeting
from staffing.models import User
from staffing.sheets import SheetForm, sheet_formset

TEXTS = ("own_words", "roles", "agreement", "remaining")


class PresenceForm(OtherPersonForm):
    """Somebody who was asked: came, by video, or absent with an opinion. 1, 2, 3 choose."""

    presence = forms.ChoiceField(
        label=_("attendance"),
        choices=Presence,
        required=False,
        widget=forms.RadioSelect({"class": "compact"}),
    )
    absence_reason = forms.CharField(label=_("why absent"), required=False, max_length=100)
    asked_on = DayField(label=_("asked on"), required=False)
    asked_how = forms.ChoiceField(
        label=_("asked how"), required=False, choices=[("", "―"), *InquiryWay.choices]
    )
    opinion = forms.CharField(
        label=_("opinion of who could not come"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("opinion") and not data.get("asked_on") and "asked_on" not in self.errors:
            self.add_error("asked_on", _("Type the day on which the opinion was asked for."))
        return data


class ItemForm(SheetForm):
    """An item with what was said about it."""

    title = forms.CharField(
        label=pgettext_lazy("care meeting", "item"), max_length=200, widget=forms.TextInput(WIDE)
    )
    discussion = forms.CharField(
        label=_("what was said"), required=False, widget=forms.Textarea({"rows": 3})
    )


class ConclusionForm(SheetForm):
    """Who does what by when; whoever is chosen gets it on the list of things to do."""

    text = forms.CharField(label=pgettext_lazy("conclusion", "what"), max_length=200)
    who = NameField(label=pgettext_lazy("conclusion", "who"), required=False)
    due_on = DayField(label=_("by when"), required=False)
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("on whose list of things to do"),
        required=False,
        empty_label=pgettext_lazy("things to do", "nobody's"),
    )

    def prepare(self) -> None:
        self.fields["owner"].queryset = colleagues(self.office.pk, on=self.today)


class CareMinutesForm(MeetingDayForm):
    """The minutes; nothing but the date is required until they are made final."""

    next_on = DayField(label=_("date of the next meeting"), required=False)
    formset_classes = {
        "people": sheet_formset(PresenceForm, extra=0, max_num=40),
        "items": sheet_formset(ItemForm, max_num=30),
        "conclusions": sheet_formset(ConclusionForm, max_num=30),
    }

    class Meta(MeetingDayForm.Meta):
        fields = (*MeetingDayForm.COMMON, *TEXTS, "next_on", "next_note")
        widgets = MeetingDayForm.WIDGETS | {
            **{name: forms.Textarea({"rows": 2}) for name in TEXTS},
            "next_note": forms.TextInput({"size": 40}),
        }

    def prepare(self) -> None:
        super().prepare()
        # The same colleagues in every row are asked for once.
        here = [(person.pk, str(person)) for person in colleagues(self.office.pk, on=self.today)]
        for row in self.formsets["conclusions"].forms:
            field = row.fields["owner"]
            field.choices = [("", field.empty_label), *here]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        held_on = data.get("held_on")
        for row in self.formsets["conclusions"].forms:
            due_on = getattr(row, "cleaned_data", {}).get("due_on")
            if held_on and due_on and due_on < held_on and not row.errors:
                row.add_error("due_on", _("This day lies before the meeting. Check the year."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return self.cleaned_data | {name: filled_rows(self, name) for name in self.formset_classes}


class CorrectMinutesForm(CareMinutesForm):
    """Final minutes that are corrected, and why."""

    reason = forms.CharField(
        label=_("reason of the correction"),
        max_length=200,
        widget=forms.TextInput(WIDE),
        help_text=_("It stands on the paper, beside the day."),
    )


def minutes_texts(
    meeting: ServiceCoordinationMeeting,
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Return minutes as the form shows them: initial values and rows."""
    initial = {name: getattr(meeting, name) for name in CareMinutesForm.Meta.fields}
    initial |= {"plan": meeting.plan_id, "provider": meeting.provider_id}
    names = {
        "people": PresenceForm.base_fields,
        "items": ItemForm.base_fields,
        "conclusions": ConclusionForm.base_fields,
    }
    rows = {name: list(getattr(meeting, name).values(*fields)) for name, fields in names.items()}
    return initial, rows

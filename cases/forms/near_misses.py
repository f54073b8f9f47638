"""The forms of what an office learns from (O-11)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices_lessons import LessonKind
from cases.forms.choosing import ClientChoiceForm
from cases.models import NearMiss
from config.common.fields import DayField
from staffing.sheets import SheetModelForm

LONG = forms.Textarea({"rows": 3})


def _words(name: str, **options: Any) -> forms.CharField:
    label = NearMiss._meta.get_field(name).verbose_name
    return forms.CharField(label=label, max_length=2000, widget=LONG, **options)


class NearMissForm(ClientChoiceForm):
    """What happened; only the line and what happened are asked for."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("lesson", "Kind"),
        choices=LessonKind,
        initial=LessonKind.NEAR_MISS,
        widget=forms.RadioSelect,
    )
    occurred_on = DayField(label=gettext_lazy("Day it happened"), is_past=True)
    title = forms.CharField(
        label=gettext_lazy("In one line"),
        max_length=80,
        help_text=gettext_lazy("No names: this line stands on the agenda of the meeting."),
        widget=forms.TextInput({"class": "w-full"}),
    )
    happened = _words("happened")
    cause = _words("cause", required=False)
    response = _words("response", required=False)
    prevention = _words("prevention", required=False)
    follow_on = DayField(label=gettext_lazy("Look at it again on"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        happened, again = data.get("occurred_on"), data.get("follow_on")
        if happened and again and again < happened:
            self.add_error("follow_on", _("This day is before the day it happened."))
        return data

    @property
    def near_miss(self) -> dict[str, Any]:
        """The columns of the record."""
        names = ("kind", "occurred_on", "title", "happened", "cause", "response", "prevention")
        return {name: self.cleaned_data[name] for name in (*names, "client", "follow_on")}


class FollowForm(SheetModelForm):
    """What came of it, and on which day that was looked at."""

    followed_on = DayField(label=gettext_lazy("Looked at again on"), is_past=True)
    follow_note = forms.CharField(
        label=gettext_lazy("What came of it"), max_length=2000, widget=LONG
    )

    class Meta:
        model = NearMiss
        fields = ("followed_on", "follow_note")

    def __init__(self, *args, happened: date, **options) -> None:
        self.happened = happened
        super().__init__(*args, **options)

    def clean_followed_on(self):
        """It is looked at again after it happened."""
        day = self.cleaned_data["followed_on"]
        if day and day < self.happened:
            raise forms.ValidationError(_("This day is before the day it happened."))
        return day

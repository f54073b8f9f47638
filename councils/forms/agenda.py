"""The form that puts something on the agenda of a meeting to come."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from config.common.tags import short_day
from councils.models import Meeting
from staffing.sheets import SheetForm


class MeetingField(forms.ModelChoiceField):
    """A meeting to come, by its body and day."""

    def label_from_instance(self, meeting: Meeting) -> str:
        return f"{short_day(meeting.held_on)}　{meeting.body.name}"


class AgendaForm(SheetForm):
    """On which agenda, and in which words."""

    meeting = MeetingField(label=_("Meeting"), queryset=Meeting.objects.none())
    title = forms.CharField(
        label=_("Item of the agenda"),
        max_length=200,
        help_text=_("No names: minutes are also read outside the office."),
        widget=forms.TextInput({"class": "w-full"}),
    )

    def __init__(self, *args, day: date, **options) -> None:
        self.day = day
        super().__init__(*args, **options)

    def prepare(self) -> None:
        coming = Meeting.objects.visible_to(self.user).filter(office_id=self.office.pk)
        rows = coming.still_to_come(self.day).select_related("body")
        self.fields["meeting"].queryset = rows.order_by("held_on", "pk")
        self.fields["meeting"].empty_label = None

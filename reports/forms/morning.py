"""Forms of the morning meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from staffing.sheets import SheetForm


class MorningForm(SheetForm):
    """The notes of one morning."""

    notes = forms.CharField(
        label=_("Notes of the meeting"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 6, "autofocus": True}),
    )

"""What is to be done next."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.choosing import ClientChoiceForm, ReadersOnly
from cases.models import Promise
from config.common.fields import DayField
from staffing.sheets import SheetModelForm


class PromiseForm(ReadersOnly, ClientChoiceForm):
    """Something to do, for a person or for the office."""

    text = forms.CharField(
        label=_("What to do next"), max_length=200, widget=forms.TextInput({"class": "w-full"})
    )
    due_on = DayField(label=_("By when"), required=False)
    in_charge = "owner"
    owner = forms.ModelChoiceField(label=_("By whom"), queryset=None, empty_label=None)

    @property
    def promise(self) -> dict:
        """The columns of the promise."""
        return {name: self.cleaned_data[name] for name in ("client", "text", "due_on", "owner")}


class ClosePromiseForm(SheetModelForm):
    """A word on what came of it; it may stay empty."""

    class Meta:
        model = Promise
        fields = ("closing_note",)
        widgets = {"closing_note": forms.TextInput({"class": "w-full", "autofocus": True})}
        help_texts = {"closing_note": _("It may stay empty.")}

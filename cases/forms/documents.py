"""What may be chosen for a paper, and how it was signed."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import Method
from cases.choices_documents import Signature
from cases.models import Document
from config.common.fields import DayField, NameField
from config.common.filtering import LinkedDayWidget
from config.common.fiscal import fiscal_range, fiscal_year
from staffing.sheets import SheetModelForm


class PeriodForm(forms.Form):
    """Which contacts stand on the record of support: without a choice this fiscal year's."""

    since = DayField(label=pgettext_lazy("period", "From"), required=False, widget=LinkedDayWidget)
    until = DayField(label=pgettext_lazy("period", "To"), required=False, widget=LinkedDayWidget)
    method = forms.ChoiceField(
        label=pgettext_lazy("log", "Method"),
        required=False,
        choices=[("", pgettext_lazy("filter", "All")), *Method.choices],
    )
    is_evidence = forms.BooleanField(
        label=gettext_lazy("Only what proves an add-on"), required=False
    )

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            field.today = today
        first, _last = fiscal_range(fiscal_year(today))
        self.initial = {"since": first, "until": today}

    def clean(self):
        data = super().clean()
        start, end = data.get("since"), data.get("until")
        if start and end and end < start:
            self.add_error("until", _("The end is before the start. Check both days."))
        return data

    @property
    def chosen(self) -> dict:
        """What was chosen; a wrong or empty field counts as not chosen."""
        valid = self.cleaned_data if self.is_bound and self.is_valid() else {}
        first, today = self.initial["since"], self.initial["until"]
        until = valid.get("until") or max(today, valid.get("since") or today)
        since = valid.get("since") or min(first, until)
        return {
            "since": since,
            "until": until,
            "method": valid.get("method", ""),
            "is_evidence": valid.get("is_evidence", False),
        }


class SignatureForm(SheetModelForm):
    """How a paper was signed, and when it was handed in."""

    signed_on = DayField(label=gettext_lazy("Signed on"), required=False, is_past=True)
    signed_by_name = NameField(label=gettext_lazy("Who signed"), required=False)
    submitted_on = DayField(label=gettext_lazy("Submitted on"), required=False, is_past=True)

    class Meta:
        model = Document
        fields = ("signature", "signed_on", "signed_by_name", "submitted_on")
        widgets = {"signature": forms.RadioSelect}

    def clean(self):
        data = super().clean()
        is_signed = data.get("signature") != Signature.NONE
        if is_signed and not data.get("signed_on") and "signed_on" not in self.errors:
            self.add_error("signed_on", _("Enter the day of the signature."))
        if not is_signed:
            data |= {"signed_on": None, "signed_by_name": ""}
        return data

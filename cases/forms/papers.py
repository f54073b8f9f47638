"""Certificates, handbooks, guardians, points to consider, consents (S14)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import (
    Consent,
    DisabilityHandbook,
    Guardian,
    RecipientCertificate,
    WarningNote,
)
from cases.rules import (
    SCOPES,
    certificate_problems,
    consent_problems,
    handbook_problems,
)
from config.common.fields import DayField, DigitsField, NameField, PhoneField
from staffing.models import Municipality
from staffing.sheets import SheetForm, SheetModelForm

CERTIFICATE_DIGITS = 10
HIGHEST_CAP = 999_999


class YenField(forms.IntegerField):
    """An amount as people write it: 9,300円, in letters of either width."""

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.replace(",", "").replace("，", "").replace("円", "").strip()
        return super().to_python(value)


class CertificateForm(SheetModelForm):
    """What stands on a recipient certificate."""

    number = DigitsField(
        CERTIFICATE_DIGITS,
        label=gettext_lazy("certificate number"),
        required=False,
        help_text=gettext_lazy("10 digits; it can be added later."),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(),
        label=gettext_lazy("municipality"),
        required=False,
        empty_label="―",
    )
    issued_on = DayField(label=gettext_lazy("issued on"), required=False)
    starts_on = DayField(label=gettext_lazy("valid from"), required=False)
    ends_on = DayField(label=gettext_lazy("valid to"), required=False)
    level_from = DayField(label=gettext_lazy("support level from"), required=False)
    level_to = DayField(label=gettext_lazy("support level to"), required=False)
    copayment_cap = YenField(
        label=gettext_lazy("monthly co-payment cap (yen)"),
        required=False,
        min_value=0,
        max_value=HIGHEST_CAP,
        widget=forms.TextInput({"inputmode": "numeric", "size": "8", "autocomplete": "off"}),
        help_text=gettext_lazy("0, 4,600, 9,300 or 37,200 yen"),
    )
    cap_from = DayField(label=gettext_lazy("cap from"), required=False)
    cap_to = DayField(label=gettext_lazy("cap to"), required=False)

    class Meta:
        model = RecipientCertificate
        fields = (
            "kind",
            "number",
            "municipality",
            "issued_on",
            "starts_on",
            "ends_on",
            "support_level",
            "level_from",
            "level_to",
            "copayment_cap",
            "cap_from",
            "cap_to",
            "cap_manager",
            "note",
        )
        widgets = {"note": forms.Textarea({"rows": 2})}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.add_problems(certificate_problems(data, today=self.today))
        return data


class HandbookForm(SheetModelForm):
    """A disability handbook."""

    issued_on = DayField(label=gettext_lazy("issued on"), required=False, is_past=True)
    renew_on = DayField(
        label=gettext_lazy("next examination or end"),
        required=False,
        help_text=gettext_lazy("Empty where no examination is set."),
    )

    class Meta:
        model = DisabilityHandbook
        fields = ("kind", "grade", "impairment", "number", "issued_on", "renew_on")
        help_texts = {
            "grade": gettext_lazy("As printed: 2級, A, B1"),
            "impairment": gettext_lazy("Only of a physical disability."),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.add_problems(handbook_problems(data, today=self.today))
        return data


class GuardianForm(SheetModelForm):
    """Who stands for the person."""

    name = NameField(label=gettext_lazy("name"))
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    since_on = DayField(label=gettext_lazy("since"), required=False)
    ended_on = DayField(label=gettext_lazy("until"), required=False)

    class Meta:
        model = Guardian
        fields = ("kind", "name", "relation", "phone", "since_on", "ended_on", "note")
        help_texts = {"note": gettext_lazy("Of a curator or assistant: for which acts.")}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        _check_order(self, data, "since_on", "ended_on")
        return data


class WarningForm(SheetModelForm):
    """A point to consider."""

    since_on = DayField(label=gettext_lazy("since"), is_past=True)
    review_on = DayField(
        label=gettext_lazy("look at it again on"),
        required=False,
        help_text=gettext_lazy("For example in half a year: what is out of date hurts."),
    )
    ended_on = DayField(label=gettext_lazy("no longer from"), required=False)

    class Meta:
        model = WarningNote
        fields = ("kind", "text", "since_on", "review_on", "ended_on")
        widgets = {"text": forms.TextInput({"class": "w-full"})}
        help_texts = {"text": gettext_lazy("Shown above every page of the person.")}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        _check_order(self, data, "since_on", "review_on")
        _check_order(self, data, "since_on", "ended_on")
        return data


def _check_order(form: SheetModelForm, data: dict[str, Any], first: str, last: str) -> None:
    if data.get(first) and data.get(last) and data[last] < data[first]:
        form.add_error(last, _("The end is before the start. Check both days."))


class ConsentForm(SheetModelForm):
    """What the person agreed to."""

    given_on = DayField(label=gettext_lazy("Consent given on"), is_past=True)
    given_by = NameField(
        label=gettext_lazy("given by"),
        required=False,
        help_text=gettext_lazy("Empty: the person. Else for example the guardian."),
    )
    expires_on = DayField(
        label=gettext_lazy("valid until"),
        required=False,
        help_text=gettext_lazy("Empty: until it is withdrawn."),
    )

    class Meta:
        model = Consent
        fields = ("given_on", "method", "given_by", *SCOPES, "scope_note", "expires_on", "note")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            self.add_problems(consent_problems(data, today=self.today))
        return data


class WithdrawalForm(SheetForm):
    """That a consent was withdrawn."""

    withdrawn_on = DayField(label=gettext_lazy("withdrawn on"), is_past=True)
    withdrawn_by = NameField(
        label=gettext_lazy("withdrawn by"),
        help_text=gettext_lazy("The person, the guardian; with the name."),
    )
    withdrawal_note = forms.CharField(
        label=gettext_lazy("what the withdrawal is about"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"class": "w-full"}),
    )

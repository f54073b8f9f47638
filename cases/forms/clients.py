"""Look for a person before registering, register, change, record a consent (S09, S11)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import ConsentMethod, DisabilityKind, Route
from cases.forms.choosing import colleagues
from cases.models import Client
from config.common.fields import DayField, DigitsField, KanaField, NameField, PhoneField
from staffing.sheets import SheetForm, SheetModelForm

CERTIFICATE_DIGITS = 10
#: The search before registering is kept in one ticket of 100 letters.
SEARCHED_NAME = 30


class FindForm(SheetForm):
    """Anything that may tell whether the person is registered already."""

    name = NameField(label=gettext_lazy("Name or kana"), required=False, longest=SEARCHED_NAME)
    birth_on = DayField(
        label=gettext_lazy("Date of birth"), required=False, two_digit_era=None, is_past=True
    )
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    certificate_number = DigitsField(
        CERTIFICATE_DIGITS, label=gettext_lazy("Certificate number"), required=False
    )

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Fill in at least one of the items."))
        return data


class ClientForm(SheetModelForm):
    """The basic information of a person."""

    name = NameField(
        label=pgettext_lazy("person", "Name"),
        help_text=gettext_lazy("As registered, with a blank between family and given name."),
        widget=forms.TextInput({"data-kana-target": "name_kana", "autocomplete": "off"}),
    )
    name_kana = KanaField(
        label=gettext_lazy("Kana"), help_text=gettext_lazy("Fills itself while the name is typed.")
    )
    also_called = NameField(label=gettext_lazy("Called"), required=False)
    birth_on = DayField(
        label=gettext_lazy("Date of birth"),
        required=False,
        two_digit_era=None,
        is_past=True,
        help_text=gettext_lazy("For example S60.4.2 or 1985-04-02"),
    )
    phone = PhoneField(
        label=gettext_lazy("Phone"),
        required=False,
        help_text=gettext_lazy("With the area code; hyphens are not needed."),
    )
    mobile = PhoneField(label=gettext_lazy("Mobile phone"), required=False)
    fax = PhoneField(label=gettext_lazy("Fax"), required=False)
    postal_code = DigitsField(7, label=gettext_lazy("Postal code"), required=False)
    disabilities = forms.MultipleChoiceField(
        label=gettext_lazy("Kind of disability"),
        choices=DisabilityKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Client
        fields = (
            "name",
            "name_kana",
            "also_called",
            "birth_on",
            "gender",
            "phone",
            "mobile",
            "fax",
            "postal_code",
            "address",
            "municipality",
            "disabilities",
            "has_ltc_care_manager",
        )
        widgets = {"address": forms.TextInput({"class": "w-full"})}
        help_texts = {
            "has_ltc_care_manager": gettext_lazy(
                "From 65 on: whether a care manager of the long-term care insurance is in charge."
            ),
        }

    def prepare(self) -> None:
        if self.instance.pk and "disabilities" not in self.initial:
            kinds = self.instance.disabilities.values_list("kind", flat=True)
            self.initial["disabilities"] = list(kinds)

    @property
    def person(self) -> dict[str, Any]:
        """The columns of the person and the kinds of disability."""
        return {name: self.cleaned_data[name] for name in ClientForm.Meta.fields}


class RegisterForm(ClientForm):
    """A new person with the case: how it began, who is in charge, the consent."""

    guardian_name = NameField(
        label=gettext_lazy("Guardian"),
        required=False,
        help_text=gettext_lazy("Of a child: the holder of the decision."),
    )
    certificate_number = DigitsField(
        CERTIFICATE_DIGITS,
        label=gettext_lazy("Certificate number"),
        required=False,
        help_text=gettext_lazy("10 digits; it can be added later."),
    )
    care_note = forms.CharField(
        label=gettext_lazy("points to consider"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"class": "w-full"}),
        help_text=gettext_lazy("Shown on every page of the person."),
    )
    opened_on = DayField(label=gettext_lazy("First contact on"), is_past=True)
    route = forms.ChoiceField(
        label=gettext_lazy("Came by way of"),
        choices=[("", "―"), *Route.choices],
        required=False,
    )
    worker = forms.ModelChoiceField(
        label=gettext_lazy("Person in charge"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )
    consent_method = forms.ChoiceField(
        label=gettext_lazy("Consent to use personal information"),
        choices=[("", gettext_lazy("Not yet")), *ConsentMethod.choices],
        required=False,
    )
    consent_on = DayField(label=gettext_lazy("Consent given on"), required=False, is_past=True)
    is_confirmed = forms.BooleanField(
        label=gettext_lazy("I have compared them: this is another person."), required=False
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["worker"].queryset = colleagues(self.office.pk, on=self.today)
        self.initial.setdefault("worker", self.user.pk)
        self.twins: list[Client] = []

    def clean(self):
        data = super().clean()
        if data.get("consent_on") and not data.get("consent_method"):
            self.add_error("consent_method", _("Choose how the consent was given."))
        self.twins = self._twins(data)
        if self.twins and not data.get("is_confirmed"):
            self.add_error(
                "is_confirmed",
                _("Somebody very much like this person is registered already. Please compare."),
            )
        return data

    def _twins(self, data: dict[str, Any]) -> list[Client]:
        """People of this office with the same certificate, or the same birth date and reading."""
        people = Client.objects.visible_to(self.user).filter(office_id=self.office.pk)
        return list(
            people.twins_of(
                certificate_number=data.get("certificate_number", ""),
                birth_on=data.get("birth_on"),
                kana=data.get("name_kana", ""),
            )[:5]
        )

    @property
    def registration(self) -> dict[str, Any]:
        """What the action needs beside the office."""
        names = (
            "certificate_number",
            "guardian_name",
            "care_note",
            "opened_on",
            "route",
            "worker",
            "consent_method",
            "consent_on",
        )
        return self.person | {name: self.cleaned_data[name] for name in names}

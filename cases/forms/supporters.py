"""People and bodies around a client (S13)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices_family import Bond, SupporterKind
from cases.forms.family import LAST_ORDER, number_field, short_field
from cases.models import SupportContact
from config.common.fields import DayField, PhoneField
from staffing.sheets import SheetModelForm


class SupporterForm(SheetModelForm):
    """A person or body around the client."""

    ROW = (
        "kind",
        "organisation",
        "name",
        "role",
        "phone",
        "bond",
        "has_consent",
        "emergency_order",
        "note",
    )

    kind = forms.ChoiceField(
        label=pgettext_lazy("supporter", "kind"), choices=SupporterKind.choices
    )
    organisation = short_field(pgettext_lazy("supporter", "organisation"), 100)
    name = short_field(gettext_lazy("person"), 60)
    role = short_field(gettext_lazy("role"), 40)
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    bond = forms.ChoiceField(label=gettext_lazy("bond"), choices=Bond.choices, initial=Bond.NORMAL)
    has_consent = forms.TypedChoiceField(
        label=gettext_lazy("consent"),
        required=False,
        choices=[
            ("", gettext_lazy("Not asked")),
            ("yes", pgettext_lazy("consent", "Given")),
            ("no", pgettext_lazy("consent", "Refused")),
        ],
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    emergency_order = number_field(gettext_lazy("emergency order"), LAST_ORDER)
    note = short_field(gettext_lazy("remarks"), 200)
    since_on = DayField(label=gettext_lazy("from"), required=False)
    until_on = DayField(label=gettext_lazy("until"), required=False)

    class Meta:
        model = SupportContact
        fields = (
            "kind",
            "organisation",
            "name",
            "role",
            "phone",
            "bond",
            "has_consent",
            "emergency_order",
            "since_on",
            "until_on",
            "note",
        )

    def prepare(self) -> None:
        if self.instance.pk:
            told = {True: "yes", False: "no", None: ""}
            self.initial["has_consent"] = told[self.instance.has_consent]

    def clean(self):
        data = super().clean()
        if not data.get("name") and not data.get("organisation") and not self.errors:
            self.add_error("organisation", _("Fill in the body or the person."))
        if data.get("since_on") and data.get("until_on") and data["until_on"] < data["since_on"]:
            self.add_error("until_on", _("The end is before the start."))
        return data

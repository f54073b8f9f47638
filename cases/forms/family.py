"""The family of a client (S13): a row at the end of the table, or all fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import Gender
from cases.choices_family import Kinship, Living
from cases.forms.choosing import ClientChoiceForm
from cases.forms.clients import RegisterForm
from cases.models import Household
from config.common.fields import DayField, KanaField, NameField, PhoneField
from config.common.keys import read_key
from staffing.sheets import SheetModelForm

OLDEST, LAST_ORDER = 130, 99
#: What is changed in a client's own entry.
PERSONAL = ("client_text", "name_kana", "gender", "birth_on", "age", "phone", "joins")
POINTERS = ("father", "mother", "partner")


def number_field(label, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        widget=forms.TextInput({"inputmode": "numeric", "size": 3, "autocomplete": "off"}),
    )


def short_field(label, longest: int, **attrs: Any) -> NameField:
    widget = forms.TextInput({"autocomplete": "off", **attrs})
    return NameField(label=label, required=False, longest=longest, widget=widget)


class FamilyForm(ClientChoiceForm):
    """Somebody of the family; a client of the office is chosen while the name is typed."""

    accepts_strangers = True
    #: The fields of the row at the end of the table.
    ROW = (
        "relation",
        "client_text",
        "age",
        "living",
        "occupation",
        "is_main_carer",
        "emergency_order",
        "phone",
        "note",
    )

    relation = forms.ChoiceField(
        label=gettext_lazy("relation"), choices=[("", "―"), *Kinship.choices]
    )
    relation_note = short_field(gettext_lazy("relation in words"), 30)
    name_kana = KanaField(label=gettext_lazy("Kana"), required=False)
    gender = forms.ChoiceField(
        label=gettext_lazy("gender"), required=False, choices=[("", "―"), *Gender.choices]
    )
    birth_on = DayField(
        label=gettext_lazy("Date of birth"), required=False, two_digit_era=None, is_past=True
    )
    age = number_field(gettext_lazy("age"), OLDEST)
    living = forms.ChoiceField(label=gettext_lazy("living"), choices=Living.choices)
    is_deceased = forms.BooleanField(label=gettext_lazy("deceased"), required=False)
    occupation = short_field(gettext_lazy("occupation"), 60)
    is_main_carer = forms.BooleanField(label=gettext_lazy("main carer"), required=False)
    emergency_order = number_field(gettext_lazy("emergency order"), LAST_ORDER)
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    note = short_field(gettext_lazy("remarks"), 200)
    father = forms.ChoiceField(label=gettext_lazy("father"), required=False)
    mother = forms.ChoiceField(label=gettext_lazy("mother"), required=False)
    partner = forms.ChoiceField(label=gettext_lazy("partner"), required=False)
    joins = forms.BooleanField(
        label=gettext_lazy("Make one household of both"),
        required=False,
        help_text=gettext_lazy("Only where the client belongs to another household already."),
    )

    def __init__(self, *args: Any, relatives: dict[int, str], entry=None, **kwargs: Any) -> None:
        self.relatives, self.entry = relatives, entry
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        name = self.fields["client_text"]
        name.label = pgettext_lazy("person", "Name")
        name.help_text = gettext_lazy("Choose from the list who is a client of the office already.")
        others = [(pk, words) for pk, words in self.relatives.items() if pk != self._own]
        for pointer in POINTERS:
            self.fields[pointer].choices = [("", "―"), *others]
        if self._is_client:
            # What stands in the client's own entry is changed there.
            for field in PERSONAL:
                del self.fields[field]
            self.fields.pop("pick", None)
        if self.entry and not self.entry.relation_of_id:
            self.fields["relation"].required = False

    @property
    def _own(self) -> int | None:
        return self.entry and self.entry.pk

    @property
    def _is_client(self) -> bool:
        return bool(self.entry and self.entry.registered_as_id)

    def clean(self):
        data = forms.Form.clean(self) if self._is_client else super().clean()
        if self._is_client:
            return data
        if not data.get("client") and not data.get("client_text") and not self.errors:
            self.add_error("client_text", _("%(label)s: please fill in.") % {"label": _("name")})
        return data

    @property
    def member(self) -> dict[str, Any]:
        """The columns of the entry."""
        data = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("client", "client_text", "joins")
        }
        for pointer in POINTERS:
            data[f"{pointer}_id"] = read_key(data.pop(pointer, ""))
        if not self._is_client:
            data["name"] = self.cleaned_data["client_text"]
        return data


class HouseholdForm(SheetModelForm):
    """Name and remarks of a household."""

    name = NameField(label=gettext_lazy("name of the household"))
    note = short_field(gettext_lazy("remarks"), 200)

    class Meta:
        model = Household
        fields = ("name", "note")


class RelativeForm(RegisterForm):
    """Register somebody of the family as a client of one's own."""

    relation = forms.ChoiceField(
        label=gettext_lazy("relation"), choices=[("", "―"), *Kinship.choices]
    )

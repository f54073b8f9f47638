"""The basic face sheet 申請者の現状（基本情報）, in the order of the official form (S11)."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.choices_file import Dwelling, SupportGroup
from cases.forms.choosing import colleagues
from cases.forms.clients import ClientForm
from cases.models import Client, FaceSheet, MedicalCare, SupportEntry
from config.common.fields import DayField
from staffing.models import User
from staffing.sheets import SheetForm, sheet_formset

MOST_ROWS = 30


def _line(model: type, name: str) -> forms.CharField:
    """Return the field of one cell of a table."""
    column = model._meta.get_field(name)
    return forms.CharField(
        label=column.verbose_name,
        required=False,
        max_length=column.max_length,
        widget=forms.TextInput({"class": "w-full"}),
    )


def _text(name: str, hint: str = "", rows: int = 4) -> forms.CharField:
    """Return the field of a long text."""
    column = FaceSheet._meta.get_field(name)
    return forms.CharField(
        label=column.verbose_name,
        required=False,
        max_length=column.max_length,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}),
    )


class MedicalRowForm(SheetForm):
    """A hospital, what it treats, and with what."""

    department = _line(MedicalCare, "department")
    frequency = _line(MedicalCare, "frequency")
    doctor = _line(MedicalCare, "doctor")
    illness = _line(MedicalCare, "illness")
    medication = _line(MedicalCare, "medication")


class SupportRowForm(SheetForm):
    """A support that the person receives."""

    name = _line(SupportEntry, "name")
    provider = _line(SupportEntry, "provider")
    content = _line(SupportEntry, "content")
    frequency = _line(SupportEntry, "frequency")
    note = _line(SupportEntry, "note")


MEDICAL = list(MedicalRowForm.base_fields)
SUPPORT = list(SupportRowForm.base_fields)


class FaceSheetForm(ClientForm):
    """The person's entry with the texts and rows of the official form."""

    formset_classes = {
        "medical": sheet_formset(MedicalRowForm, max_num=MOST_ROWS),
        "public": sheet_formset(SupportRowForm, max_num=MOST_ROWS),
        "other": sheet_formset(SupportRowForm, max_num=MOST_ROWS),
    }

    created_on = DayField(label=gettext_lazy("written on"), required=False, is_past=True)
    author = forms.ModelChoiceField(
        label=gettext_lazy("author of the plan"), queryset=None, required=False, empty_label="―"
    )
    overview = _text(
        "overview", gettext_lazy("How the support came about, the present situation, issues."), 6
    )
    dwelling = forms.ChoiceField(
        label=gettext_lazy("dwelling"), choices=[("", "―"), *Dwelling.choices], required=False
    )
    dwelling_note = _line(FaceSheet, "dwelling_note")
    condition = _line(FaceSheet, "condition")
    life_history = _text("life_history", gettext_lazy("Also which hospitals and when."), 6)
    medical_note = _text("medical_note", gettext_lazy("What the rows below do not hold."), 3)
    own_wish = _text("own_wish", gettext_lazy("Wishes and hopes, in the person's own words."))
    family_wish = _text("family_wish", gettext_lazy("Whose words they are as well."))

    def prepare(self) -> None:
        super().prepare()
        # Whoever wrote the sheet stays its author after leaving.
        here = colleagues(self.office.pk, on=self.today).values("pk")
        author = Q(pk=self.initial.get("author"))
        people = User.objects.filter(Q(pk__in=here) | author).order_by("name_kana", "pk")
        self.fields["author"].queryset = people

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("dwelling") == Dwelling.OTHER and not data.get("dwelling_note"):
            self.add_error("dwelling_note", _("Say which other dwelling it is."))
        return data

    @property
    def written(self) -> dict[str, Any]:
        """What the action writes: columns of the person, of the sheet, and the rows."""
        person = self.person
        rows = {
            name: [
                {key: value for key, value in row.items() if key != "DELETE"}
                for row in formset.filled
            ]
            for name, formset in self.formsets.items()
        }
        return {
            "disabilities": person.pop("disabilities"),
            "person": person,
            "sheet": {name: self.cleaned_data[name] for name in SHEET_FIELDS},
            **{name: [row for row in kept if any(row.values())] for name, kept in rows.items()},
        }


SHEET_FIELDS = [name for name in FaceSheetForm.base_fields if name not in ClientForm.base_fields]


def load_sheet(client: Client) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Return a person's sheet as (values, rows) for its form."""
    values = {name: getattr(client, name) for name in ClientForm.Meta.fields}
    values["municipality"] = client.municipality_id
    values["disabilities"] = list(client.disabilities.values_list("kind", flat=True))
    sheet = FaceSheet.objects.filter(client=client).first() or FaceSheet(client=client)
    values |= {name: getattr(sheet, name) for name in SHEET_FIELDS}
    values["author"] = sheet.author_id
    entries = list(client.support_entries.all())
    groups = {"public": SupportGroup.PUBLIC, "other": SupportGroup.OTHER}
    rows = {"medical": list(client.medical_care.values(*MEDICAL))}
    for name, group in groups.items():
        rows[name] = [
            {key: getattr(entry, key) for key in SUPPORT}
            for entry in entries
            if entry.group == group
        ]
    return values, rows

"""Forms for offices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from config.common.fields import DigitsField, KanaField, PhoneField
from config.common.keys import RecordsField
from staffing.choices import FigureCode, OfficeKind
from staffing.models import Corporation, LegalFigure, Municipality, Office
from staffing.sheets import SheetModelForm

WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


class OfficeForm(SheetModelForm):
    """An office with its designations, the municipalities it serves and its opening days."""

    phone = PhoneField(label=_("Phone"), required=False)
    number = DigitsField(10, label=_("Office number"), required=False)
    open_weekdays = forms.TypedMultipleChoiceField(
        label=_("Opening weekdays"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Designated or commissioned as"),
        choices=OfficeKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    serves = RecordsField(
        label=_("Municipalities it serves"),
        queryset=Municipality.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Office
        fields = (
            "name",
            "short_name",
            "corporation",
            "municipality",
            "number",
            "postal_code",
            "address",
            "phone",
            "open_weekdays",
            "opens_on_holidays",
            "full_time_hours",
            "record_years",
            "quiet_days",
            "has_work_categories",
            "new_rule",
            "kinds",
            "serves",
        )
        labels = {
            "name": _("Name of the office"),
            "has_work_categories": _("Use the work categories of the contract"),
            "new_rule": _("Who counts as new"),
        }
        help_texts = {"new_rule": _("Contacts recorded from now on follow it; older ones stay.")}
        widgets = {
            "name": forms.TextInput({"class": "w-full"}),
            "address": forms.TextInput({"class": "w-full"}),
        }

    def prepare(self) -> None:
        """Show what the office is designated for now."""
        if self.instance.pk:
            kinds = self.instance.designations.values_list("kind", flat=True)
            self.initial.setdefault("kinds", list(kinds))
            served = self.instance.serves.values_list("pk", flat=True)
            self.initial["serves"] = list(served)

    def clean_record_years(self) -> int:
        """The law's own number of years is the least."""
        years = self.cleaned_data["record_years"]
        floor = LegalFigure.objects.value_on(FigureCode.RETENTION_YEARS, self.today)
        if floor and years < floor:
            message = _("Files are kept for %(floor)s years at least.")
            raise forms.ValidationError(message % {"floor": int(floor)})
        return years


class MunicipalityForm(SheetModelForm):
    """A municipality with its prefecture and six-digit code."""

    code = DigitsField(6, label=_("Municipality code"))

    class Meta:
        model = Municipality
        fields = ("name", "prefecture", "code")


class CorporationForm(SheetModelForm):
    """A corporation that runs offices or employs their people."""

    name_kana = KanaField(label=_("Kana"), required=False)

    class Meta:
        model = Corporation
        fields = ("name", "name_kana")

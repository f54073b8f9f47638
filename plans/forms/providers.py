"""An entry of the office's list of service providers."""

from django import forms
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.fields import KanaField, NameField, PhoneField
from plans.models import ServiceProvider
from staffing.sheets import SheetModelForm

NAME_LENGTH = ServiceProvider._meta.get_field("name").max_length
NOTE_LENGTH = ServiceProvider._meta.get_field("note").max_length


class ProviderForm(SheetModelForm):
    """A service provider as this office knows it."""

    name = NameField(
        label=pgettext_lazy("provider", "Name of the provider"),
        longest=NAME_LENGTH,
        widget=forms.TextInput({"data-kana-target": "name_kana"}),
    )
    name_kana = KanaField(label=_("kana"), required=False, longest=NAME_LENGTH)
    phone = PhoneField(label=_("phone"), required=False)
    note = forms.CharField(
        label=pgettext_lazy("provider", "Remarks"), required=False, max_length=NOTE_LENGTH
    )

    class Meta:
        model = ServiceProvider
        fields = ["name", "name_kana", "phone", "contact_name", "note"]

    def clean_name(self) -> str:
        """Refuse a name that this office has already."""
        name = self.cleaned_data["name"]
        same = ServiceProvider.objects.alive().filter(office=self.office, name=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_gettext("A provider of this name is already registered."))
        return name

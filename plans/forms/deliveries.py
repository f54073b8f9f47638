"""The copies of a plan for its providers: who got one, when and how."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.fields import DayField, NameField
from plans.choices_chain import DeliveryWay
from staffing.sheets import SheetForm, sheet_formset


class CopyForm(SheetForm):
    """One provider of the plan; `key` is its place among them."""

    key = forms.IntegerField(widget=forms.HiddenInput, required=False)
    delivered_on = DayField(label=_("copy delivered on"), required=False, is_past=True)
    how = forms.ChoiceField(
        label=pgettext_lazy("delivery", "how"),
        required=False,
        choices=[("", "―"), *DeliveryWay.choices],
    )
    receiver = NameField(label=_("who received it"), required=False)


class HandOutForm(SheetForm):
    """A row for every provider that the plan names; rows are not added or removed."""

    formset_classes = {"copies": sheet_formset(CopyForm, extra=0, max_num=60)}

    def __init__(self, *args: Any, providers: list[dict[str, Any]], **kwargs: Any) -> None:
        self.providers = providers
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        for row, provider in zip(self.formsets["copies"].forms, self.providers, strict=False):
            row.title = provider["name"]
            row.services = "、".join(provider["services"])

    @property
    def copies(self) -> list[dict[str, Any]]:
        """What the action takes: a copy for each provider of the plan, in its order."""
        typed = {
            row.cleaned_data.get("key"): row.cleaned_data for row in self.formsets["copies"].forms
        }
        names = ("delivered_on", "how", "receiver")
        return [
            {
                "provider_id": provider["provider_id"],
                "provider_name": "" if provider["provider_id"] else provider["name"],
                **{name: typed.get(place, {}).get(name) for name in names},
            }
            for place, provider in enumerate(self.providers)
        ]

"""One need of a plan with its services."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.common.fields import MonthField
from config.common.problems import Problem
from plans.choices import LawGroup
from plans.forms.choosing import ServiceTypeField, narrow_providers
from plans.models import PlanNeed, ServiceProvider, ServiceType
from plans.rules import amount_problem
from staffing.sheets import SheetForm, SheetModelForm, sheet_formset

WIDE = {"class": "w-full"}
#: Says of a service why the plan may not name it (`plans.granting.not_grantable`).
NotGranted = Callable[[ServiceType], Problem | None]


class ServiceRowForm(SheetForm):
    """A service of the law, or an informal support, that answers the need."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    service_type = ServiceTypeField(label=_("service"), required=False)
    content = forms.CharField(
        label=_("content of the service"),
        required=False,
        max_length=200,
        widget=forms.TextInput(WIDE),
    )
    quantity = forms.CharField(
        label=_("amount, frequency"),
        required=False,
        max_length=60,
        widget=forms.TextInput(WIDE),
    )
    provider = forms.ModelChoiceField(
        ServiceProvider.objects.none(),
        label=_("provider"),
        required=False,
        empty_label="―",
        widget=forms.Select(WIDE),
    )
    provider_name = forms.CharField(
        label=_("provider not in the list"),
        required=False,
        max_length=100,
        widget=forms.TextInput(WIDE),
    )

    def __init__(self, *args: Any, not_granted: NotGranted | None = None, **kwargs: Any) -> None:
        self.not_granted = not_granted
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["service_type"].offer_groups()
        narrow_providers(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("service_type") and not data.get("content"):
            self.add_error("service_type", _("Choose a service, or write the support in words."))
        if data.get("provider") and data.get("provider_name"):
            self.add_error(
                "provider_name", _("Leave this empty when the provider is chosen from the list.")
            )
        service = data.get("service_type")
        is_law = service is not None and service.law_group != LawGroup.OTHER
        if is_law and (problem := amount_problem(data.get("quantity") or "")):
            self.add_problems([problem])
        # What came along from the draft is warned of on the page; what is chosen here is refused.
        is_chosen = service is not None and "service_type" in self.changed_data
        if is_chosen and self.not_granted and (problem := self.not_granted(service)):
            self.add_problems([problem])
        return data


class NeedForm(SheetModelForm):
    """A row of the needs table."""

    formset_classes = {"services": sheet_formset(ServiceRowForm, max_num=20)}

    target_on = MonthField(label=_("to be reached by"), required=False)
    review_on = MonthField(label=_("review in"), required=False)

    def __init__(self, *args: Any, not_granted: NotGranted | None = None, **kwargs: Any) -> None:
        self.not_granted = not_granted
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.formsets["services"].form_kwargs["not_granted"] = self.not_granted

    class Meta:
        model = PlanNeed
        fields = ["need", "goal", "target_on", "review_on", "own_role", "note"]
        widgets = {
            name: forms.Textarea({"rows": 2}) for name in ("need", "goal", "own_role", "note")
        }


def load_need(need: PlanNeed) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Return a need as (values, rows) for its form."""
    values = {name: getattr(need, name) for name in NeedForm.Meta.fields}
    names = ("id", "service_type", "content", "quantity", "provider", "provider_name")
    return values, {"services": list(need.services.alive().values(*names))}


class RemovalForm(SheetForm):
    """Why something is taken out."""

    reason = forms.CharField(label=_("reason"), max_length=200)

"""The form of a plan that a provider wrote: days, period, needs it answers, scan."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.forms.attachments import UploadField
from cases.models import Client
from config.common.fields import DayField, NameField
from config.common.keys import RecordsField
from plans.forms.choosing import ServiceTypeField, narrow_providers
from plans.models import PlanNeed, ProviderPlan, ServiceUsePlan
from plans.rules import provider_plan_problems
from staffing.sheets import SheetModelForm

DAYS = ("made_on", "received_on", "starts_on", "ends_on", "next_on")


class NeedsField(RecordsField):
    """The needs of the plan as tick boxes."""

    def label_from_instance(self, need: PlanNeed) -> str:
        """Name a need by its number and words."""
        return f"{need.position}　{' '.join(need.need.split())[:80]}"


class ProviderPlanForm(SheetModelForm):
    """A plan that was received."""

    service_type = ServiceTypeField(label=gettext_lazy("service"), required=False)
    made_on = DayField(label=gettext_lazy("made on"))
    received_on = DayField(label=gettext_lazy("received on"))
    starts_on = DayField(label=gettext_lazy("plan period from"))
    ends_on = DayField(label=gettext_lazy("plan period to"), required=False)
    consented_on = DayField(
        label=gettext_lazy("the person agreed on"), required=False, is_past=True
    )
    manager_name = NameField(label=gettext_lazy("service manager"), required=False)
    next_on = DayField(
        label=gettext_lazy("next one expected"),
        required=False,
        help_text=gettext_lazy("From this day on it stands among those that are missing."),
    )
    needs = NeedsField(
        PlanNeed.objects.none(),
        label=gettext_lazy("needs it answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    scan = UploadField(label=pgettext_lazy("provider plan", "Scan or file"), required=False)

    class Meta:
        model = ProviderPlan
        fields = (
            *("provider", "provider_name", "service_type", "made_on", "received_on"),
            *("starts_on", "ends_on", "consented_on", "manager_name", "goal", "needs"),
            *("next_on", "note"),
        )
        widgets = {
            "goal": forms.Textarea({"rows": 3}),
            "note": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args: Any, person: Client, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        narrow_providers(self)
        self.fields["provider"].empty_label = "―"
        self.fields["service_type"].offer_groups()
        self.fields["needs"].queryset = needs_offered(self.person)
        self.fields["scan"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("provider") and data.get("provider_name"):
            message = _("Leave this empty when the provider is chosen from the list.")
            self.add_error("provider_name", message)
        elif not data.get("provider") and not data.get("provider_name"):
            self.add_error("provider", _("Choose the provider, or type its name."))
        days = {name: data.get(name) for name in DAYS}
        self.add_problems(provider_plan_problems(**days, today=self.today))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


def needs_offered(client: Client):
    """The needs of the newest version of a person's plan."""
    plans = ServiceUsePlan.objects.alive().filter(client=client).order_by("-number")
    return PlanNeed.objects.alive().filter(plan__in=plans.values("pk")[:1])

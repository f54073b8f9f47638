"""A self-made plan: since when, why, and what one-to-one support was given (C-07)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.choosing import colleagues
from cases.models import Client, Consultation
from config.common.fields import DayField
from config.common.keys import RecordsField
from config.common.tags import clock, day
from plans.models import SelfPlan
from plans.rules import self_plan_problems
from staffing.models import User
from staffing.sheets import SheetModelForm

#: The newest contacts that may be marked as part of the support.
CONTACTS = 15
EXCERPT = 40


class ContactsField(RecordsField):
    """Contact records as tick boxes: when, how, and how the note begins."""

    def label_from_instance(self, contact: Consultation) -> str:
        """Name a contact so that its reader knows which one it was."""
        note = contact.text[:EXCERPT].replace("\n", " ")
        at = contact.occurred_at
        return f"{day(at)} {clock(at)}　{contact.get_method_display()}　{note}"


class SelfPlanForm(SheetModelForm):
    """A period in which the person's own plan holds."""

    starts_on = DayField(label=_("since"), is_past=True)
    ends_on = DayField(label=_("until"), required=False, help_text=_("Empty while the plan holds."))
    helper = forms.ModelChoiceField(
        label=_("who supports one to one"), queryset=None, required=False, empty_label="―"
    )
    contacts = ContactsField(
        label=_("contact records of the support"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The last 15 records of the person."),
    )

    class Meta:
        model = SelfPlan
        fields = ("reason", "starts_on", "ends_on", "helper", "support", "contacts")
        widgets = {"support": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, person: Client, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("starts_on"):
            days = (data["starts_on"], data.get("ends_on"))
            self.add_problems(self_plan_problems(*days, today=self.today))
        return data

    def prepare(self) -> None:
        here = colleagues(self.office.pk, on=self.today).values("pk")
        people = User.objects.filter(pk__in=here)
        if self.instance.helper_id:
            people = people | User.objects.filter(pk=self.instance.helper_id)
        self.fields["helper"].queryset = people.order_by("name_kana", "pk")
        records = Consultation.objects.visible_to(self.user).filter(client=self.person)
        newest = list(records.newest().values_list("pk", flat=True)[:CONTACTS])
        if self.instance.pk:
            newest += self.instance.contacts.values_list("pk", flat=True)
        self.fields["contacts"].queryset = records.filter(pk__in=newest).newest()

"""The plan of a support, its consent, and the entries of its record."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.common.fields import ClockField, DayField
from plans.choices_community import ENTRIES, EntryKind
from plans.models import CommunityEntry, CommunityPlan, CommunitySupport
from plans.rules import entry_problems
from staffing.models import User
from staffing.sheets import SheetModelForm


class CommunityPlanForm(SheetModelForm):
    """A version of the plan, as it is read to the person."""

    drafted_on = DayField(label=_("written on"), is_past=True)
    move_planned_on = DayField(label=_("planned day of leaving"), required=False)

    class Meta:
        model = CommunityPlan
        fields = ("drafted_on", "wish", "goal", "content", "caution", "move_planned_on")
        widgets = {
            "wish": forms.Textarea({"rows": 3}),
            "goal": forms.Textarea({"rows": 3}),
            "content": forms.Textarea({"rows": 6}),
            "caution": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args: Any, support: CommunitySupport, **kwargs: Any) -> None:
        self.support = support
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if not self.support.is_transition:
            del self.fields["move_planned_on"]


class EntryForm(SheetModelForm):
    """What was done, when, and what came of it."""

    occurred_on = DayField(label=_("day"), is_past=True)
    occurred_time = ClockField(label=_("Start"))
    until_on = DayField(
        label=_("until"), required=False, is_past=True, help_text=_("Only for a stay over night.")
    )
    also_log = forms.BooleanField(
        label=_("Write it into the contact log as well"), required=False, initial=True
    )

    class Meta:
        model = CommunityEntry
        fields = (
            "kind",
            "occurred_on",
            "occurred_time",
            "until_on",
            "minutes",
            "place",
            "text",
            "response",
            "worker",
            "also_log",
        )
        widgets = {
            "text": forms.Textarea({"rows": 4}),
            "response": forms.Textarea({"rows": 3}),
            "minutes": forms.TextInput({"inputmode": "numeric", "size": 4, "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, support: CommunitySupport, **kwargs: Any) -> None:
        self.support = support
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.order_fields(self.Meta.fields)
        kinds = [(kind, EntryKind(kind).label) for kind in ENTRIES[self.support.kind]]
        self.fields["kind"].choices = kinds
        self.initial.setdefault("kind", kinds[0][0])
        here = User.objects.posted_to(self.office.pk, on=self.today).values("pk")
        people = User.objects.filter(pk__in=here)
        if self.instance.pk:
            people = people | User.objects.filter(pk=self.instance.worker_id)
            began = timezone.localtime(self.instance.occurred_at)
            self.initial |= {"occurred_on": began.date(), "occurred_time": began.time()}
            del self.fields["also_log"]
        self.fields["worker"].queryset = people.order_by("name_kana", "pk")
        self.fields["worker"].empty_label = None
        self.initial.setdefault("worker", self.user.pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("occurred_on") and data.get("kind"):
            self.add_problems(
                entry_problems(
                    kind=data["kind"],
                    day=data["occurred_on"],
                    until_on=data.get("until_on"),
                    starts_on=self.support.starts_on,
                    today=self.today,
                )
            )
        return data

    @property
    def entry(self) -> dict[str, Any]:
        """The columns of the entry, and whether it is logged as well."""
        data = dict(self.cleaned_data)
        day, clock = data.pop("occurred_on"), data.pop("occurred_time")
        return data | {"occurred_at": timezone.make_aware(datetime.combine(day, clock))}

"""Somebody in a hospital or facility, and the support to leave and to stay outside (T-13)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Client
from config.common.fields import DayField, PhoneField
from plans.choices_community import SettlementGround, SupportKind
from plans.models import CommunitySupport, FacilityStay
from plans.rules import stay_problems, support_problems
from staffing.models import User
from staffing.sheets import SheetForm, SheetModelForm, sheet_formset


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class StayForm(SheetModelForm):
    """Where the person is, since when, and what the person says about leaving."""

    since_on = DayField(label=_("there since"), is_past=True)
    asked_on = DayField(label=pgettext_lazy("stay", "asked on"), required=False, is_past=True)
    contact_phone = PhoneField(label=_("contact person's phone"), required=False)
    ended_on = DayField(
        label=_("left on"),
        required=False,
        is_past=True,
        help_text=_("Empty while the person is there."),
    )

    class Meta:
        model = FacilityStay
        fields = (
            "kind",
            "place",
            "ward",
            "since_on",
            "wish",
            "wish_words",
            "asked_on",
            "obstacles",
            "contact_name",
            "contact_role",
            "contact_phone",
            "ended_on",
            "end",
        )
        widgets = {"wish_words": _text(3), "obstacles": _text(3)}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("since_on"):
            days = {name: data.get(name) for name in ("since_on", "ended_on", "asked_on")}
            problems = stay_problems(**days, end=data.get("end", ""), today=self.today)
            self.add_problems([each for each in problems if each.field in self.fields])
        return data


class SupportForm(SheetModelForm):
    """The facts of a transition or settlement case; what its kind does not know is left out."""

    FIELDS = {
        SupportKind.TRANSITION: (
            "stay",
            "worker",
            "starts_on",
            "ends_on",
            "moved_on",
            "moved_to",
            "ended_on",
            "end_reason",
        ),
        SupportKind.SETTLEMENT: (
            "worker",
            "ground",
            "starts_on",
            "ends_on",
            "day_phone",
            "night_phone",
            "line_note",
            "moved_to",
            "ended_on",
            "end_reason",
        ),
    }

    starts_on = DayField(label=_("granted from"))
    ends_on = DayField(
        label=_("granted until"), required=False, help_text=_("As printed on the certificate.")
    )
    day_phone = PhoneField(label=_("number in the daytime"), required=False)
    night_phone = PhoneField(label=_("number at night and on holidays"), required=False)
    moved_on = DayField(label=_("left the hospital or facility on"), required=False, is_past=True)
    ended_on = DayField(
        label=_("support ended on"),
        required=False,
        is_past=True,
        help_text=_("Empty while the support goes on."),
    )

    class Meta:
        model = CommunitySupport
        fields = (
            "stay",
            "worker",
            "ground",
            "starts_on",
            "ends_on",
            "day_phone",
            "night_phone",
            "line_note",
            "moved_on",
            "moved_to",
            "ended_on",
            "end_reason",
        )

    def __init__(self, *args: Any, person: Client, kind: str, **kwargs: Any) -> None:
        self.person, self.kind = person, kind
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        for name in set(self.fields) - set(self.FIELDS[self.kind]):
            del self.fields[name]
        self.order_fields(self.FIELDS[self.kind])
        here = User.objects.posted_to(self.office.pk, on=self.today).values("pk")
        people = User.objects.filter(pk__in=here)
        if self.instance.worker_id:
            people = people | User.objects.filter(pk=self.instance.worker_id)
        self.fields["worker"].queryset = people.order_by("name_kana", "pk")
        self.fields["worker"].empty_label = None
        self.initial.setdefault("worker", self.user.pk)
        if "stay" in self.fields:
            stays = FacilityStay.objects.alive().filter(client=self.person)
            self.fields["stay"].queryset = stays.order_by("-since_on")
            self.fields["stay"].empty_label = "―"
        if "ground" in self.fields:
            self.fields["ground"].required = True
            self.fields["ground"].choices = [("", "―"), *SettlementGround.choices]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("starts_on"):
            days = ("starts_on", "ends_on", "moved_on", "ended_on")
            facts = {name: data.get(name) for name in days}
            facts["end_reason"] = data.get("end_reason", "")
            ground = data.get("ground") or SettlementGround.ALONE  # its own field asks for it
            problems = support_problems(kind=self.kind, ground=ground, **facts, today=self.today)
            self.add_problems(problems)
        return data


class CrisisLineForm(SheetForm):
    """Somebody to call, in the order of the sheet."""

    name = forms.CharField(label=_("whom to call"), max_length=60)
    phone = PhoneField(label=_("phone"), required=False)
    hours = forms.CharField(
        label=pgettext_lazy("crisis line", "when"), max_length=60, required=False
    )
    purpose = forms.CharField(
        label=_("for what"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"class": "w-full"}),
    )


class CrisisSheetForm(SheetModelForm):
    """The crisis plan, in the person's own words, with whom to call."""

    formset_classes = {"lines": sheet_formset(CrisisLineForm, max_num=12)}

    sheet_agreed_on = DayField(label=_("crisis plan agreed on"), required=False, is_past=True)

    class Meta:
        model = CommunitySupport
        fields = (
            "triggers",
            "signs",
            "own_ways",
            "wanted_help",
            "unwanted",
            "medicine",
            "sheet_agreed_on",
        )
        widgets = {
            name: _text(3) for name in ("triggers", "signs", "own_ways", "wanted_help", "unwanted")
        } | {"medicine": forms.TextInput({"class": "w-full"})}

"""The form that sets a meeting about a person up: day, place, purpose, who of the team is asked."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.choosing import ClientChoiceForm
from cases.models import Case, Client
from config.common.fields import ClockField, DayField, NameField
from plans.choices_meetings import MeetingKind, Seat
from plans.forms.choosing import narrow_providers
from plans.models import ServiceCoordinationMeeting, ServiceUsePlan
from plans.rules import meeting_problems
from plans.team import Candidate
from staffing.sheets import SheetForm, SheetModelForm, sheet_formset

#: No meeting is older than the law on support for people with disabilities.
EARLIEST = date(2006, 4, 1)
WIDE = {"class": "w-full"}


def filled_rows(form: SheetForm, name: str) -> list[dict[str, Any]]:
    """Return the rows to keep, without the mark of removal."""
    rows = form.formsets[name].filled
    return [{key: value for key, value in row.items() if key != "DELETE"} for row in rows]


class OtherPersonForm(SheetForm):
    """Somebody who is asked and does not stand in the team."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seat = forms.ChoiceField(
        label=pgettext_lazy("meeting", "seat"), choices=Seat, initial=Seat.OTHER
    )
    organisation = forms.CharField(label=_("organisation"), required=False, max_length=100)
    role = forms.CharField(label=_("occupation or relation"), required=False, max_length=60)
    name = NameField(label=pgettext_lazy("care meeting", "name"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.has_changed() and not (data.get("name") or data.get("organisation")):
            self.add_error("name", _("Type the name, or the organisation."))
        return data


class MeetingDayForm(SheetModelForm):
    """What setting up and minutes both ask for: whose meeting, when, where, what for."""

    held_on = DayField(label=pgettext_lazy("care meeting", "Date"), earliest=EARLIEST)
    starts_at = ClockField(label=pgettext_lazy("time", "From"), required=False)
    ends_at = ClockField(label=pgettext_lazy("time", "To"), required=False)
    video_consent_on = DayField(label=_("consent to video on"), required=False)
    video_consent_name = NameField(label=_("who consented"), required=False)

    COMMON = (
        *("kind", "plan", "provider", "provider_name", "number", "held_on", "starts_at"),
        *("ends_at", "way", "place", "video_consent_on", "video_consent_name"),
        *("is_for_draft", "is_for_monitoring", "is_for_change", "purpose_note"),
    )
    WIDGETS = {
        "kind": forms.RadioSelect,
        "way": forms.RadioSelect({"class": "compact"}),
        "number": forms.NumberInput({"class": "w-s"}),
        "place": forms.TextInput({"size": 40}),
        "purpose_note": forms.TextInput({"size": 30}),
    }

    class Meta:
        model = ServiceCoordinationMeeting
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, person: Client, case: Case, **kwargs: Any) -> None:
        self.person, self.case = person, case
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Offer the person's plans and the office's providers."""
        plans = ServiceUsePlan.objects.alive().filter(client=self.person).order_by("-number")
        self.fields["plan"].queryset = plans
        self.fields["plan"].label_from_instance = lambda plan: _plan_words(plan)
        self.fields["plan"].empty_label = "―"
        self.fields["provider"].empty_label = "―"
        narrow_providers(self)

    @property
    def purposes(self) -> list[forms.BoundField]:
        """The tick boxes of the purpose."""
        return [self[name] for name in ("is_for_draft", "is_for_monitoring", "is_for_change")]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        provider = data.get("provider")
        if provider and data.get("provider_name"):
            self.add_error(
                "provider_name", _("Leave this empty when the provider is chosen from the list.")
            )
        if data.get("kind") == MeetingKind.COORDINATION:
            data |= {"provider": None, "provider_name": ""}
        names = ("held_on", "starts_at", "ends_at", "video_consent_on", "next_on")
        self.add_problems(
            meeting_problems(
                kind=data.get("kind", ""),
                opened_on=self.case.opened_on,
                convener=str(provider or data.get("provider_name") or ""),
                **{name: data.get(name) for name in names},
            )
        )
        return data


def _plan_words(plan: ServiceUsePlan) -> str:
    words = _("%(title)s, version %(number)s")
    return words % {"title": plan.title, "number": plan.number}


class CareMeetingForm(MeetingDayForm):
    """A meeting before its minutes; those asked are ticked in the team or typed by name."""

    team = forms.MultipleChoiceField(
        label=_("from the team"), required=False, widget=forms.CheckboxSelectMultiple
    )
    formset_classes = {"others": sheet_formset(OtherPersonForm, max_num=30)}

    class Meta(MeetingDayForm.Meta):
        fields = (*MeetingDayForm.COMMON, "message")
        widgets = MeetingDayForm.WIDGETS | {"message": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, candidates: list[Candidate], **kwargs: Any) -> None:
        self.candidates = candidates
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        self.fields["team"].choices = [(each.key, each.label) for each in self.candidates]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        others = [row for row in self.formsets["others"].forms if row.is_valid()]
        typed = any(row.cleaned_data.get("name") for row in others)
        if not data.get("team") and not typed and not self.formsets["others"].filled:
            self.add_error("team", _("Choose at least one who is asked."))
        return data

    def values(self, meeting: ServiceCoordinationMeeting | None = None) -> dict[str, Any]:
        """What the action takes; those who were asked before keep their row."""
        data = dict(self.cleaned_data)
        chosen = set(data.pop("team"))
        held = {p.source: p.pk for p in meeting.people.all() if p.source} if meeting else {}
        people = [
            {"id": held.get(each.key), **({} if each.key in held else each.columns)}
            for each in self.candidates
            if each.key in chosen
        ]
        return data | {"people": [*people, *filled_rows(self, "others")]}


def meeting_texts(
    meeting: ServiceCoordinationMeeting, candidates: list[Candidate]
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Return a meeting as the form shows it: initial values and rows."""
    initial = {name: getattr(meeting, name) for name in CareMeetingForm.Meta.fields}
    initial |= {"plan": meeting.plan_id, "provider": meeting.provider_id}
    keys = {each.key for each in candidates}
    people = list(meeting.people.all())
    initial["team"] = [person.source for person in people if person.source in keys]
    names = ("id", "seat", "organisation", "role", "name")
    others = [
        {name: getattr(person, name) for name in names}
        for person in people
        if person.source not in keys
    ]
    return initial, {"others": others}


class StartMeetingForm(ClientChoiceForm):
    """Whose meeting it is, and who convenes it."""

    kind = forms.ChoiceField(
        label=_("kind of meeting"),
        choices=MeetingKind,
        initial=MeetingKind.COORDINATION,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("client") and "client_text" not in self.errors:
            self.add_error("client_text", _("Choose the person whom the meeting is about."))
        return data


class CancelMeetingForm(SheetForm):
    """Why a meeting does not take place."""

    reason = forms.CharField(label=_("reason"), max_length=200)

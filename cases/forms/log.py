"""かんたん記録 and the correction of a record (S04, S21)."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import Content, Counterpart, Method, Outcome, PlaceKind, Route, Urgency
from cases.forms.choosing import ColleagueField
from cases.forms.companions import CompanionsMixin
from cases.forms.counts import CountsForm
from cases.models import Consultation, ConsultationContent
from config.common.fields import ClockField, DayField, NameField, PhoneField
from staffing.models import User
from staffing.sheets import SheetForm

#: Beyond this a form was forgotten, not a call was long.
LONGEST_CALL = 240
#: Clocks of server and writer may differ a little.
TOLERATED_MINUTES = 5
MINUTES_OF_A_DAY = 24 * 60
#: How many contacts, and contents, of a writer say what is usual.
LATELY = 20
#: How many contents stand open; the others are one click away.
USUAL_CONTENTS = 5
#: Fields that stand folded until somebody needs them.
MORE = ("place_kind", "route", "outcome", "referred_to", "caller_phone")


class NumberedField(forms.ChoiceField):
    """A choice by number keys that always has an answer: the usual one unless another is taken."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.widget.attrs["class"] = "compact"

    def clean(self, value: Any) -> str:
        return super().clean(value) or self.initial


def _optional(choices, label):
    return forms.ChoiceField(label=label, required=False, choices=[("", "―"), *choices.choices])


class RemoveForm(SheetForm):
    """Why a record is deleted."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for deleting"),
        max_length=200,
        widget=forms.TextInput({"class": "w-full", "autofocus": True}),
    )


class ConsultationEditForm(CountsForm):
    """A contact: only what was said is needed."""

    accepts_strangers = True

    is_anonymous = forms.BooleanField(label=gettext_lazy("Anonymous"), required=False)
    method = NumberedField(
        label=pgettext_lazy("log", "Method"), choices=Method.choices, initial=Method.CALL
    )
    counterpart = NumberedField(
        label=gettext_lazy("Counterpart"), choices=Counterpart.choices, initial=Counterpart.SELF
    )
    text = forms.CharField(
        label=gettext_lazy("What was said and done"),
        widget=forms.Textarea({"rows": 4}),
    )
    contents = forms.MultipleChoiceField(
        label=gettext_lazy("Content of support"),
        choices=Content.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "compact"}),
    )
    urgency = NumberedField(
        label=gettext_lazy("Urgency"), choices=Urgency.choices, initial=Urgency.NORMAL
    )
    is_abuse_suspected = forms.BooleanField(label=gettext_lazy("Abuse is feared"), required=False)
    occurred_on = DayField(label=pgettext_lazy("log", "Day"), is_past=True)
    occurred_time = ClockField(label=gettext_lazy("Start"))
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        required=False,
        min_value=0,
        max_value=MINUTES_OF_A_DAY,
        widget=forms.TextInput({"inputmode": "numeric", "size": 4, "autocomplete": "off"}),
    )
    place_kind = _optional(PlaceKind, gettext_lazy("Place"))
    caller_phone = PhoneField(label=gettext_lazy("Number to call back"), required=False)
    route = _optional(Route, gettext_lazy("Came by way of"))
    outcome = _optional(Outcome, gettext_lazy("Outcome"))
    referred_to = NameField(label=gettext_lazy("Passed on to"), required=False, longest=100)

    def prepare(self) -> None:
        super().prepare()
        # Whoever is known already need not be typed: the writing begins at once.
        first = "text" if self.initial.get("client") else "client_text"
        self.fields[first].widget.attrs["autofocus"] = True
        self.fields["client_text"].widget.attrs["data-then-focus"] = "text"
        self.fields["contents"].widget.choices = self._contents_by_use  # asked when it is shown

    @property
    def began(self) -> str:
        """When the contact began, as the field shows it."""
        bound = self["occurred_time"]
        return bound.field.widget.format_value(bound.value()) or ""

    @property
    def more_is_open(self) -> bool:
        """Whether the rarely used fields hold something or are wrong."""
        return self.counts_are_open or any(self[name].value() or self[name].errors for name in MORE)

    @property
    def contents_shown(self) -> int:
        """How many contents stand open: the usual number, and all that are chosen."""
        return max(USUAL_CONTENTS, len(self["contents"].value() or []))

    def _contents_by_use(self) -> list[tuple[str, str]]:
        """What is chosen comes first, then what this writer chose lately."""
        newest = Consultation.objects.filter(worker=self.user).order_by("-pk").values("pk")[:LATELY]
        used = (
            ConsultationContent.objects.filter(consultation__in=newest)
            .order_by("-consultation_id")
            .values_list("content", flat=True)[:LATELY]
        )
        chosen = self["contents"].value() or []
        first = list(dict.fromkeys([*chosen, *used]))
        place = {content: index for index, content in enumerate(first)}
        return sorted(Content.choices, key=lambda choice: place.get(choice[0], len(first)))

    def clean(self):
        data = super().clean()
        self._check_moment(data)
        if data.get("is_anonymous") and data.get("client"):
            message = _("Either choose a client or tick anonymous, not both.")
            self.add_error("is_anonymous", message)
        if data.get("outcome") == Outcome.REFERRED and not data.get("referred_to"):
            self.add_error("referred_to", _("Enter the body the person was passed on to."))
        return data

    def _check_moment(self, data: dict[str, Any]) -> None:
        day, clock = data.get("occurred_on"), data.get("occurred_time")
        if not day or not clock:
            return
        data["occurred_at"] = timezone.make_aware(datetime.combine(day, clock))
        now = self.fields["occurred_time"].now
        if now and (data["occurred_at"] - now).total_seconds() > TOLERATED_MINUTES * 60:
            self.add_error(
                "occurred_time", _("This time is still to come. Type when the contact began.")
            )

    @property
    def record(self) -> dict[str, Any]:
        """The columns of the record and its contents."""
        data = dict(self.cleaned_data)
        for name in ("occurred_on", "occurred_time"):
            data.pop(name)
        text = data.pop("client_text")
        return data | {"caller_name": "" if data["client"] else text}


class ConsultationForm(CompanionsMixin, ConsultationEditForm):
    """A new contact, with what comes next; the time runs while it is written."""

    opened_at = forms.CharField(required=False, widget=forms.HiddenInput)
    next_step = forms.CharField(
        label=gettext_lazy("What to do next"),
        required=False,
        widget=forms.TextInput({"class": "w-full", "autocomplete": "off"}),
    )
    next_due_on = DayField(label=gettext_lazy("By when"), required=False)
    next_owner = ColleagueField(
        label=gettext_lazy("By whom"), queryset=User.objects.none(), required=False
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["next_owner"].offer(self)
        self.fields["next_owner"].empty_label = None
        self.initial.setdefault("next_owner", self.user.pk)

    def clean_next_step(self) -> str:
        text = self.cleaned_data["next_step"]
        if len(text) > 200:
            raise forms.ValidationError(
                _("Shorten the text to %(longest)s characters; it has %(length)s now.")
                % {"longest": 200, "length": len(text)}
            )
        return text

    def clean(self):
        data = super().clean()
        if data.get("next_due_on") and not data.get("next_step"):
            self.add_error("next_step", _("Type what is to be done by that day."))
        if data.get("minutes") is None and data.get("occurred_at"):
            data["minutes"] = self._elapsed(data)
        return data

    def _elapsed(self, data: dict[str, Any]) -> int | None:
        """Minutes since the form was opened, when the contact began at that moment."""
        now = self.fields["occurred_time"].now
        try:
            opened = parse_datetime(data.get("opened_at") or "")
        except ValueError:
            return None
        if not now or not opened or timezone.is_naive(opened):
            return None
        began = opened.replace(second=0, microsecond=0)
        minutes = round((now - opened).total_seconds() / 60)
        if began != data["occurred_at"] or not 0 <= minutes <= LONGEST_CALL:
            return None
        return max(1, minutes)

    @property
    def record(self) -> dict[str, Any]:
        """The columns of the record, its contents and what comes next."""
        data = super().record
        data.pop("opened_at")
        return data

"""相談受付票 (S19): the sheet of a request in its groups; only the first two stand open."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import (
    ConsentMethod,
    DisabilityKind,
    Gender,
    IntakeCourse,
    IntakeGroup,
    IntakeMethod,
    IntakeState,
    Relation,
    Route,
    SupportLevel,
    Urgency,
)
from cases.forms.choosing import ClientChoiceForm, ColleagueField
from cases.forms.log import TOLERATED_MINUTES, NumberedField
from cases.rules import state_for
from config.common.fields import (
    ClockField,
    DayField,
    DigitsField,
    KanaField,
    NameField,
    PhoneField,
)
from staffing.models import User

#: How many groups stand open (S19).
OPEN_GROUPS = 2
G = IntakeGroup
#: The groups of the sheet in their order, each with its fields in the order of typing.
GROUPS = (
    (
        gettext_lazy("The request"),
        "received_on received_time receiver method method_note is_again route route_note relation "
        "caller_name caller_relation caller_phone is_anonymous client_text pick name_kana birth_on "
        "gender phone postal_code address",
    ),
    (
        G.COMPLAINT.label,
        "complaint urgency is_abuse_suspected abuse_reported_on abuse_reported_time "
        "abuse_reported_to",
    ),
    (
        G.DISABILITY.label,
        "disabilities physical_handbook intellectual_handbook mental_handbook support_level "
        "illness disability_note",
    ),
    (G.FAMILY.label, "family"),
    (G.CARER.label, "carer"),
    (G.SERVICES.label, "services"),
    (G.MEDICAL.label, "medical"),
    (G.PARTICIPATION.label, "participation"),
    (G.WORK.label, "work"),
    (G.DAYTIME.label, "daytime"),
    (G.HOUSING.label, "housing"),
    (G.OTHER.label, "other_notes"),
    (
        gettext_lazy("Response and further course"),
        "response course referred_to referred_on referral_consent next_on worker "
        "privacy_method privacy_explained_on is_logged",
    ),
)
#: The person's own entry on the sheet; what is typed stays when somebody is chosen.
STRANGERS_WORDS = gettext_lazy("A registered client is chosen from the list; any other name stays.")


def _words(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, widget=forms.Textarea({"rows": rows}), **options
    )


def _line(label: Any, longest: int, **options: Any) -> NameField:
    return NameField(label=label, required=False, longest=longest, **options)


def _choice(label: Any, choices: type) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "―"), *choices.choices])


class IntakeEditForm(ClientChoiceForm):
    """The sheet as it can be corrected; what became of the request has pages of its own."""

    accepts_strangers = True

    received_on = DayField(label=gettext_lazy("Received on"), is_past=True)
    received_time = ClockField(label=gettext_lazy("Time"))
    receiver = ColleagueField(
        label=gettext_lazy("Received by"), queryset=User.objects.none(), empty_label=None
    )
    method = NumberedField(
        label=pgettext_lazy("intake", "Method"),
        choices=IntakeMethod.choices,
        initial=IntakeMethod.CALL,
    )
    method_note = _line(gettext_lazy("Other method"), 60)
    is_again = forms.BooleanField(label=gettext_lazy("Came before"), required=False)
    route = _choice(gettext_lazy("Came by way of"), Route)
    route_note = _line(gettext_lazy("Name of the body or person"), 60)
    relation = NumberedField(
        label=gettext_lazy("Who asks"), choices=Relation.choices, initial=Relation.SELF
    )
    caller_name = _line(gettext_lazy("Name of who asks"), 60)
    caller_relation = _line(gettext_lazy("Relationship, post"), 30)
    caller_phone = PhoneField(label=gettext_lazy("Number to call back"), required=False)
    is_anonymous = forms.BooleanField(label=gettext_lazy("Anonymous"), required=False)
    name_kana = KanaField(label=gettext_lazy("Kana"), required=False)
    birth_on = DayField(
        label=gettext_lazy("Date of birth"), required=False, two_digit_era=None, is_past=True
    )
    gender = _choice(gettext_lazy("Gender"), Gender)
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    postal_code = DigitsField(7, label=gettext_lazy("Postal code"), required=False)
    address = _line(gettext_lazy("Address"), 200)
    complaint = forms.CharField(
        label=gettext_lazy("In the person's own words"), widget=forms.Textarea({"rows": 5})
    )
    urgency = NumberedField(
        label=gettext_lazy("Urgency"), choices=Urgency.choices, initial=Urgency.NORMAL
    )
    is_abuse_suspected = forms.BooleanField(label=gettext_lazy("Abuse is feared"), required=False)
    abuse_reported_on = DayField(label=gettext_lazy("Reported on"), required=False, is_past=True)
    abuse_reported_time = ClockField(label=gettext_lazy("Time of the report"), required=False)
    abuse_reported_to = _line(gettext_lazy("Reported to"), 100)
    disabilities = forms.MultipleChoiceField(
        label=gettext_lazy("Kind of disability"),
        choices=DisabilityKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    physical_handbook = _line(gettext_lazy("Physical disability handbook"), 20)
    intellectual_handbook = _line(gettext_lazy("Intellectual disability handbook"), 20)
    mental_handbook = _line(gettext_lazy("Mental health handbook"), 20)
    support_level = _choice(gettext_lazy("Support level"), SupportLevel)
    illness = _line(gettext_lazy("Name of the illness"), 100)
    disability_note = _words(gettext_lazy("What else is known of it"))
    family = _words(gettext_lazy("Who belongs to it, who cares most"))
    carer = _words(G.CARER.label)
    services = _words(G.SERVICES.label)
    medical = _words(gettext_lazy("Hospital, doctor, medicines"))
    participation = _words(G.PARTICIPATION.label)
    work = _words(G.WORK.label)
    daytime = _words(G.DAYTIME.label)
    housing = _words(G.HOUSING.label)
    other_notes = _words(G.OTHER.label)
    response = _words(G.RESPONSE.label)
    next_on = DayField(label=pgettext_lazy("intake", "Next on"), required=False)
    worker = ColleagueField(
        label=gettext_lazy("Person in charge"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )
    privacy_method = _choice(
        gettext_lazy("Handling of personal information explained"), ConsentMethod
    )
    privacy_explained_on = DayField(
        label=gettext_lazy("Explained on"), required=False, is_past=True
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["client_text"].label = pgettext_lazy("intake", "The person concerned")
        self.fields["client_text"].help_text = STRANGERS_WORDS
        self.fields["receiver"].offer(self)
        self.fields["worker"].offer(self)
        self.initial.setdefault("receiver", self.user.pk)

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The groups with their fields; folded ones open when they hold something or are wrong."""
        found = []
        for number, (label, names) in enumerate(GROUPS):
            bound = [self[name] for name in names.split() if name in self.fields]
            is_last = number == len(GROUPS) - 1
            holds = any(field.errors or field.value() for field in bound)
            is_open = number < OPEN_GROUPS or is_last or holds
            found.append({"label": label, "fields": bound, "is_open": is_open})
        return found

    def clean(self):
        data = super().clean()
        received = self._moment(data, "received_on", "received_time")
        data["received_at"] = received
        if data.get("is_anonymous") and data.get("client"):
            message = _("Either choose a client or tick anonymous, not both.")
            self.add_error("is_anonymous", message)
        self._check_report(data, received)
        if data.get("privacy_explained_on") and not data.get("privacy_method"):
            self.add_error("privacy_method", _("Choose how it was explained."))
        if received and data.get("next_on") and data["next_on"] < received.date():
            self.add_error("next_on", _("This day lies before the request. Check it."))
        if data.get("birth_on") and received and data["birth_on"] > received.date():
            self.add_error("birth_on", _("This day lies after the request. Check the year."))
        return data

    def _moment(self, data: dict[str, Any], day_name: str, clock_name: str) -> datetime | None:
        day, clock = data.get(day_name), data.get(clock_name)
        if not day or clock is None:
            return None
        moment = timezone.make_aware(datetime.combine(day, clock))
        now = self.fields[clock_name].now
        if now and (moment - now).total_seconds() > TOLERATED_MINUTES * 60:
            self.add_error(clock_name, _("This time is still to come. Check it."))
        return moment

    def _check_report(self, data: dict[str, Any], received: datetime | None) -> None:
        """A report of abuse has its day and to whom; its time may be unknown."""
        day, target = data.get("abuse_reported_on"), data.get("abuse_reported_to")
        if day and data.get("abuse_reported_time") is None:
            data["abuse_reported_time"] = time(0, 0)
        data["abuse_reported_at"] = self._moment(data, "abuse_reported_on", "abuse_reported_time")
        if target and not day and "abuse_reported_on" not in self.errors:
            self.add_error("abuse_reported_on", _("Enter the day of the report."))
        if day and not target:
            self.add_error("abuse_reported_to", _("Enter to whom it was reported."))
        if received and day and day < received.date():
            self.add_error("abuse_reported_on", _("This day lies before the request. Check it."))

    @property
    def sheet(self) -> dict[str, Any]:
        """The columns of the sheet."""
        data = dict(self.cleaned_data)
        for name in ("received_on", "received_time", "abuse_reported_on", "abuse_reported_time"):
            data.pop(name)
        data["name"] = data.pop("client_text")
        data["disabilities"] = tuple(data["disabilities"])
        return data


class IntakeForm(IntakeEditForm):
    """A new request: what is to become of it, and whether the log gets it as well."""

    course = NumberedField(
        label=gettext_lazy("Further course"),
        choices=[("", gettext_lazy("Not decided yet")), *IntakeCourse.choices],
        initial="",
    )
    referred_to = _line(gettext_lazy("Passed on to"), 100)
    referred_on = DayField(label=gettext_lazy("Passed on on"), required=False, is_past=True)
    referral_consent = _choice(gettext_lazy("Consent to pass on"), ConsentMethod)
    is_logged = forms.BooleanField(
        label=gettext_lazy("Write it into the support log as well"), required=False, initial=True
    )

    def clean(self):
        data = super().clean()
        is_referral = state_for(data.get("course", "")) == IntakeState.REFERRED
        if is_referral and not data.get("referred_on") and "referred_on" not in self.errors:
            data["referred_on"] = data.get("received_on")
        if not is_referral and self._filled(data, ("referred_to", "referred_on")):
            message = _("Choose “to another body” when the person was passed on.")
            self.add_error("course", message)
        return data

    @staticmethod
    def _filled(data: dict[str, Any], names: Iterable[str]) -> bool:
        return any(data.get(name) for name in names)


def sheet_values(intake) -> dict[str, Any]:
    """Return the initial values of a sheet for its correction."""
    received = timezone.localtime(intake.received_at)
    reported = intake.abuse_reported_at and timezone.localtime(intake.abuse_reported_at)
    names = set(IntakeEditForm.base_fields) - {"client", "client_text", "pick"}
    initial = {name: getattr(intake, name) for name in names if hasattr(intake, name)}
    initial |= {"received_on": received.date(), "received_time": received.time()}
    initial |= {"receiver": intake.receiver_id, "worker": intake.worker_id}
    initial |= {"disabilities": list(intake.disabilities)}
    day: date | None = reported.date() if reported else None
    return initial | {
        "abuse_reported_on": day,
        "abuse_reported_time": reported.time() if reported else None,
    }

"""To which office a person goes, with which consent, and the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.choosing import colleagues
from cases.models import Client, Consent
from config.common.fields import DayField, NameField
from staffing.models import Office
from staffing.permissions import FILE_ROLES
from staffing.sheets import SheetForm


def other_offices(office: Office):
    """Offices that keep client files with this system, but for one's own."""
    keeping = Office.objects.filter(
        is_user=True, deleted_at=None, postings__role__in=FILE_ROLES, postings__deleted_at=None
    )
    return keeping.exclude(pk=office.pk).distinct().order_by("name")


class OfferForm(SheetForm):
    """What another office is offered."""

    receiver = forms.ModelChoiceField(label=_("Receiving office"), queryset=None)
    consent = forms.ModelChoiceField(
        label=_("The person's consent"),
        queryset=Consent.objects.none(),
        help_text=_("One that covers other consultation offices and still holds."),
    )
    handed_on = DayField(label=_("Hand-over planned on"))
    reason = NameField(label=_("Why the person changes the office"), longest=200)
    summary = forms.CharField(
        label=_("What the other office must know"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("The other office reads this before it accepts; nothing else of the file."),
    )
    documents = forms.CharField(
        label=_("Papers that go along"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One in a line: only those the consent covers."),
    )

    def __init__(self, *args, person: Client, **kwargs) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["receiver"].queryset = other_offices(self.office)
        given = self.person.consents.for_other_offices(self.today)
        self.fields["consent"].queryset = given
        self.fields["consent"].label_from_instance = lambda consent: " ".join(
            (str(consent.given_on), str(consent.get_method_display()), consent.note)
        )


class AcceptForm(SheetForm):
    """Who takes the person over, from when."""

    on = DayField(label=_("Taken over on"), is_past=True)
    worker = forms.ModelChoiceField(
        label=_("Person in charge"), queryset=None, required=False, empty_label=_("Nobody yet")
    )

    def prepare(self) -> None:
        self.fields["worker"].queryset = colleagues(self.office.pk, on=self.today)


class DeclineForm(SheetForm):
    """Why an offer is declined."""

    reason = NameField(label=_("Why you decline"), longest=200)


class ReturnForm(SheetForm):
    """Which cases of a seconded person go to the home office."""

    receiver = forms.ModelChoiceField(label=_("Receiving office"), queryset=None)
    handed_on = DayField(label=_("Hand-over planned on"))

    def __init__(self, *args, held: list, home, **kwargs) -> None:
        self.rows_shown, self.home = held, home
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        offices = other_offices(self.office).filter(corporation=self.home)
        self.fields["receiver"].queryset = offices
        if len(offices) == 1:
            self.initial.setdefault("receiver", offices[0].pk)
        for case, consent in self.rows_shown:
            self.fields[f"case-{case.pk}"] = forms.BooleanField(
                label=case.client.name, required=False, disabled=consent is None
            )
            self.initial.setdefault(f"case-{case.pk}", consent is not None)

    def clean(self) -> dict[str, Any]:
        """At least one case is offered."""
        data = super().clean()
        if not self.chosen:
            raise forms.ValidationError(_("Choose at least one case whose person has agreed."))
        return data

    def boxes(self) -> list[dict]:
        """Each case with its consent and its box."""
        return [
            {"case": case, "consent": consent, "box": self[f"case-{case.pk}"]}
            for case, consent in self.rows_shown
        ]

    @property
    def chosen(self) -> list:
        """The cases to be offered."""
        return [c for c, consent in self.rows_shown if self.cleaned_data.get(f"case-{c.pk}")]

"""With whom a file is shared, what for, how long, and what of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices_access import SharePart
from cases.forms.transfers import other_offices
from cases.models import Client, Consent
from config.common.fields import DayField, NameField
from staffing.models import Posting, User
from staffing.permissions import FILE_ROLES
from staffing.sheets import SheetForm


class ShareForm(SheetForm):
    """What another office may read."""

    receiver = forms.ModelChoiceField(label=_("Shared with"), queryset=None)
    receiver_user = forms.ModelChoiceField(
        label=_("Only with this person"),
        queryset=None,
        required=False,
        empty_label=_("everybody there who works on files"),
    )
    purpose = NameField(
        label=_("Purpose of the sharing"),
        longest=200,
        widget=forms.TextInput({"class": "w-full"}),
    )
    consent = forms.ModelChoiceField(
        label=_("The person's consent"),
        queryset=Consent.objects.none(),
        help_text=_("One that covers other consultation offices and still holds."),
    )
    starts_on = DayField(label=_("From which day"))
    ends_on = DayField(label=_("Until which day"))
    parts = forms.MultipleChoiceField(
        label=_("What may be read"),
        choices=SharePart.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Name, age, address and points to consider are always shown."),
        required=False,
    )
    records_from = DayField(
        label=_("Contacts from"), required=False, help_text=_("Empty: all of them.")
    )

    def __init__(self, *args, person: Client, **kwargs) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        offices = other_offices(self.office)
        self.fields["receiver"].queryset = offices
        posts = Posting.objects.on(self.today).filter(office__in=offices, role__in=FILE_ROLES)
        there = User.objects.filter(pk__in=posts.values("user"), is_active=True)
        self.fields["receiver_user"].queryset = there.order_by("name_kana", "pk")
        given = self.person.consents.for_other_offices(self.today)
        self.fields["consent"].queryset = given
        self.fields["consent"].label_from_instance = lambda consent: " ".join(
            (str(consent.given_on), str(consent.get_method_display()), consent.note)
        )


class RevokeForm(SheetForm):
    """Why a share is ended."""

    reason = NameField(label=_("Why it is ended"), longest=200)

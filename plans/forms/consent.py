"""The days of consent, delivery and submission."""

from django import forms
from django.utils.translation import gettext_lazy as _

from config.common.fields import DayField, NameField
from plans.choices_chain import ConsentWay
from staffing.sheets import SheetForm


class ConsentForm(SheetForm):
    """Who agreed and when; the copy is often handed over on the same day."""

    consented_on = DayField(
        label=_("consent given on"),
        help_text=_("The day of the signature is printed as the day the plan was made."),
    )
    consented_by = NameField(
        label=_("who consented"),
        help_text=_("The person, or for a child the parent or guardian."),
    )
    delivered_on = DayField(
        label=_("copy delivered on"),
        required=False,
        help_text=_("Leave this empty if the copy is handed over later."),
    )


class PlanConsentForm(ConsentForm):
    """Who agreed to a service-use plan, when and how."""

    consented_how = forms.ChoiceField(
        label=_("how it was agreed to"),
        required=False,
        choices=ConsentWay,
        widget=forms.RadioSelect,
    )
    field_order = ["consented_on", "consented_by", "consented_how", "delivered_on"]


class DeliveryForm(SheetForm):
    """When the copy was handed over."""

    delivered_on = DayField(label=_("copy delivered on"))


class SubmissionForm(SheetForm):
    """When the plan went to the municipality."""

    submitted_on = DayField(label=_("submitted on"))

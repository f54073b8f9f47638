"""What happens to a request after it was received: interviews, its way, passing it on."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import ConsentMethod, IntakeGroup, IntakeState
from cases.rules import NEXT_INTAKE_STATES
from config.common.fields import DayField, NameField
from staffing.sheets import SheetForm


class InterviewForm(SheetForm):
    """A later interview: a text for each part of the sheet that it adds to."""

    held_on = DayField(label=gettext_lazy("Interview on"), is_past=True)
    next_on = DayField(label=pgettext_lazy("intake", "Next on"), required=False)

    def prepare(self) -> None:
        for code, label in IntakeGroup.choices:
            rows = 4 if code == IntakeGroup.COMPLAINT else 2
            widget = forms.Textarea({"rows": rows})
            self.fields[code] = forms.CharField(label=label, required=False, widget=widget)
        self.order_fields(["held_on", *IntakeGroup.values, "next_on"])

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data[code] for code in IntakeGroup.values):
            self.add_error(IntakeGroup.COMPLAINT, _("Write at least one of the parts."))
        return data

    @property
    def texts(self) -> dict[str, str]:
        """What was written, by the part of the sheet."""
        written = {code: self.cleaned_data[code] for code in IntakeGroup.values}
        return {code: text for code, text in written.items() if text}


class IntakeAdvanceForm(SheetForm):
    """How a request goes on, or that it has ended."""

    to = forms.ChoiceField(label=gettext_lazy("How it goes on"), widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("Day of this step"), is_past=True)
    note = NameField(label=gettext_lazy("What came of it"), required=False, longest=200)

    def __init__(self, *args, state: str, **kwargs) -> None:
        self.state = state
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        labels = dict(IntakeState.choices)
        following = NEXT_INTAKE_STATES[self.state]
        self.fields["to"].choices = [(state, labels[state]) for state in following]


class ReferForm(SheetForm):
    """To whom the person is passed on, and that the person agreed (O-08)."""

    referred_to = NameField(label=gettext_lazy("Passed on to"), longest=100)
    referred_on = DayField(label=gettext_lazy("Passed on on"), is_past=True)
    referral_consent = forms.ChoiceField(
        label=gettext_lazy("Consent to pass on"), choices=[("", "―"), *ConsentMethod.choices]
    )
    note = NameField(label=gettext_lazy("What was handed over"), required=False, longest=200)

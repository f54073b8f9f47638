"""Submit a document, answer it, or set another deadline."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.common.fields import DayField
from monitoring.models import Submission
from monitoring.rules.submissions import answer_problems, sending_problems
from staffing.models import Municipality
from staffing.sheets import SheetForm, SheetModelForm


class SendForm(SheetForm):
    """When and to which municipality it goes."""

    submitted_on = DayField(label=_("submitted on"), is_past=True)
    municipality = forms.ModelChoiceField(
        label=_("municipality"), queryset=Municipality.objects.all(), empty_label="―"
    )

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        self.submission = submission
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("submitted_on"):
            self.add_problems(
                sending_problems(
                    state=self.submission.state,
                    done_on=self.submission.done_on,
                    sent_on=data["submitted_on"],
                    today=self.today,
                )
            )
        return data


class ReceiveForm(SheetForm):
    """The day on which the municipality took it."""

    answered_on = DayField(label=_("received on"), is_past=True)

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        self.submission = submission
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("answered_on"):
            self.add_problems(
                answer_problems(
                    state=self.submission.state,
                    sent_on=self.submission.submitted_on,
                    answered_on=data["answered_on"],
                    today=self.today,
                )
            )
        return data


class ReturnForm(ReceiveForm):
    """Why it goes back: the office mends exactly that."""

    answered_on = DayField(label=_("returned on"), is_past=True)
    reason = forms.CharField(
        label=_("why it was returned"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What is missing or must be mended; the office reads it."),
    )


class DeadlineForm(SheetModelForm):
    """The deadline as the municipality set it."""

    due_on = DayField(label=_("to be submitted by"))

    class Meta:
        model = Submission
        fields = ("due_on", "municipality")

"""Forms of questions on records."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from staffing.choices import QuestionState
from staffing.sheets import SheetForm

#: What may stand without words.
WORDLESS = (QuestionState.CONFIRMED, QuestionState.WITHDRAWN)
FOR_LEAD = (QuestionState.ANSWERED, QuestionState.CONFIRMED, QuestionState.RETURNED)
FOR_ASKER = (QuestionState.ASKED, QuestionState.WITHDRAWN)
LONGEST = 2000


class AskForm(SheetForm):
    """What the counsellor wants to know."""

    text = forms.CharField(
        label=gettext_lazy("What would you like to have looked at?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4, "autofocus": True}),
    )


class AnswerForm(SheetForm):
    """An answer, and how the question stands from then on."""

    state = forms.ChoiceField(label=gettext_lazy("Your answer"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("In words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args, is_lead: bool = False, **options) -> None:
        self.is_lead = is_lead
        super().__init__(*args, **options)

    def prepare(self) -> None:
        labels = {
            QuestionState.ANSWERED: _("Answer"),
            QuestionState.CONFIRMED: _("Confirmed, nothing to add"),
            QuestionState.RETURNED: _("Ask back"),
            QuestionState.ASKED: _("Ask further"),
            QuestionState.WITHDRAWN: _("Settled, no answer needed"),
        }
        states = FOR_LEAD if self.is_lead else FOR_ASKER
        self.fields["state"].choices = [(state, labels[state]) for state in states]
        self.initial.setdefault("state", states[0])

    def clean(self):
        data = super().clean()
        if data.get("state") and data["state"] not in WORDLESS and not data.get("words"):
            self.add_error("words", _("Type the answer in words."))
        return data

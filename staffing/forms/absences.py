"""The form of an absence."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from config.common.fields import DayField
from staffing.choices import DayPart
from staffing.models import Absence, User
from staffing.permissions import Permission, can
from staffing.sheets import SheetModelForm


class AbsenceForm(SheetModelForm):
    """Who is away from when to when, and who stands in; whoever leads enters it for others, too."""

    started_on = DayField(label=pgettext_lazy("absence", "From"))
    ended_on = DayField(
        label=pgettext_lazy("absence", "To"),
        required=False,
        help_text=gettext_lazy("Empty for one day."),
    )

    class Meta:
        model = Absence
        fields = ("user", "kind", "started_on", "ended_on", "part", "substitute", "note")
        widgets = {
            "kind": forms.RadioSelect,
            "part": forms.RadioSelect,
            "note": forms.TextInput({"class": "w-full"}),
        }

    def prepare(self) -> None:
        people = User.objects.posted_to(self.office.pk, on=self.today)
        self.fields["substitute"].queryset = people
        who = self.fields["user"]
        leads = can(self.user, Permission.RECORD_APPROVE, self.office)
        who.queryset = people if leads else people.filter(pk=self.user.pk)
        who.empty_label = None
        self.initial.setdefault("user", self.user.pk)
        kind = self.fields["kind"]
        kind.choices = [choice for choice in kind.choices if choice[0]]

    def clean(self):
        data = super().clean()
        start, end = data.get("started_on"), data.get("ended_on")
        if start and not end and "ended_on" not in self.errors:
            end = data["ended_on"] = self.instance.ended_on = start
        if start and end and end < start:
            self.add_error("ended_on", _("The end is before the start."))
        elif start and end and start != end and data.get("part") != DayPart.WHOLE:
            self.add_error("part", _("Half a day is one day. Enter the same day twice."))
        if data.get("substitute") and data["substitute"] == data.get("user"):
            self.add_error("substitute", _("Nobody stands in for oneself."))
        return data

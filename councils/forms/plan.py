"""Forms for the plan of a year: recurrences, trainings, copying, taking out."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from councils.choices import RecurrenceKind, TrainingScope
from councils.models import Body, Recurrence, TrainingEvent
from councils.rules import RecurrenceRule, recurrence_problems
from staffing.sheets import SheetForm, SheetModelForm

#: Months in the order of the fiscal year.
MONTHS = (*range(4, 13), 1, 2, 3)


class RecurrenceForm(SheetModelForm):
    """How often a body meets in a year, and the words and remarks of the annual plan."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=RecurrenceKind, widget=forms.RadioSelect
    )
    count = forms.IntegerField(
        label=gettext_lazy("Times a year"),
        help_text=gettext_lazy("Only for “several times a year”."),
        required=False,
        min_value=1,
        max_value=12,
    )
    months = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Months"),
        help_text=gettext_lazy(
            "The months it meets in, as far as they are fixed. For every other month or every "
            "quarter the first one is enough; without it the year begins in April."
        ),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "compact"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Words to be printed"),
        help_text=gettext_lazy(
            "Only where the annual plan is to say it in other words than the rule gives."
        ),
        required=False,
        max_length=60,
        widget=forms.TextInput({"class": "w-full"}),
    )

    class Meta:
        model = Recurrence
        fields = ("body", "kind", "count", "months", "text", "note", "position")
        widgets = {"note": forms.TextInput({"class": "w-full"})}

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        self.year = year
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Offer the months, and the office's bodies that have no plan for the year yet."""
        names = [
            (month, pgettext("month number", "%(month)s") % {"month": month}) for month in MONTHS
        ]
        self.fields["months"].choices = names
        if self.instance.pk:
            del self.fields["body"]
            return
        del self.fields["position"]
        planned = Recurrence.objects.alive().of_year(self.year).values("body")
        bodies = Body.objects.alive().filter(office=self.office).exclude(pk__in=planned)
        self.fields["body"].queryset = bodies

    def clean(self) -> dict[str, Any]:
        """What was typed is a rule (councils.rules)."""
        data = super().clean()
        if "kind" in data and "count" in data and "months" in data:
            data["count"] = data["count"] if data["kind"] == RecurrenceKind.TIMES else None
            rule = RecurrenceRule(
                data["kind"], tuple(data["months"]), data.get("text", ""), data["count"] or 0
            )
            self.add_problems(recurrence_problems(rule))
        return data


class TrainingForm(SheetModelForm):
    """A training of a year: in the office or outside, when, who goes."""

    scope = forms.ChoiceField(
        label=TrainingEvent._meta.get_field("scope").verbose_name,
        choices=TrainingScope,
        initial=TrainingScope.INTERNAL,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = TrainingEvent
        fields = ("scope", "name", "when_text", "note", "position")
        widgets = {
            "name": forms.TextInput({"class": "w-full"}),
            "note": forms.TextInput({"class": "w-full"}),
        }
        help_texts = {
            "when_text": gettext_lazy("As the annual plan prints it: once a year, June, …"),
            "note": gettext_lazy("Who goes, and where."),
        }

    def prepare(self) -> None:
        """A new training stands last; its place can be changed afterwards."""
        if not self.instance.pk:
            del self.fields["position"]


class YearCopyForm(SheetForm):
    """Which year is copied, and what of it."""

    source = forms.TypedChoiceField(label=gettext_lazy("Year to copy from"), coerce=int)
    meetings = forms.BooleanField(
        label=gettext_lazy("Meetings and how often they are held"), required=False, initial=True
    )
    trainings = forms.BooleanField(label=gettext_lazy("Trainings"), required=False, initial=True)

    def __init__(self, *args: Any, sources: dict[int, int], **kwargs: Any) -> None:
        self.sources = sources
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Offer the years that have a plan."""
        rows = [
            (
                year,
                ngettext("FY %(year)s (%(count)s row)", "FY %(year)s (%(count)s rows)", count)
                % {"year": year, "count": count},
            )
            for year, count in self.sources.items()
        ]
        self.fields["source"].choices = rows

    def clean(self) -> dict[str, Any]:
        """At least one of the two is copied."""
        data = super().clean()
        if not data.get("meetings") and not data.get("trainings"):
            raise forms.ValidationError(_("Choose what to copy."))
        return data


class ReasonForm(SheetForm):
    """Why something is cancelled or taken out."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        widget=forms.TextInput({"class": "w-full"}),
    )

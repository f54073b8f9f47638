"""Forms of monitoring: the report with its goals, the reason of a skip, the planned visit."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import Method
from cases.forms.choosing import colleagues
from config.common.fields import ClockField, DayField
from config.common.yesno import YesNoField
from monitoring.choices import Achievement
from monitoring.models import MonitoringReport
from monitoring.rules import report_problems
from staffing.models import User
from staffing.sheets import SheetForm, SheetModelForm, sheet_formset

#: A monitoring is an interview; letters and calls to other bodies stand in the log.
METHODS = (Method.VISIT, Method.DESK, Method.CALL, Method.ALONG, Method.MEETING, Method.OTHER)
LONGEST_TEXT = 2000


def text_field(label, *, rows: int = 3, **options: Any) -> forms.CharField:
    """Return a field for a paragraph."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, required=False, widget=widget, **options
    )


class ReviewForm(SheetForm):
    """What became of one goal of the plan."""

    need = forms.IntegerField(required=False, widget=forms.HiddenInput)
    goal = text_field(gettext_lazy("support goal"), rows=2)
    target_on = DayField(label=gettext_lazy("to be reached by"), required=False)
    situation = text_field(gettext_lazy("how the service is given (heard from the provider)"))
    satisfaction = text_field(gettext_lazy("how the person feels about it"))
    achievement = forms.ChoiceField(
        label=gettext_lazy("degree of achievement"),
        choices=Achievement.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    issue = text_field(gettext_lazy("issue and solution"))
    changes_kind = YesNoField(label=pgettext_lazy("review", "kind of service"))
    changes_amount = YesNoField(label=pgettext_lazy("review", "amount of service"))
    changes_week = YesNoField(label=pgettext_lazy("review", "weekly schedule"))
    note = text_field(gettext_lazy("other points to note"), rows=2)

    def prepare(self) -> None:
        if self.initial.get("need"):
            for name in ("goal", "target_on"):
                self.fields[name].widget.attrs["readonly"] = True

    @property
    def changes(self) -> list[forms.BoundField]:
        """The three pairs of 計画変更の必要性."""
        return [self[name] for name in ("changes_kind", "changes_amount", "changes_week")]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        words = [name for name in data if name not in {"need", "goal", "DELETE"}]
        if not data.get("goal") and any(data[name] for name in words):
            self.add_error("goal", _("Type the goal this row is about."))
        return data


class ReportForm(SheetModelForm):
    """A monitoring report (様式3-1). Everything may still be missing until it is finished."""

    formset_classes = {"reviews": sheet_formset(ReviewForm, extra=0, max_num=30)}

    visited_on = DayField(label=gettext_lazy("monitored on"), required=False, is_past=True)
    visit_from = ClockField(label=pgettext_lazy("visit", "from"), required=False)
    visit_to = ClockField(label=pgettext_lazy("visit", "to"), required=False)
    author = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("monitored by"), empty_label=None
    )
    method = forms.ChoiceField(
        label=pgettext_lazy("monitoring", "How"),
        choices=[(method.value, method.label) for method in METHODS],
        widget=forms.RadioSelect,
    )
    place = forms.CharField(
        label=gettext_lazy("name of the place"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"class": "w-m"}),
    )
    overall = text_field(gettext_lazy("overall state"), rows=5)
    consented_on = DayField(label=gettext_lazy("consent given on"), required=False, is_past=True)

    class Meta:
        model = MonitoringReport
        fields = (
            "visited_on",
            "visit_from",
            "visit_to",
            "author",
            "method",
            "place_kind",
            "place",
            "was_client_present",
            "overall",
            "outcome",
            "consented_on",
        )
        widgets = {"place_kind": forms.RadioSelect, "outcome": forms.RadioSelect}

    def prepare(self) -> None:
        author = self.initial.get("author")
        people = colleagues(self.office.pk, on=self.today)
        if author:
            people = people | User.objects.filter(pk=getattr(author, "pk", author))
        self.fields["author"].queryset = people
        self.fields["author"].label_from_instance = lambda user: user.name
        for name in ("place_kind", "outcome"):
            field = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.add_problems(
            report_problems(
                today=self.today,
                visited_on=data.get("visited_on"),
                consented_on=data.get("consented_on"),
                visit=(data.get("visit_from"), data.get("visit_to")),
            )
        )
        return data

    @property
    def reviews(self) -> list[dict[str, Any]]:
        """The goals to keep, as the action wants them."""
        rows = self.formsets["reviews"].filled
        kept = [{k: v for k, v in row.items() if k != "DELETE"} for row in rows]
        return [row for row in kept if row.get("goal")]


class SkipForm(SheetForm):
    """Why a month is skipped."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        widget=forms.TextInput({"class": "w-full"}),
        help_text=gettext_lazy(
            "For example a stay in hospital. It stays with the month and can be read by everybody "
            "who may open it."
        ),
    )


class VisitForm(SheetForm):
    """When and by whom the visit is planned."""

    starts_on = DayField(label=pgettext_lazy("appointment", "Day"))
    starts_time = ClockField(label=gettext_lazy("Start"))
    ends_time = ClockField(label=gettext_lazy("End"), required=False)
    worker = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Who goes"), empty_label=None
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"class": "w-full"}),
    )

    def prepare(self) -> None:
        self.fields["worker"].queryset = colleagues(self.office.pk, on=self.today)
        self.fields["worker"].label_from_instance = lambda user: user.name
        self.initial.setdefault("worker", self.user.pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("starts_time"), data.get("ends_time")
        if start and end and end <= start:
            message = _("The end lies before the start. Type a time after %(start)s.")
            self.add_error("ends_time", message % {"start": f"{start:%H:%M}"})
        return data

    @property
    def visit(self) -> dict[str, Any]:
        """The fields of the appointment."""
        data = self.cleaned_data
        day, end = data["starts_on"], data["ends_time"]
        return {
            "worker": data["worker"],
            "place": data["place"],
            "starts_at": timezone.make_aware(datetime.combine(day, data["starts_time"])),
            "ends_at": timezone.make_aware(datetime.combine(day, end)) if end else None,
        }


class SubmissionForm(SheetForm):
    """The day the report went to the municipality."""

    submitted_on = DayField(label=gettext_lazy("submitted on"), is_past=True)

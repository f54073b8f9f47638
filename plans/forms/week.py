"""The week of a plan as it is typed: rows of days, times, content and provider."""

import unicodedata
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.fields import ClockField, MonthField
from plans.choices import LawGroup, WeekKind
from plans.models import Assessment, PlannedService, ServiceUsePlan, WeekEntry
from plans.rules import DAY_NAMES, WeekRow
from staffing.sheets import SheetForm, SheetModelForm, sheet_formset

DAYS = [(str(number), mark) for number, mark in enumerate(DAY_NAMES)]
MOST_ENTRIES = 80
LONGEST = WeekEntry._meta.get_field("content").max_length


class EndField(ClockField):
    """The end of an entry: 24:00 and 翌7:00 are understood as well."""

    def clean_text(self, text: str) -> time:
        folded = unicodedata.normalize("NFKC", text).strip().removeprefix("翌日").removeprefix("翌")
        return super().clean_text("0:00" if folded in {"24:00", "2400", "24", "24時"} else folded)


class WeekEntryForm(SheetForm):
    """An entry; chosen from the plan's services it takes over their name and provider."""

    weekdays = forms.MultipleChoiceField(
        label=_("weekdays"),
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple({"class": "compact days"}),
        error_messages={"required": _("Choose at least one weekday.")},
    )
    starts_at = ClockField(label=pgettext_lazy("week", "From"))
    ends_at = EndField(label=pgettext_lazy("week", "To"))
    service = forms.TypedChoiceField(
        label=_("service of the plan"), required=False, empty_value=None
    )
    content = forms.CharField(
        label=pgettext_lazy("week", "Content"), required=False, max_length=LONGEST
    )
    provider_name = forms.CharField(
        label=_("with whom"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"list": "week-providers", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("kind of entry"),
        choices=[("", _("by the service")), *WeekKind.choices],
        required=False,
    )

    def __init__(self, *args: Any, lines: list[PlannedService] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {line.pk: line for line in lines}
        if "service" not in self.fields:
            return
        field = self.fields["service"]
        field.choices = [("", "―"), *((pk, line_words(line)) for pk, line in self.lines.items())]
        field.coerce = self._line

    def _line(self, key: str) -> PlannedService:
        """Return the chosen service; a key of another plan is no choice."""
        if key not in map(str, self.lines):
            raise ValueError(key)
        return self.lines[int(key)]

    def clean_weekdays(self) -> str:
        """Return the days as digits in their order."""
        return "".join(sorted(self.cleaned_data["weekdays"]))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        line = data.get("service")
        if line and not data.get("content"):
            kind = line.service_type
            data["content"] = ((kind.short_name or kind.name) if kind else line.content)[:LONGEST]
        if line and not data.get("provider_name"):
            data["provider_name"] = (line.provider.name if line.provider else line.provider_name)[
                :LONGEST
            ]
        if not data.get("content") and "content" not in self.errors:
            self.add_error("content", _("Choose a service of the plan, or write what is done."))
        data["kind"] = data.get("kind") or _kind(line, data.get("provider_name"))
        return data


def _kind(line: PlannedService | None, provider: str | None) -> str:
    if line is None:
        return WeekKind.INFORMAL if provider else WeekKind.ROUTINE
    kind = line.service_type
    is_law = kind is not None and kind.law_group != LawGroup.OTHER
    return WeekKind.SERVICE if is_law else WeekKind.INFORMAL


def line_words(line: PlannedService) -> str:
    """Name a service of the plan: its need's number, what it is, who gives it."""
    what = line.service_type.name if line.service_type else line.content
    who = line.provider.name if line.provider else line.provider_name
    return " ".join(filter(None, (str(line.need.position), what, who)))


class PresentEntryForm(WeekEntryForm):
    """An entry of the present life: there is no plan whose services it could name."""

    service = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "―"), *WeekKind.choices]


class WeekRowsMixin:
    """A form with the rows of a week."""

    def typed_rows(self) -> list[WeekRow]:
        """Return the entries that are complete so far, for the preview."""
        return [
            WeekRow(
                data["weekdays"],
                data["starts_at"],
                data["ends_at"],
                data.get("content") or "",
                data.get("provider_name") or "",
                data.get("kind") or WeekKind.ROUTINE,
            )
            for data in self.formsets["entries"].filled
            if data.get("weekdays") and data.get("starts_at") and data.get("ends_at")
        ]

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The rows as values of entries."""
        rows = self.formsets["entries"].filled
        return [{name: value for name, value in row.items() if name != "DELETE"} for row in rows]


class PresentWeekForm(WeekRowsMixin, SheetModelForm):
    """The week as it is lived now (別紙2), with the texts beside it."""

    formset_classes = {"entries": sheet_formset(PresentEntryForm, max_num=MOST_ENTRIES)}

    class Meta:
        model = Assessment
        fields = ["daily_activities", "other_services"]
        widgets = {
            name: forms.Textarea({"rows": 4}) for name in ("daily_activities", "other_services")
        }


class WeekForm(WeekRowsMixin, SheetModelForm):
    """The week with its texts; `lines` are the services of the plan."""

    formset_classes = {"entries": sheet_formset(WeekEntryForm, max_num=MOST_ENTRIES)}

    begins_on = MonthField(label=_("plan begins in"), required=False)

    class Meta:
        model = ServiceUsePlan
        fields = ["begins_on", "daily_activities", "other_services", "whole_picture"]
        widgets = {
            name: forms.Textarea({"rows": 4})
            for name in ("daily_activities", "other_services", "whole_picture")
        }

    def __init__(self, *args: Any, lines: list[PlannedService], **kwargs: Any) -> None:
        self.lines = lines
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        for formset in self.formsets.values():
            formset.form_kwargs["lines"] = self.lines


def load_week(plan: ServiceUsePlan) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Return a week as (values, rows) for its form."""
    names = ("starts_at", "ends_at", "service", "content", "provider_name", "kind")
    rows = [
        {**{name: row[name] for name in names}, "weekdays": list(row["weekdays"])}
        for row in plan.week.values("weekdays", *names)
    ]
    return {name: getattr(plan, name) for name in WeekForm.Meta.fields}, {"entries": rows}


def load_present_week(assessment: Assessment) -> tuple[dict[str, Any], dict[str, list]]:
    """Return a present week as (values, rows) for its form."""
    names = ("starts_at", "ends_at", "content", "provider_name", "kind")
    rows = [
        {**{name: row[name] for name in names}, "weekdays": list(row["weekdays"])}
        for row in assessment.week.values("weekdays", *names)
    ]
    texts = {name: getattr(assessment, name) for name in PresentWeekForm.Meta.fields}
    return texts, {"entries": rows}

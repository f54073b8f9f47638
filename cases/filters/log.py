"""Filters of the log and of one person's records (S15, S20)."""

import django_filters as df
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import Content, Method, Outcome
from cases.filters.parts import NamedFilter, TextMixin, TicketFilter, colleagues
from cases.models import Consultation
from cases.rules import Period, period_days
from config.common.filtering import DayFilter, ListFilter
from config.common.fiscal import fiscal_range, fiscal_year
from staffing.searching import ticket_text

PERIODS = [
    (Period.TODAY, pgettext_lazy("period", "Today")),
    (Period.WEEK, pgettext_lazy("period", "This week")),
    (Period.MONTH, pgettext_lazy("period", "This month")),
    (Period.LAST_MONTH, pgettext_lazy("period", "Last month")),
    (Period.YEAR, pgettext_lazy("period", "This fiscal year")),
    (Period.RANGE, pgettext_lazy("period", "From … to")),
]


class RangeForm(forms.Form):
    """A period whose end is not before its start."""

    def clean(self):
        data = super().clean()
        start, end = data.get("since"), data.get("until")
        if start and end and end < start:
            self.add_error("until", _("The end is before the start. Check both days."))
        return data


class ConsultationFilter(TextMixin, ListFilter):
    """支援記録 (S20); without a choice this month."""

    period = df.ChoiceFilter(
        label=gettext_lazy("Period"), choices=PERIODS, method="in_period", empty_label=None
    )
    since = DayFilter(label=pgettext_lazy("period", "From"), method="nothing")
    until = DayFilter(label=pgettext_lazy("period", "To"), method="nothing")
    worker = NamedFilter(label=gettext_lazy("Recorded by"), queryset=colleagues)
    method = df.ChoiceFilter(label=pgettext_lazy("log", "Method"), choices=Method)
    content = df.ChoiceFilter(
        label=gettext_lazy("Content of support"), choices=Content, method="about"
    )
    who = df.ChoiceFilter(
        label=gettext_lazy("Client"),
        method="of_whom",
        choices=[
            ("registered", gettext_lazy("Registered")),
            ("unregistered", gettext_lazy("Not registered")),
        ],
    )
    outcome = df.ChoiceFilter(label=gettext_lazy("Outcome"), choices=Outcome)
    client = df.NumberFilter(field_name="client_id", widget=forms.HiddenInput)
    s = TicketFilter(method="matching")

    class Meta:
        model = Consultation
        form = RangeForm
        fields = ("period", "since", "until", "worker", "method", "content", "who", "outcome", "s")

    @property
    def chosen_period(self) -> str:
        """The chosen period; a typed day means a range."""
        chosen = self.form.cleaned_data if self.form.is_valid() else self.data or {}
        if chosen.get("since") or chosen.get("until"):
            return Period.RANGE
        return chosen.get("period") or Period.MONTH

    @property
    def days(self) -> tuple | None:
        """First and last day of the chosen period; None where what was typed is no period.

        A range without its end goes up to today, one without its start from April on.
        """
        if self.chosen_period != Period.RANGE:
            return period_days(self.chosen_period, self.today)
        if not self.form.is_valid():
            return None
        start, end = self.form.cleaned_data.get("since"), self.form.cleaned_data.get("until")
        if not start and not end:
            return period_days(Period.MONTH, self.today)
        end = end or max(start, self.today)
        return start or fiscal_range(fiscal_year(end))[0], end

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        days = self.days
        return queryset.on_days(*days) if days else queryset.none()

    def in_period(self, queryset, name, value):
        return queryset

    def nothing(self, queryset, name, value):
        return queryset

    def about(self, queryset, name, value):
        return queryset.filter(contents__content=value)

    def of_whom(self, queryset, name, value):
        return queryset.filter(client__isnull=value == "unregistered")

    def matching(self, queryset, name, value):
        text = ticket_text(self.request.user, value)
        return queryset.mentioning(text) if text else queryset


class DeletedFilter(ListFilter):
    """Records that were deleted: by whom."""

    deleted_by = NamedFilter(label=gettext_lazy("Deleted by"), queryset=colleagues)

    class Meta:
        model = Consultation
        fields = ("deleted_by",)


class TimelineFilter(ListFilter):
    """The records of one person (S15)."""

    method = df.ChoiceFilter(label=pgettext_lazy("log", "Method"), choices=Method)
    worker = NamedFilter(label=gettext_lazy("Recorded by"), queryset=colleagues)
    since = DayFilter(label=pgettext_lazy("period", "From"), method="from_day")
    until = DayFilter(label=pgettext_lazy("period", "To"), method="up_to_day")

    class Meta:
        model = Consultation
        form = RangeForm
        fields = ("method", "worker", "since", "until")

    def from_day(self, queryset, name, value):
        return queryset.since_day(value)

    def up_to_day(self, queryset, name, value):
        return queryset.until_day(value)

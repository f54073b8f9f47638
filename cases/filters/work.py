"""Filters of appointments and of what is to be done (S22)."""

import django_filters as df
from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.filters.parts import SeveralNamedFilter, colleagues
from cases.models import Appointment, Promise
from cases.rules import week_of
from config.common.columns import Column
from config.common.filtering import DayFilter, ListFilter


class AppointmentFilter(ListFilter):
    """予定 (S22): one week, one's own or everybody's."""

    fixed_order = "a week is read day by day"
    columns = (
        Column("day", pgettext_lazy("appointment", "Day"), css="nw", is_fixed=True),
        Column("time", gettext_lazy("Time"), css="nw", is_fixed=True),
        Column("method", pgettext_lazy("log", "Method")),
        Column("title", gettext_lazy("What for")),
        Column("client", gettext_lazy("Client"), css="nw"),
        Column("place", gettext_lazy("Place")),
        Column("worker", gettext_lazy("Who goes"), css="nw"),
        Column("act", gettext_lazy("Act"), css="nw", is_fixed=True, is_mute=True),
    )

    week = DayFilter(label=gettext_lazy("Week"), method="in_week", widget=forms.HiddenInput)
    worker = SeveralNamedFilter(label=gettext_lazy("Who goes"), queryset=colleagues)

    class Meta:
        model = Appointment
        fields = ("week", "worker")

    @property
    def days(self) -> tuple:
        """Monday and Sunday of the week shown."""
        cleaned = getattr(self.form, "cleaned_data", {}) if self.form.is_valid() else {}
        return week_of(cleaned.get("week") or self.today)

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).on_days(*self.days)

    def in_week(self, queryset, name, value):
        return queryset


class PromiseFilter(ListFilter):
    """やること: open ones of everybody, or the closed ones."""

    columns = (
        Column("due", gettext_lazy("By when"), "due_on", "nw", is_fixed=True),
        Column("text", gettext_lazy("What to do next"), is_fixed=True),
        Column("client", gettext_lazy("Client"), "client__kana_sort", "nw"),
        Column("owner", gettext_lazy("By whom"), "owner__name_kana", "nw"),
        Column("act", gettext_lazy("Act"), css="nw", is_fixed=True, is_mute=True),
    )
    closed = Column("closed", gettext_lazy("What came of it"), "closed_at", is_fixed=True)

    owner = SeveralNamedFilter(label=gettext_lazy("By whom"), queryset=colleagues)
    state = df.ChoiceFilter(
        label=gettext_lazy("State"),
        method="in_state",
        empty_label=gettext_lazy("To do"),
        choices=[("closed", gettext_lazy("Done"))],
    )

    class Meta:
        model = Promise
        fields = ("owner", "state")

    @property
    def is_closed(self) -> bool:
        """Whether the closed ones are listed."""
        return self.form.is_valid() and self.form.cleaned_data.get("state") == "closed"

    @property
    def order(self) -> tuple[str, ...]:
        """The order of the list of `by_day`: the next due first, or the last closed."""
        return ("-closed_at", "-pk") if self.is_closed else ("due_day", "pk")

    def columns_for(self):
        return (*self.columns[:-1], self.closed if self.is_closed else self.columns[-1])

    def standard_order(self) -> str:
        return "-closed" if self.is_closed else "due"

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset.exclude(closed_at=None) if self.is_closed else queryset.open()

    def in_state(self, queryset, name, value):
        return queryset

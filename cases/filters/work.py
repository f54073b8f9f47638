"""Filters of appointments and of what is to be done (S22)."""

import django_filters as df
from django import forms
from django.utils.translation import gettext_lazy

from cases.filters.parts import NamedFilter, colleagues
from cases.models import Appointment, Promise
from cases.rules import week_of
from config.common.filtering import DayFilter, ListFilter


class AppointmentFilter(ListFilter):
    """予定 (S22): one week, one's own or everybody's."""

    week = DayFilter(label=gettext_lazy("Week"), method="in_week", widget=forms.HiddenInput)
    worker = NamedFilter(
        label=gettext_lazy("Who goes"), queryset=colleagues, empty_label=gettext_lazy("Everybody")
    )

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

    owner = NamedFilter(
        label=gettext_lazy("By whom"), queryset=colleagues, empty_label=gettext_lazy("Everybody")
    )
    state = df.ChoiceFilter(
        label=gettext_lazy("State"),
        method="in_state",
        empty_label=gettext_lazy("To do"),
        choices=[("closed", gettext_lazy("Done"))],
    )

    class Meta:
        model = Promise
        fields = ("owner", "state")

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        is_closed = self.form.cleaned_data.get("state") == "closed"
        return queryset.exclude(closed_at=None) if is_closed else queryset.open()

    def in_state(self, queryset, name, value):
        return queryset

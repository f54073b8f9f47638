"""Filters of the list of plans and of the providers."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Client
from cases.rules import read_query
from config.common.fiscal import add_months, month_end, month_of
from config.common.kana import name_key, search_key
from config.common.wareki import month_label
from plans.choices import PlanKind, PlanState, Stage
from plans.models import BenefitDecision, ServiceProvider, ServiceUsePlan
from staffing.models import Municipality, User
from staffing.searching import ticket_text

MONTHS_AHEAD = 12


def colleagues(request) -> object:
    """People who may have written a plan of the user's offices."""
    return User.objects.visible_to(request.user).order_by("name_kana", "pk")


class PlanFilter(django_filters.FilterSet):
    """Which plans: state, author, stage, kind, municipality, month in which the decision ends."""

    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("plan", "State"),
        choices=PlanState.choices,
        method="in_state",
        empty_label=pgettext_lazy("filter", "All"),
    )
    stage = django_filters.ChoiceFilter(
        label=_("Kind of plan"), choices=Stage.choices, empty_label=pgettext_lazy("filter", "All")
    )
    kind = django_filters.ChoiceFilter(
        label=_("adult or child"),
        choices=PlanKind.choices,
        empty_label=pgettext_lazy("filter", "All"),
    )
    author = django_filters.ModelChoiceFilter(
        label=pgettext_lazy("filter", "Author"),
        queryset=colleagues,
        empty_label=pgettext_lazy("filter", "All"),
    )
    municipality = django_filters.ModelChoiceFilter(
        field_name="client__municipality",
        label=_("municipality"),
        queryset=Municipality.objects.all(),
        empty_label=pgettext_lazy("filter", "All"),
    )
    ends = django_filters.ChoiceFilter(
        label=_("decision ends in"),
        method="ending_in",
        empty_label=pgettext_lazy("filter", "All"),
    )
    versions = django_filters.BooleanFilter(
        label=_("earlier versions too"), method="which_versions", widget=forms.CheckboxInput
    )

    class Meta:
        model = ServiceUsePlan
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        this_month = month_of(timezone.localdate())
        months = [add_months(this_month, step) for step in range(MONTHS_AHEAD + 1)]
        choices = [(f"{month:%Y-%m}", month_label(month)) for month in months]
        self.filters["ends"].extra["choices"] = choices
        self.months = {f"{month:%Y-%m}": month for month in months}
        self.text = ticket_text(self.request.user, self.request.GET.get("s", ""))

    def filter_queryset(self, queryset):
        """Apply the filters and the name that was looked for."""
        if "versions" not in self.data:
            queryset = queryset.newest_versions()
        if self.text:
            wanted = read_query(self.text, today=timezone.localdate())
            people = Client.objects.visible_to(self.request.user).matching(wanted)
            queryset = queryset.filter(client__in=people)
        return super().filter_queryset(queryset)

    def in_state(self, queryset, _name, value):
        """Plans that have come exactly so far."""
        return queryset.in_state(value)

    def ending_in(self, queryset, _name, value):
        """Plans of people whose last decision ends in this month."""
        month = self.months[value]
        ending = BenefitDecision.objects.alive().not_renewed()
        ending = ending.ending_between(month, month_end(month))
        return queryset.filter(client__in=ending.values("client_id"))

    def which_versions(self, queryset, _name, _value):
        """Both kinds are handled before the other filters."""
        return queryset


class ProviderFilter(django_filters.FilterSet):
    """Providers by a part of their name or reading."""

    q = django_filters.CharFilter(label=pgettext_lazy("provider", "Name"), method="named")

    class Meta:
        model = ServiceProvider
        fields: list[str] = []

    def named(self, queryset, _name, value):
        """Providers whose name or reading contains the text."""
        kana, name = search_key(value), name_key(value)
        return queryset.filter(Q(name__icontains=value) | Q(name_kana__icontains=kana or name))

"""Filters of the list of plans and of the providers."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Client
from cases.rules import read_query
from config.common.columns import Column, by_choice
from config.common.filtering import ListFilter
from config.common.fiscal import add_months, month_end, month_of
from config.common.kana import name_key, search_key
from config.common.several import SeveralFilter, SeveralNamesFilter
from config.common.wareki import month_label
from plans.choices import PlanKind, PlanState, SelfPlanReason, Stage
from plans.models import (
    BenefitDecision,
    SelfPlan,
    ServiceProvider,
    ServiceUsePlan,
)
from staffing.models import Municipality, Office, User
from staffing.searching import ticket_text

MONTHS_AHEAD = 12


def colleagues(request) -> object:
    """People who may have written a plan of the user's offices."""
    return User.objects.visible_to(request.user).order_by("name_kana", "pk")


class PlanFilter(ListFilter):
    """Which plans: state, author, stage, kind, municipality, month in which the decision ends."""

    standard = "-drafted"
    columns = (
        Column("client", pgettext_lazy("column", "Client"), "client__kana_sort", is_fixed=True),
        Column("kind", _("Kind of plan"), by_choice("stage", Stage), is_fixed=True),
        Column("number", pgettext_lazy("plan", "Version"), "number", "n"),
        Column("drafted", _("written on"), "drafted_on", "nw", descends=True),
        Column("state", pgettext_lazy("plan", "State")),
        Column("consented", _("consent given on"), "consented_on", "nw", descends=True),
        Column("submitted", _("submitted on"), "submitted_on", "nw", descends=True),
        Column("interval", pgettext_lazy("column", "Monitoring"), "interval_months", "nw"),
        Column("end", _("Decision ends"), "decision_end", "nw"),
        Column("author", _("plan author"), "author__name_kana", "nw"),
    )

    state = SeveralFilter(
        label=pgettext_lazy("plan", "State"), choices=PlanState.choices, method="in_state"
    )
    stage = django_filters.ChoiceFilter(
        label=_("Kind of plan"), choices=Stage.choices, empty_label=pgettext_lazy("filter", "All")
    )
    kind = django_filters.ChoiceFilter(
        label=_("adult or child"),
        choices=PlanKind.choices,
        empty_label=pgettext_lazy("filter", "All"),
    )
    author = SeveralNamesFilter(label=pgettext_lazy("filter", "Author"), queryset=colleagues)
    municipality = SeveralNamesFilter(
        field_name="client__municipality",
        label=_("municipality"),
        queryset=Municipality.objects.all(),
    )
    ends = SeveralFilter(label=_("decision ends in"), method="ending_in", choices=lambda: [])
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
        return queryset.in_states(value) if value else queryset

    def ending_in(self, queryset, _name, value):
        """Plans of people whose last decision ends in this month."""
        wanted = Q()
        for month in (self.months[each] for each in value):
            wanted |= Q(ends_on__range=(month, month_end(month)))
        ending = BenefitDecision.objects.alive().not_renewed().filter(wanted)
        return queryset.filter(client__in=ending.values("client_id")) if value else queryset

    def which_versions(self, queryset, _name, _value):
        """Both kinds are handled before the other filters."""
        return queryset


class ProviderFilter(ListFilter):
    """Providers by a part of their name or reading."""

    standard = "name"
    columns = (
        Column("name", pgettext_lazy("provider", "Name of the provider"), "name", is_fixed=True),
        Column("kana", _("kana"), "name_kana"),
        Column("phone", _("phone"), css="nw"),
        Column("contact", _("contact person"), "contact_name"),
        Column("note", pgettext_lazy("provider", "Remarks")),
    )

    q = django_filters.CharFilter(label=pgettext_lazy("provider", "Name"), method="named")

    class Meta:
        model = ServiceProvider
        fields: list[str] = []

    def named(self, queryset, _name, value):
        """Providers whose name or reading contains the text."""
        kana, name = search_key(value), name_key(value)
        return queryset.filter(Q(name__icontains=value) | Q(name_kana__icontains=kana or name))


def _offices(request):
    return Office.objects.filter(pk__in=request.user.access.file_office_ids).order_by("name")


class SelfPlanFilter(ListFilter):
    """Whose plan holds, why it is self-made, at which office."""

    one_of = {"state": "without a choice those that hold today"}
    standard = "-since"
    columns = (
        Column("client", _("Client"), "client__kana_sort", "nw", is_fixed=True),
        Column("reason", _("why a self-made plan"), by_choice("reason", SelfPlanReason)),
        Column("since", _("since"), "starts_on", "nw", descends=True),
        Column("until", _("until"), "ends_on", "nw"),
        Column("helper", _("who supports one to one"), "helper__name_kana", "nw"),
        Column("support", _("Support given"), "contacts_number", "nw", descends=True),
    )

    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("plan", "State"),
        method="in_state",
        empty_label=pgettext_lazy("self-made plan", "Holds today"),
        choices=[
            ("ended", pgettext_lazy("self-made plan", "Ended")),
            ("all", pgettext_lazy("filter", "All")),
        ],
    )
    reason = SeveralFilter(label=_("why a self-made plan"), choices=SelfPlanReason)
    office = SeveralNamesFilter(label=_("office"), queryset=_offices)

    class Meta:
        model = SelfPlan
        fields: list[str] = []

    def filter_queryset(self, queryset):
        """Without a choice those that hold today."""
        queryset = super().filter_queryset(queryset)
        chosen = self.form.cleaned_data.get("state")
        return queryset if chosen else queryset.valid_on(self.today)

    def in_state(self, queryset, _name, value):
        """Those that are over, or all."""
        return queryset.filter(ends_on__lt=self.today) if value == "ended" else queryset

"""Filters of the lists of meetings about people and of providers' plans."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.columns import Column, by_choice
from config.common.filtering import ALL, DayFilter, ListFilter
from config.common.several import SeveralFilter, SeveralNamesFilter
from plans.choices_meetings import MeetingKind, MeetingState, ProviderPlanState
from plans.expected import lacking_plans
from plans.filters import colleagues
from plans.models import PlannedService, ServiceCoordinationMeeting, ServiceProvider


class CareMeetingFilter(ListFilter):
    """Meetings by kind, state, days, person in charge, and those without final minutes."""

    standard = "-day"
    columns = (
        Column(
            *("day", pgettext_lazy("care meeting", "Day and time"), "held_on", "nw"),
            is_fixed=True,
            descends=True,
        ),
        Column("client", _("Client"), "client__kana_sort", "nw", is_fixed=True),
        Column("kind", pgettext_lazy("column", "Meeting"), by_choice("kind", MeetingKind)),
        Column("place", _("Place and way")),
        Column("attendance", pgettext_lazy("care meeting", "Attendance"), css="nw"),
        Column(
            *("minutes", pgettext_lazy("care meeting", "Minutes")),
            *(by_choice("state", MeetingState), "nw"),
        ),
        Column("worker", pgettext_lazy("column", "In charge"), "case__worker__name_kana", "nw"),
    )

    kind = SeveralFilter(label=_("kind of meeting"), choices=MeetingKind)
    state = SeveralFilter(
        label=pgettext_lazy("care meeting", "State"),
        method="in_state",
        choices=[("waiting", _("minutes not final")), *MeetingState.choices],
    )
    worker = SeveralNamesFilter(
        field_name="case__worker", label=_("person in charge"), queryset=colleagues
    )
    since = DayFilter(label=_("Held from"), field_name="held_on", lookup_expr="gte")
    until = DayFilter(label=_("Held until"), field_name="held_on", lookup_expr="lte")

    class Meta:
        model = ServiceCoordinationMeeting
        fields: list[str] = []

    def in_state(self, queryset, _name, value):
        """Those in one state; `waiting`: they took place and have no final minutes."""
        if not value:
            return queryset
        wanted = Q(state__in=[state for state in value if state != "waiting"])
        if "waiting" in value:
            wanted |= Q(pk__in=queryset.without_minutes(self.today).values("pk"))
        return queryset.filter(wanted)


class ExpectedPlanFilter(ListFilter):
    """Providers' plans by state; without a choice those that are missing or due."""

    standard = "client"
    columns = (
        Column("client", _("Client"), "need__plan__client__kana_sort", "nw", is_fixed=True),
        Column("provider", pgettext_lazy("needs", "Provider"), "provider__name_kana"),
        Column("service", pgettext_lazy("column", "Service"), "service_type__name"),
        Column("state", pgettext_lazy("provider plan", "State"), css="nw", is_fixed=True),
        Column("received", pgettext_lazy("provider plan", "Received on"), css="nw"),
        Column("until", pgettext_lazy("provider plan", "Period until"), css="nw"),
        Column("next", pgettext_lazy("provider plan", "Next one"), css="nw"),
        Column("scan", pgettext_lazy("provider plan", "Scan"), css="nw"),
        Column(
            *("worker", pgettext_lazy("column", "In charge")),
            *("need__plan__case__worker__name_kana", "nw"),
        ),
    )

    state = SeveralFilter(
        label=pgettext_lazy("provider plan", "State"),
        method="in_state",
        choices=[*ProviderPlanState.choices, ("all", ALL)],
        said=pgettext_lazy("provider plan", "Missing or due"),
    )
    worker = SeveralNamesFilter(
        field_name="need__plan__case__worker", label=_("person in charge"), queryset=colleagues
    )
    provider = SeveralNamesFilter(
        label=_("provider"),
        queryset=lambda request: ServiceProvider.objects.visible_to(request.user).order_by(
            "name_kana", "pk"
        ),
    )

    class Meta:
        model = PlannedService
        fields: list[str] = []

    def filter_queryset(self, queryset):
        """Without a choice what is to be asked for."""
        queryset = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("state"):
            return queryset
        return lacking_plans(queryset)

    def in_state(self, queryset, _name, value):
        """Those in one of several states, or all."""
        return queryset if "all" in value or not value else queryset.filter(plan_state__in=value)

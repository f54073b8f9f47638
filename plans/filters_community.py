"""Filters of the stays in hospitals and facilities and of community support (T-13)."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.columns import Column, by_choice
from config.common.filtering import ListFilter, MonthFilter
from config.common.fiscal import month_end
from config.common.several import SeveralFilter
from plans.choices_community import LeaveWish, StayPlace, SupportKind
from plans.models import CommunitySupport, FacilityStay


class StayFilter(ListFilter):
    """Who is where, with which wish; without a choice those who are still there."""

    one_of = {"state": "without a choice those who are still there"}
    standard = "since"
    columns = (
        Column("client", _("Client"), "client__kana_sort", "nw", is_fixed=True),
        Column("place", _("hospital or facility"), "place"),
        Column("since", _("there since"), "since_on", "nw"),
        Column("wish", _("wish to leave"), by_choice("wish", LeaveWish)),
        Column("contact", _("contact person there"), css="nw"),
        Column("support", pgettext_lazy("stay", "Support"), css="nw"),
    )

    wish = SeveralFilter(label=_("wish to leave"), choices=LeaveWish)
    kind = SeveralFilter(label=_("kind of place"), choices=StayPlace)
    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("plan", "State"),
        method="in_state",
        empty_label=pgettext_lazy("stay", "Still there"),
        choices=[
            ("unsupported", pgettext_lazy("stay", "Still there, without support")),
            ("ended", pgettext_lazy("stay", "Has left")),
            ("all", pgettext_lazy("filter", "All")),
        ],
    )

    class Meta:
        model = FacilityStay
        fields: list[str] = []

    def filter_queryset(self, queryset):
        """Without a choice those who are still there."""
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") else queryset.going_on()

    def in_state(self, queryset, _name, value):
        """Those who left, those whom nobody supports, or all."""
        if value == "ended":
            return queryset.filter(ended_on__isnull=False)
        if value == "unsupported":
            return queryset.going_on().for_list().filter(is_supported=False)
        return queryset


class SupportFilter(ListFilter):
    """Transition or settlement cases; without a choice those that run."""

    one_of = {"state": "without a choice those that run"}
    standard = "-period"
    columns = (
        Column("client", _("Client"), "client__kana_sort", "nw", is_fixed=True),
        Column("kind", _("kind of support"), by_choice("kind", SupportKind)),
        Column(
            *("period", pgettext_lazy("community support", "Granted"), "starts_on", "nw"),
            descends=True,
        ),
        Column("place", _("Comes from, lives")),
        Column("plan", pgettext_lazy("column", "Plan"), css="nw"),
        Column("move", _("Leaving"), "moved_on", "nw"),
        Column("worker", _("person in charge"), "worker__name_kana", "nw"),
    )

    kind = django_filters.ChoiceFilter(
        label=_("kind of support"), choices=SupportKind, empty_label=pgettext_lazy("filter", "All")
    )
    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("plan", "State"),
        method="in_state",
        empty_label=pgettext_lazy("community support", "Running"),
        choices=[
            ("ended", pgettext_lazy("community support", "Ended")),
            ("all", pgettext_lazy("filter", "All")),
        ],
    )

    month = MonthFilter(label=_("Month"), method="unchanged")
    part = django_filters.ChoiceFilter(
        label=_("Counted as"),
        method="unchanged",
        choices=[
            ("first", pgettext_lazy("annual plan", "First support")),
            ("continued", pgettext_lazy("annual plan", "Continued support")),
        ],
        empty_label=pgettext_lazy("filter", "All"),
    )

    class Meta:
        model = CommunitySupport
        fields: list[str] = []

    def filter_queryset(self, queryset):
        """Without a choice those that run; of a month those that ran, or counted, in it."""
        queryset = super().filter_queryset(queryset)
        if month := self.form.cleaned_data.get("month"):
            days = (month, month_end(month))
            part = self.form.cleaned_data.get("part")
            counted = {"first": queryset.agreed_in, "continued": queryset.continued_in}
            return counted.get(part, queryset.running_in)(*days)
        return queryset if self.form.cleaned_data.get("state") else queryset.running()

    def in_state(self, queryset, _name, value):
        """Those that are over, or all."""
        return queryset.filter(ended_on__isnull=False) if value == "ended" else queryset

    def unchanged(self, queryset, _name, _value):
        """Month and part are looked at together."""
        return queryset

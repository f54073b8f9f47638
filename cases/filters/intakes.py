"""Filters of the requests received (S18)."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import IntakeMethod, IntakeState, Route, Urgency
from cases.filters.log import RangeForm
from cases.filters.parts import CategoryFilter, CategoryMixin, SeveralNamedFilter, colleagues
from cases.models import Intake
from config.common.columns import Column, by_choice
from config.common.filtering import DayFilter, ListFilter
from config.common.several import SeveralFilter

ALL = "all"
METHODS = by_choice("method", IntakeMethod)


class IntakeFilter(CategoryMixin, ListFilter):
    """相談受付 (S18): those being dealt with, unless another state is chosen."""

    columns = (
        Column("when", gettext_lazy("Received at"), "received_at", "nw", is_fixed=True),
        Column("number", gettext_lazy("No."), css="nw num"),
        Column("caller", gettext_lazy("Who asks")),
        Column("name", gettext_lazy("The person"), "client__kana_sort", "nw"),
        Column("text", pgettext_lazy("intake", "What is asked for"), css="cut"),
        Column("urgency", gettext_lazy("Urgency"), "urgency_rank", "nw"),
        Column("method", pgettext_lazy("intake", "Method"), METHODS, "nw"),
        Column("receiver", gettext_lazy("Received by"), "receiver__name_kana", "nw"),
        Column("state", gettext_lazy("State"), by_choice("state", IntakeState), "nw"),
        Column("next", pgettext_lazy("intake", "Next on"), "next_on", "nw"),
    )

    state = SeveralFilter(
        label=gettext_lazy("State"),
        choices=[*IntakeState.choices, (ALL, pgettext_lazy("intake state", "All"))],
        method="in_state",
        said=IntakeState.OPEN.label,
    )
    urgency = SeveralFilter(label=gettext_lazy("Urgency"), choices=Urgency)
    receiver = SeveralNamedFilter(label=gettext_lazy("Received by"), queryset=colleagues)
    since = DayFilter(label=pgettext_lazy("period", "From"), method="from_day")
    until = DayFilter(label=pgettext_lazy("period", "To"), method="up_to_day")
    route = SeveralFilter(label=gettext_lazy("Came by way of"), choices=Route)
    category = CategoryFilter(field_name="consultation__work_category")

    class Meta:
        model = Intake
        form = RangeForm
        fields = ("state", "urgency", "receiver", "since", "until", "route", "category")

    @property
    def chosen_states(self) -> list[str]:
        """The states shown, all of them where nothing is left out."""
        chosen = self.form.cleaned_data.get("state") if self.form.is_valid() else ()
        chosen = list(chosen or [IntakeState.OPEN])
        return list(IntakeState.values) if ALL in chosen else chosen

    @property
    def is_queue(self) -> bool:
        """Whether only those being dealt with are shown."""
        return self.chosen_states == [IntakeState.OPEN]

    def standard_order(self) -> str:
        return "urgency" if self.is_queue else "-when"

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset.filter(state__in=self.chosen_states)

    def in_state(self, queryset, name, value):
        return queryset

    def from_day(self, queryset, name, value):
        return queryset.since_day(value)

    def up_to_day(self, queryset, name, value):
        return queryset.until_day(value)

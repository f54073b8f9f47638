"""Filter of the closed months of the log."""

import django_filters as df
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.models import LogMonth
from config.common.columns import Column
from config.common.filtering import ListFilter


class LogMonthFilter(ListFilter):
    """月締め: those closed now, or those opened again."""

    standard = "-month"
    columns = (
        Column("month", gettext_lazy("Month"), "closed_month", "nw", is_fixed=True, descends=True),
        Column("office", gettext_lazy("Office"), "office__name"),
        Column("state", gettext_lazy("State"), "reopened_at"),
        Column("by", gettext_lazy("Closed by"), "created_at", "nw"),
        Column("number", gettext_lazy("Contacts"), css="n"),
    )

    state = df.ChoiceFilter(
        label=gettext_lazy("State"),
        method="in_state",
        empty_label=pgettext_lazy("month", "All"),
        choices=[
            ("closed", pgettext_lazy("month", "Closed")),
            ("reopened", pgettext_lazy("month", "Reopened")),
        ],
    )

    class Meta:
        model = LogMonth
        fields = ("state",)

    def in_state(self, queryset, name, value):
        return queryset.filter(reopened_at__isnull=value == "closed")

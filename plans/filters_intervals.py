"""The filter of the table of standard intervals."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.columns import Column
from config.common.filtering import DayFilter, ListFilter
from config.common.several import SeveralFilter
from plans.choices_intervals import IntervalGroup
from plans.models import StandardInterval


class IntervalFilter(ListFilter):
    """Which row, and the version in force on a day."""

    standard = "group"
    columns = (
        Column("group", _("row of the interval table"), "group", is_head=True, is_fixed=True),
        Column("from", _("valid from"), "valid_from", "nw"),
        Column("to", _("valid to"), "valid_to", "nw"),
        Column("months", pgettext_lazy("interval", "months"), "months", "n"),
        Column("old", pgettext_lazy("interval", "from 65 on"), "months_65", "n"),
        Column("source", _("source")),
        Column("state", pgettext_lazy("column", "State"), css="nw"),
    )

    group = SeveralFilter(label=_("row of the interval table"), choices=IntervalGroup)
    day = DayFilter(label=pgettext_lazy("interval", "In force on"), method="on_day")

    class Meta:
        model = StandardInterval
        fields = ("group", "day")

    def on_day(self, queryset, _name, day):
        return queryset.filter(valid_from__lte=day).exclude(valid_to__lt=day)

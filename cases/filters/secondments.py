"""The filter of secondments."""

from datetime import date

import django_filters as df
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from config.common.columns import Column
from config.common.filtering import ALL, ListFilter
from staffing.models import Posting


class SecondmentFilter(ListFilter):
    """Whether they still last."""

    standard = "-since"
    columns = (
        Column("person", gettext_lazy("Staff member"), "user__name_kana", "nw", is_fixed=True),
        Column("home", gettext_lazy("Home corporation"), "home_corporation__name"),
        Column("office", gettext_lazy("Works at"), "office__name"),
        Column("since", pgettext_lazy("secondment", "Since"), "started_on", "nw", descends=True),
        Column("until", gettext_lazy("Returns on"), "ended_on", "nw"),
        Column("cases", gettext_lazy("Cases in charge"), css="n"),
        Column("act", gettext_lazy("Act"), css="nw", is_fixed=True, is_mute=True),
    )

    state = df.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[
            ("now", pgettext_lazy("secondment", "Seconded now")),
            ("over", pgettext_lazy("secondment", "Returned")),
        ],
        empty_label=ALL,
        method="of_state",
    )

    class Meta:
        model = Posting
        fields = ("state",)

    def __init__(self, *args, today: date, **kwargs) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def of_state(self, queryset, name, value):
        lasting = Q(ended_on=None) | Q(ended_on__gte=self.today)
        return queryset.filter(lasting) if value == "now" else queryset.exclude(lasting)

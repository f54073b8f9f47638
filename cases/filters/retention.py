"""The filter of the files that are of age."""

from typing import ClassVar

import django_filters as df
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import CloseReason
from cases.models import Case, Client
from config.common.columns import Column
from config.common.filtering import ListFilter
from config.common.several import SeveralFilter


class RetentionFilter(ListFilter):
    """Files of age: those that wait for a second person, by the reason of their end."""

    #: How many years each office keeps its files, where the caller has asked for it.
    years: ClassVar[dict[int, int]] = {}
    standard = "client"
    columns = (
        Column("number", gettext_lazy("Client No."), "pk", "nw"),
        Column("client", gettext_lazy("Client"), "kana_sort", is_fixed=True),
        Column("closed", gettext_lazy("Closed on"), "ended_on", "nw"),
        Column("last", gettext_lazy("Last support"), css="nw"),
        Column("until", gettext_lazy("Kept until"), css="nw"),
        Column("act", pgettext_lazy("retention", "Decision"), is_fixed=True),
    )

    is_asked = df.BooleanFilter(label=gettext_lazy("Waits for confirmation"))
    close_reason = SeveralFilter(
        label=gettext_lazy("Reason for closing"), choices=CloseReason, method="ended_by"
    )

    class Meta:
        model = Client
        fields = ("is_asked", "close_reason")

    def ended_by(self, queryset, name, value):
        ended = Case.objects.alive().filter(close_reason__in=value)
        return queryset.filter(pk__in=ended.values("client_id")) if value else queryset

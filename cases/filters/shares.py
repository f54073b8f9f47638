"""The filter of what is shared."""

import django_filters as df
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.models import Share
from config.common.columns import Column
from config.common.filtering import ALL, ListFilter


class ShareFilter(ListFilter):
    """Which way, and whether it still holds."""

    columns = (
        Column("client", gettext_lazy("Client"), css="nw", is_fixed=True),
        Column("way", pgettext_lazy("share", "Direction"), css="nw"),
        Column("office", gettext_lazy("Office")),
        Column("purpose", gettext_lazy("Purpose of the sharing")),
        Column("period", gettext_lazy("Period"), "starts_on", "nw", descends=True),
        Column("state", gettext_lazy("State"), "ends_on", "nw", descends=True),
    )

    way = df.ChoiceFilter(
        label=pgettext_lazy("share", "Direction"),
        choices=[
            ("got", gettext_lazy("Shared with us")),
            ("sent", gettext_lazy("Shared by us")),
        ],
        empty_label=ALL,
        method="of_way",
    )
    state = df.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[
            ("held", pgettext_lazy("share", "In force")),
            ("over", pgettext_lazy("share", "Over")),
        ],
        empty_label=ALL,
        method="of_state",
    )

    class Meta:
        model = Share
        fields = ("way", "state")

    def of_way(self, queryset, name, value):
        own = Share.objects.visible_to(self.request.user).values("pk")
        return queryset.filter(pk__in=own) if value == "sent" else queryset.exclude(pk__in=own)

    def of_state(self, queryset, name, value):
        held = Share.objects.in_force(timezone.localdate()).values("pk")
        return queryset.filter(pk__in=held) if value == "held" else queryset.exclude(pk__in=held)

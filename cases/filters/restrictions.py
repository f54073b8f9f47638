"""The filter of the restricted files."""

import django_filters as df
from django.utils.translation import gettext_lazy

from cases.models import Restriction
from config.common.columns import Column
from config.common.filtering import ListFilter


class RestrictionFilter(ListFilter):
    """Those in force, or also those that are over."""

    standard = "-number"
    columns = (
        Column("number", gettext_lazy("Number"), "pk", "nw num", is_fixed=True, descends=True),
        Column("from", gettext_lazy("From"), "started_on", "nw"),
        Column("until", gettext_lazy("Until"), "ends_on", "nw"),
        Column("by", gettext_lazy("Set by"), "created_by__name_kana", "nw"),
        Column("readers", gettext_lazy("Who may read it")),
        Column("act", gettext_lazy("Act"), css="nw", is_fixed=True, is_mute=True),
    )

    all = df.BooleanFilter(label=gettext_lazy("Also those that are over"), method="with_past")

    class Meta:
        model = Restriction
        fields = ("all",)

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("all") else queryset.in_force(self.today)

    def with_past(self, queryset, name, value):
        return queryset

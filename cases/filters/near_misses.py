"""The filter of near misses, good cases and cases to think about."""

import django_filters as df
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices_lessons import LessonKind
from cases.filters.parts import SeveralNamedFilter, colleagues
from cases.models import NearMiss
from config.common.columns import Column, by_choice
from config.common.filtering import DayFilter, ListFilter
from config.common.several import SeveralFilter

STATES = [
    ("open", gettext_lazy("Still to be looked at")),
    ("done", gettext_lazy("Looked at again")),
]


class NearMissFilter(ListFilter):
    """By kind, person, days and whether it was looked at again."""

    standard = "-day"
    columns = (
        Column("day", gettext_lazy("Day it happened"), "occurred_on", "nw", descends=True),
        Column("kind", pgettext_lazy("lesson", "Kind"), by_choice("kind", LessonKind), "nw"),
        Column("title", gettext_lazy("In one line"), "title", is_fixed=True),
        Column("client", gettext_lazy("Client"), "client__kana_sort", "nw"),
        Column("reporter", gettext_lazy("Reported by"), "reporter__name_kana", "nw"),
        Column("follow", gettext_lazy("Look at it again on"), "follow_on", "nw"),
        Column("followed", gettext_lazy("Looked at again on"), "followed_on", "nw"),
    )

    kind = SeveralFilter(label=pgettext_lazy("lesson", "Kind"), choices=LessonKind)
    state = df.ChoiceFilter(label=gettext_lazy("State"), choices=STATES, method="in_state")
    reporter = SeveralNamedFilter(label=gettext_lazy("Reported by"), queryset=colleagues)
    since = DayFilter(label=gettext_lazy("From"), field_name="occurred_on", lookup_expr="gte")
    until = DayFilter(label=gettext_lazy("To"), field_name="occurred_on", lookup_expr="lte")

    class Meta:
        model = NearMiss
        fields = ("kind", "state", "reporter", "since", "until")

    def in_state(self, queryset, name, value):
        return queryset.filter(followed_on__isnull=value == "open")

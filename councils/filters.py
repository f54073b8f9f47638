"""Filters of the lists of meetings, bodies and trainings."""

import django_filters as df
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.filtering import DayFilter, ListFilter
from councils.choices import BodyKind, MeetingState, TrainingScope
from councils.models import Body, Council, Meeting, TrainingEvent

ALL = pgettext_lazy("filter", "All")


class BodyFilter(ListFilter):
    """Bodies by kind and council; also the rows of the year's page."""

    kind = df.ChoiceFilter(label=_("Kind of body"), choices=BodyKind, empty_label=ALL)
    council = df.ModelChoiceFilter(
        label=_("Council"),
        empty_label=ALL,
        queryset=lambda request: Council.objects.visible_to(request.user),
    )

    class Meta:
        model = Body
        fields = ("kind", "council")


class MeetingFilter(ListFilter):
    """Meetings by body, state and days."""

    body = df.ModelChoiceFilter(
        label=_("Body"),
        empty_label=ALL,
        queryset=lambda request: Body.objects.visible_to(request.user),
    )
    state = df.ChoiceFilter(label=_("State"), choices=MeetingState, empty_label=ALL)
    since = DayFilter(label=_("Held from"), field_name="held_on", lookup_expr="gte")
    until = DayFilter(label=_("Held until"), field_name="held_on", lookup_expr="lte")

    class Meta:
        model = Meeting
        fields = ("body", "state", "since", "until")


class TrainingFilter(ListFilter):
    """Trainings in the office or outside."""

    scope = df.ChoiceFilter(
        label=_("In the office or outside"), choices=TrainingScope, empty_label=ALL
    )

    class Meta:
        model = TrainingEvent
        fields = ("scope",)

"""Filters of the lists of meetings, bodies and trainings."""

import django_filters as df
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.filters.parts import (
    CategoryFilter,
    CategoryMixin,
    SeveralNamedFilter,
    colleagues,
)
from config.common.columns import Column, by_choice
from config.common.filtering import ALL, DayFilter, ListFilter
from config.common.several import SeveralFilter, SeveralNamesFilter
from councils.choices import ActivityKind, BodyKind, MeetingState, TrainingScope
from councils.models import Body, Council, Meeting, NetworkActivity, TrainingEvent

#: More than any key; a longer number is no office.
MOST_KEY = 10**15


class BodyFilter(ListFilter):
    """Bodies by kind and council; also the rows of the year's page."""

    fixed_order = "the bodies stand as a tree"
    columns = (
        Column("body", _("Body"), css="body", is_fixed=True),
        Column("kind", _("Kind of body")),
        Column("seats", _("Members"), css="n"),
        Column("last", _("Last meeting"), css="nw"),
    )
    office = Column("office", _("Office"))

    kind = SeveralFilter(label=_("Kind of body"), choices=BodyKind)
    council = SeveralNamesFilter(
        label=_("Council"),
        queryset=lambda request: Council.objects.visible_to(request.user),
    )

    def columns_for(self):
        several = len(self.request.user.access.offices) > 1
        return (*self.columns, self.office) if several else self.columns

    class Meta:
        model = Body
        fields = ("kind", "council")


class MeetingFilter(CategoryMixin, ListFilter):
    """Meetings by body, state, category and days."""

    standard = "-day"
    columns = (
        Column(
            *("day", pgettext_lazy("meeting", "Date"), "held_on", "nw"),
            is_fixed=True,
            descends=True,
        ),
        Column("body", _("Body"), "body__name"),
        Column("number", pgettext_lazy("meeting", "No."), "number", "n"),
        Column("place", _("Place"), "place", "cut"),
        Column("state", _("State"), by_choice("state", MeetingState), "nw"),
        Column("category", _("Work category"), "work_category__code", "nw", is_extra=True),
        Column("writer", _("Minutes by"), "writer__name_kana", "nw"),
    )

    body = SeveralNamesFilter(
        label=_("Body"),
        queryset=lambda request: Body.objects.visible_to(request.user),
    )
    state = SeveralFilter(label=_("State"), choices=MeetingState)
    category = CategoryFilter(field_name="work_category")
    office = df.NumberFilter(
        field_name="office_id", min_value=1, max_value=MOST_KEY, widget=forms.HiddenInput
    )
    since = DayFilter(label=_("Held from"), field_name="held_on", lookup_expr="gte")
    until = DayFilter(label=_("Held until"), field_name="held_on", lookup_expr="lte")

    class Meta:
        model = Meeting
        fields = ("body", "state", "category", "office", "since", "until")


class ActivityFilter(CategoryMixin, ListFilter):
    """Activities for the area by kind, category, person and days."""

    standard = "-day"
    columns = (
        Column("day", _("Date"), "held_on", "nw", is_fixed=True, descends=True),
        Column("title", _("What it was"), "title", is_fixed=True),
        Column("kind", pgettext_lazy("activity", "Kind"), by_choice("kind", ActivityKind)),
        Column("category", _("Work category"), "work_category__code", "nw"),
        Column("audience", _("Audience"), "audience"),
        Column("participants", _("Participants"), "participants", "n", descends=True),
        Column("minutes", _("Min"), "minutes", "n", descends=True, is_extra=True),
        Column("place", _("Place"), "place", is_extra=True),
        Column("worker", _("Person responsible"), "worker__name_kana", "nw"),
    )

    kind = SeveralFilter(label=pgettext_lazy("activity", "Kind"), choices=ActivityKind)
    category = CategoryFilter(field_name="work_category")
    worker = SeveralNamedFilter(label=_("Person responsible"), queryset=colleagues)
    office = df.NumberFilter(
        field_name="office_id", min_value=1, max_value=MOST_KEY, widget=forms.HiddenInput
    )
    since = DayFilter(label=_("From"), field_name="held_on", lookup_expr="gte")
    until = DayFilter(label=_("To"), field_name="held_on", lookup_expr="lte")

    class Meta:
        model = NetworkActivity
        fields = ("kind", "category", "worker", "office", "since", "until")


class TrainingFilter(ListFilter):
    """Trainings in the office or outside."""

    columns = (
        Column("name", _("Training"), "name", is_head=True, is_fixed=True),
        Column("scope", _("In the office or outside"), by_choice("scope", TrainingScope)),
        Column("when", pgettext_lazy("training", "When"), "when_text"),
        Column("note", _("Remarks (who goes)")),
    )

    scope = df.ChoiceFilter(
        label=_("In the office or outside"), choices=TrainingScope, empty_label=ALL
    )

    class Meta:
        model = TrainingEvent
        fields = ("scope",)

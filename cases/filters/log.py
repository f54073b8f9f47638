"""Filters of the log and of one person's records (S15, S20)."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

import django_filters as df
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices import Content, DisabilityKind, Method, Outcome, PlaceKind, Route
from cases.choices_closing import Lack
from cases.filters.parts import (
    CategoryFilter,
    CategoryMixin,
    SeveralNamedFilter,
    TextMixin,
    TicketFilter,
    colleagues,
)
from cases.models import Consultation, ConsultationContent
from cases.month_figures import LACKS
from cases.rules import Period, period_days
from config.common.columns import Column, by_choice
from config.common.filterforms import Part, parts_of
from config.common.filtering import DayFilter, ListFilter
from config.common.fiscal import fiscal_range, fiscal_year
from config.common.several import SeveralFilter
from staffing.searching import ticket_text

PERIODS = [
    (Period.TODAY, pgettext_lazy("period", "Today")),
    (Period.WEEK, pgettext_lazy("period", "This week")),
    (Period.MONTH, pgettext_lazy("period", "This month")),
    (Period.LAST_MONTH, pgettext_lazy("period", "Last month")),
    (Period.YEAR, pgettext_lazy("period", "This fiscal year")),
    (Period.RANGE, pgettext_lazy("period", "From … to")),
]


CHILD = [("child", pgettext_lazy("count", "Child")), ("adult", pgettext_lazy("count", "Adult"))]
NEW = [("new", pgettext_lazy("count", "New")), ("continued", pgettext_lazy("count", "Continued"))]
MARKED = [("yes", gettext_lazy("Marked")), ("no", gettext_lazy("Not marked"))]
#: Fields that say the days, and what of the others is no condition.
OF_PERIOD, UNSET = ("period", "since", "until"), (None, "", [])
#: Conditions that stand folded until somebody needs them.
MORE = ("lack", "outcome", "route", "place_kind", "kind", "is_child", "is_new", "is_evidence")


def _any(conditions: Iterable[Q]) -> Q:
    """Return the condition that one of several holds; all rows where there is none."""
    return reduce(or_, conditions, Q())


class RangeForm(forms.Form):
    """A period whose end is not before its start."""

    def clean(self):
        data = super().clean()
        start, end = data.get("since"), data.get("until")
        if start and end and end < start:
            self.add_error("until", _("The end is before the start. Check both days."))
        return data


class ConsultationFilter(CategoryMixin, TextMixin, ListFilter):
    """支援記録 (S20); without a choice this month."""

    one_of = {"period": "a list is read for one period"}
    standard = "-when"
    columns = (
        Column(
            *("when", gettext_lazy("Date and time"), "occurred_at", "nw"),
            is_fixed=True,
            descends=True,
        ),
        Column("client", gettext_lazy("Client"), "client__kana_sort", "nw"),
        Column("method", pgettext_lazy("log", "Method"), by_choice("method", Method)),
        Column("counterpart", gettext_lazy("Counterpart"), css="nw"),
        Column("text", gettext_lazy("What was said and done"), css="cut"),
        Column("contents", gettext_lazy("Content of support")),
        Column("category", gettext_lazy("Work category"), "work_category__code", "nw"),
        Column("minutes", gettext_lazy("Min"), "minutes", "n", descends=True),
        Column("worker", gettext_lazy("By"), "worker__name_kana", "nw"),
        Column("check", pgettext_lazy("log", "Confirmed")),
    )

    period = df.ChoiceFilter(
        label=gettext_lazy("Period"), choices=PERIODS, method="in_period", empty_label=None
    )
    since = DayFilter(label=pgettext_lazy("period", "From"), method="nothing")
    until = DayFilter(label=pgettext_lazy("period", "To"), method="nothing")
    worker = SeveralNamedFilter(label=gettext_lazy("Recorded by"), queryset=colleagues)
    method = SeveralFilter(label=pgettext_lazy("log", "Method"), choices=Method)
    content = SeveralFilter(
        label=gettext_lazy("Content of support"), choices=Content, method="about"
    )
    who = df.ChoiceFilter(
        label=gettext_lazy("Client"),
        method="of_whom",
        choices=[
            ("registered", gettext_lazy("Registered")),
            ("unregistered", gettext_lazy("Not registered")),
        ],
    )
    outcome = SeveralFilter(label=gettext_lazy("Outcome"), choices=Outcome)
    lack = SeveralFilter(
        label=pgettext_lazy("log", "To be checked"), choices=Lack, method="lacking"
    )
    office = df.NumberFilter(field_name="office_id", widget=forms.HiddenInput)
    category = CategoryFilter(field_name="work_category")
    route = SeveralFilter(label=gettext_lazy("Came by way of"), choices=Route)
    place_kind = SeveralFilter(label=gettext_lazy("Place"), choices=PlaceKind)
    kind = SeveralFilter(
        label=gettext_lazy("Kind of disability"), choices=DisabilityKind, method="of_kind"
    )
    is_child = df.ChoiceFilter(label=gettext_lazy("Adult or child"), choices=CHILD, method="of_age")
    is_new = df.ChoiceFilter(label=gettext_lazy("New or continued"), choices=NEW, method="newness")
    is_evidence = df.ChoiceFilter(
        label=gettext_lazy("Evidence for an add-on"), choices=MARKED, method="marked"
    )
    client = df.NumberFilter(field_name="client_id", widget=forms.HiddenInput)
    s = TicketFilter(method="matching")

    class Meta:
        model = Consultation
        form = RangeForm
        fields = (
            "period",
            "since",
            "until",
            "worker",
            "method",
            "content",
            "who",
            "category",
            *MORE,
        )

    @property
    def usual(self) -> tuple[Part, ...]:
        """The conditions that stand open."""
        visible = (field.name for field in self.form.visible_fields())
        return parts_of(self.form, (name for name in visible if name not in {*OF_PERIOD, *MORE}))

    @property
    def more(self) -> tuple[Part, ...]:
        """The conditions that stand folded."""
        return parts_of(self.form, MORE)

    @property
    def span(self) -> list:
        """The fields of a typed period."""
        return [self.form["since"], self.form["until"]]

    @property
    def more_is_open(self) -> bool:
        """Whether one of them is in use."""
        return any(self.data.get(name) for name in MORE) if self.data else False

    @property
    def chosen_period(self) -> str:
        """The chosen period; a typed day means a range."""
        chosen = self.form.cleaned_data if self.form.is_valid() else self.data or {}
        if chosen.get("since") or chosen.get("until"):
            return Period.RANGE
        return chosen.get("period") or Period.MONTH

    @property
    def days(self) -> tuple | None:
        """First and last day of the chosen period; None where what was typed is no period.

        A range without its end goes up to today, one without its start from April on.
        """
        if self.chosen_period != Period.RANGE:
            return period_days(self.chosen_period, self.today)
        if not self.form.is_valid():
            return None
        start, end = self.form.cleaned_data.get("since"), self.form.cleaned_data.get("until")
        if not start and not end:
            return period_days(Period.MONTH, self.today)
        end = end or max(start, self.today)
        return start or fiscal_range(fiscal_year(end))[0], end

    @property
    def is_whole_period(self) -> bool:
        """Whether the list is all of its days, in its own order."""
        if self.table.sorted or not self.form.is_valid():
            return False
        chosen = self.form.cleaned_data.items()
        return all(value in UNSET for name, value in chosen if name not in OF_PERIOD)

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        days = self.days
        return queryset.on_days(*days) if days else queryset.none()

    def in_period(self, queryset, name, value):
        return queryset

    def nothing(self, queryset, name, value):
        return queryset

    def about(self, queryset, name, value):
        if not value:
            return queryset
        held = ConsultationContent.objects.filter(consultation=OuterRef("pk"), content__in=value)
        return queryset.filter(Exists(held))

    def of_kind(self, queryset, name, value):
        return queryset.filter(_any(Q(disabilities__contains=kind) for kind in value))

    def of_age(self, queryset, name, value):
        return queryset.filter(is_child=value == "child")

    def newness(self, queryset, name, value):
        return queryset.filter(is_new=value == "new")

    def marked(self, queryset, name, value):
        return queryset.filter(is_evidence=value == "yes")

    def of_whom(self, queryset, name, value):
        return queryset.filter(client__isnull=value == "unregistered")

    def lacking(self, queryset, name, value):
        return queryset.filter(_any(LACKS[lack] for lack in value))

    def matching(self, queryset, name, value):
        text = ticket_text(self.request.user, value)
        return queryset.mentioning(text) if text else queryset


class DeletedFilter(ListFilter):
    """Records that were deleted: by whom."""

    standard = "-deleted"
    columns = (
        Column("deleted", gettext_lazy("Deleted at"), "deleted_at", "nw", is_fixed=True),
        Column("by", gettext_lazy("Deleted by"), "deleted_by__name_kana", "nw"),
        Column("reason", gettext_lazy("Reason for deleting")),
        Column("when", gettext_lazy("Date and time"), css="nw"),
        Column("client", gettext_lazy("Client"), css="nw"),
        Column("text", pgettext_lazy("of a record", "Content"), css="cut"),
        Column("act", gettext_lazy("Act"), css="nw", is_fixed=True, is_mute=True),
    )

    deleted_by = SeveralNamedFilter(label=gettext_lazy("Deleted by"), queryset=colleagues)

    class Meta:
        model = Consultation
        fields = ("deleted_by",)


class TimelineFilter(ListFilter):
    """The records of one person (S15)."""

    method = SeveralFilter(label=pgettext_lazy("log", "Method"), choices=Method)
    worker = SeveralNamedFilter(label=gettext_lazy("Recorded by"), queryset=colleagues)
    since = DayFilter(label=pgettext_lazy("period", "From"), method="from_day")
    until = DayFilter(label=pgettext_lazy("period", "To"), method="up_to_day")

    class Meta:
        model = Consultation
        form = RangeForm
        fields = ("method", "worker", "since", "until")

    def from_day(self, queryset, name, value):
        return queryset.since_day(value)

    def up_to_day(self, queryset, name, value):
        return queryset.until_day(value)

"""Filters of the months of one month's page."""

from datetime import date
from functools import reduce
from operator import or_

import django_filters as df
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Case
from config.common.columns import Column, by_choice
from config.common.dateparse import DayTextError
from config.common.filtering import ListFilter
from config.common.fiscal import add_months_to_day, month_of
from config.common.monthparse import parse_month
from config.common.several import SeveralFilter, SeveralNamesFilter
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth
from plans.choices import PlanKind
from staffing.models import Municipality, User

NOBODY = "none"
#: The order of the page of `with_rank`: overdue on top, then as they come.
MONTH_ORDER = ("rank", "due_month", "client__kana_sort", "pk")


def asked_month(text: str, today: date) -> date:
    """Return the month of the address; the current one where none or nonsense is asked for."""
    try:
        return parse_month(text, today=today) if text else month_of(today)
    except DayTextError:
        return month_of(today)


ADULT_AGE = 18  # 児童福祉法 第4条

STATE_CHOICES = [
    ("overdue", pgettext_lazy("monitoring month", "Overdue")),
    ("open", pgettext_lazy("monitoring month", "Nothing planned")),
    ("planned", pgettext_lazy("monitoring month", "Visit planned")),
    ("reported", MonthState.REPORTED.label),
    ("done", _("Done, not yet submitted")),
    ("submitted", MonthState.SUBMITTED.label),
    ("skipped", MonthState.SKIPPED.label),
]


def _worker_kana() -> Subquery:
    """The reading of who is in charge of a month's person."""
    cases = Case.objects.alive().open().filter(client=OuterRef("client"))
    return Subquery(cases.values("worker__name_kana")[:1])


class MonthFilter(ListFilter):
    """Whose, in which state, adult or child, of which municipality."""

    columns = (
        Column("choose", _("Choose"), css="c", is_fixed=True, is_mute=True, is_tick=True),
        Column("due", pgettext_lazy("deadline", "Until"), "due_month", "nw", is_fixed=True),
        Column("state", pgettext_lazy("column", "State"), by_choice("state", MonthState), "nw"),
        Column("client", _("Client"), "client__kana_sort", "nw", is_fixed=True),
        Column("interval", _("Interval"), "schedule__decision__interval_months", "nw"),
        Column("reason", _("Why this month"), css="cut muted"),
        Column("planned", _("Planned or done"), "appointment__starts_at", "nw"),
        Column("last", _("Last time"), "last_visit_on", "nw muted"),
        Column("municipality", _("Municipality"), "client__municipality__name", is_extra=True),
        Column("worker", _("Person in charge"), _worker_kana(), "nw"),
        Column("act", _("Action"), css="n", is_fixed=True, is_mute=True),
    )

    worker = SeveralFilter(label=_("Person in charge"), method="of_worker", choices=lambda: [])
    state = SeveralFilter(
        label=pgettext_lazy("filter", "State"), method="in_state", choices=STATE_CHOICES
    )
    kind = df.ChoiceFilter(
        label=_("Adult or child"), method="of_kind", choices=PlanKind, empty_label=_("Both")
    )
    municipality = SeveralNamesFilter(
        label=_("Municipality"),
        field_name="client__municipality",
        queryset=Municipality.objects.all(),
    )

    class Meta:
        model = MonitoringMonth
        fields = ("worker", "state", "kind", "municipality")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(self.request.user).order_by("name_kana", "pk")
        self.filters["worker"].extra["choices"] = [
            *((str(pk), name) for pk, name in people.values_list("pk", "name")),
            (NOBODY, _("Nobody yet")),
        ]

    def of_worker(self, queryset, name, value):
        if not value:
            return queryset
        people = Q(worker_id__in=[int(each) for each in value if each != NOBODY])
        return queryset.filter(people | Q(worker_id=None) if NOBODY in value else people)

    def in_state(self, queryset, name, value):
        if not value:
            return queryset
        rows = queryset.with_plan()
        wanted = [rows.q_state(state, self.today) for state in value]
        return rows.filter(reduce(or_, wanted))

    def of_kind(self, queryset, name, value):
        birthday = add_months_to_day(self.today, -12 * ADULT_AGE)
        is_child = Q(schedule__decision__plan__kind=PlanKind.CHILD) | Q(
            schedule__decision__plan=None, client__birth_on__gt=birthday
        )
        return queryset.filter(is_child) if value == PlanKind.CHILD else queryset.exclude(is_child)

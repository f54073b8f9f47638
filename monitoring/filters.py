"""Filters of the months of one month's page."""

import django_filters as df
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.filtering import ListFilter
from config.common.fiscal import add_months_to_day
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth
from plans.choices import PlanKind
from staffing.models import Municipality, User

NOBODY = "none"
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


class MonthFilter(ListFilter):
    """Whose, in which state, adult or child, of which municipality."""

    worker = df.ChoiceFilter(
        label=_("Person in charge"), method="of_worker", choices=lambda: [], empty_label=_("All")
    )
    state = df.ChoiceFilter(
        label=pgettext_lazy("filter", "State"),
        method="in_state",
        choices=STATE_CHOICES,
        empty_label=_("All"),
    )
    kind = df.ChoiceFilter(
        label=_("Adult or child"), method="of_kind", choices=PlanKind, empty_label=_("Both")
    )
    municipality = df.ModelChoiceFilter(
        label=_("Municipality"),
        field_name="client__municipality",
        queryset=Municipality.objects.all(),
        empty_label=_("All"),
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
        return queryset.filter(worker_id=None if value == NOBODY else int(value))

    def in_state(self, queryset, name, value):
        if value == "overdue":
            return queryset.overdue(self.today)
        in_time = queryset.not_overdue(self.today)
        if value in {"open", "planned"}:
            still_open = in_time.filter(state=MonthState.OPEN)
            return still_open.with_plan().filter(has_visit=value == "planned")
        return in_time.filter(state=value)

    def of_kind(self, queryset, name, value):
        birthday = add_months_to_day(self.today, -12 * ADULT_AGE)
        is_child = Q(schedule__decision__plan__kind=PlanKind.CHILD) | Q(
            schedule__decision__plan=None, client__birth_on__gt=birthday
        )
        return queryset.filter(is_child) if value == PlanKind.CHILD else queryset.exclude(is_child)

"""Filters of the lists of this app."""

from datetime import date

import django_filters
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Client
from config.common.filtering import ListFilter, MonthFilter
from config.common.fiscal import month_of
from reports.choices import AnnualPlanState, CaseloadPart, Deadline
from reports.models import AnnualPlan
from staffing.models import Posting, User


class AnnualPlanFilter(django_filters.FilterSet):
    """Drafts or approved plans."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=AnnualPlanState, empty_label=_("All states")
    )

    class Meta:
        model = AnnualPlan
        fields = ["state"]


#: 計画相談支援 as it is counted here began then; earlier months have no figures.
EARLIEST_MONTH = date(2012, 4, 1)


class MonthlyFilter(ListFilter):
    """A page of figures of one month; without a choice the month of today."""

    month = MonthFilter(label=_("Month"), method="unchanged")

    def __init__(self, data=None, *args, today: date, **kwargs) -> None:
        asked = QueryDict(mutable=True) if data is None else data.copy()
        # The field shows the month of the page.
        asked.setdefault("month", f"{month_of(today):%Y-%m}")
        super().__init__(asked, *args, today=today, **kwargs)

    @property
    def chosen(self) -> dict:
        """What was chosen, the readable part of it."""
        self.form.is_valid()
        return self.form.cleaned_data

    @property
    def chosen_month(self) -> date:
        """The month shown: never one still to come, nor one before the system began."""
        present = month_of(self.today)
        return max(EARLIEST_MONTH, min(self.chosen.get("month") or present, present))

    def unchanged(self, queryset, _name, _value):
        """The month chooses figures, not rows of this queryset."""
        return queryset


class CaseloadFilter(MonthlyFilter):
    """担当件数 (S34): month, order, and the region for those who look at it."""

    sort = django_filters.ChoiceFilter(
        label=_("Order"),
        method="unchanged",
        choices=[
            ("over", _("Difference from the standard")),
            ("name", pgettext_lazy("order", "Name")),
            ("served", _("Clients of the month")),
            ("contracts", _("Contracts in charge")),
            ("overdue", _("Overdue monitoring")),
        ],
        empty_label=None,
    )
    region = django_filters.BooleanFilter(label=_("Region"), method="unchanged")

    class Meta:
        model = Posting
        fields: list[str] = []


class CaseloadRecordFilter(MonthlyFilter):
    """The records behind one number of 担当件数."""

    of = django_filters.ChoiceFilter(
        label=pgettext_lazy("caseload", "Figure"),
        choices=CaseloadPart,
        method="unchanged",
        empty_label=None,
    )
    worker = django_filters.ModelChoiceFilter(
        label=_("Person in charge"),
        queryset=lambda request: User.objects.visible_to(request.user).order_by("name_kana"),
        method="unchanged",
        null_label=_("Nobody in charge"),
        null_value="none",
        empty_label=_("Everybody"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Adult or child"),
        method="unchanged",
        choices=[("adult", _("Adult")), ("child", _("Child"))],
        empty_label=_("Both"),
    )

    class Meta:
        model = Client
        fields: list[str] = []


class DeadlineFilter(ListFilter):
    """期限に注意: which deadline, one's own or the team's."""

    of = django_filters.ChoiceFilter(
        label=_("Deadline"), choices=Deadline, method="unchanged", empty_label=None
    )
    view = django_filters.ChoiceFilter(
        label=_("Whose"),
        choices=[
            ("mine", pgettext_lazy("home view", "Mine")),
            ("team", pgettext_lazy("home view", "Team")),
        ],
        method="unchanged",
        empty_label=None,
    )

    class Meta:
        model = Client
        fields: list[str] = []

    def unchanged(self, queryset, _name, _value):
        """Both choose the queryset itself."""
        return queryset

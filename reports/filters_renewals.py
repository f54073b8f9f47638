"""The filter of the renewals ahead (S-01)."""

import django_filters
from django.utils.translation import gettext_lazy as _

from config.common.filtering import ListFilter, MonthFilter
from config.common.fiscal import month_end
from plans.models import BenefitDecision
from staffing.models import User


class RenewalFilter(ListFilter):
    """更新の見通し: in which month, in whose charge."""

    month = MonthFilter(label=_("Month"), method="ending_in")
    worker = django_filters.ModelChoiceFilter(
        label=_("Person in charge"),
        queryset=lambda request: User.objects.visible_to(request.user).order_by("name_kana"),
        method="of_worker",
        null_label=_("Nobody in charge"),
        null_value="none",
        empty_label=_("Everybody"),
    )

    class Meta:
        model = BenefitDecision
        fields: list[str] = []

    def ending_in(self, queryset, _name, value):
        """Decisions that end in a month."""
        return queryset.ending_between(value, month_end(value))

    def of_worker(self, queryset, _name, value):
        """Decisions of the people in somebody's charge, or in nobody's."""
        return queryset.filter(worker_id=None if value == "none" else value.pk)

"""The filter of the year's actual figures (O-12)."""

import django_filters
from django.utils.translation import gettext_lazy as _

from reports.choices import ActualKey
from reports.filters import MonthlyFilter
from staffing.models import Posting


class ActualFilter(MonthlyFilter):
    """The fiscal year in which a month lies, or what is counted of that month."""

    of = django_filters.ChoiceFilter(
        label=_("What is counted"), choices=ActualKey, method="unchanged"
    )

    class Meta:
        model = Posting
        fields: list[str] = []

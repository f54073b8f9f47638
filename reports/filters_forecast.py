"""What the outlook is shown by, and which move is tried out."""

import django_filters as df
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.filtering import ListFilter, MonthFilter
from staffing.models import Posting


class ForecastFilter(ListFilter):
    """By person, office or municipality; a month, a way and a number of people to move."""

    by = df.ChoiceFilter(
        label=pgettext_lazy("forecast", "Shown by"),
        method="unchanged",
        choices=[
            ("person", _("Person in charge")),
            ("office", _("Office")),
            ("municipality", _("Municipality")),
        ],
        empty_label=None,
    )
    month = MonthFilter(label=pgettext_lazy("forecast", "Move from"), method="unchanged")
    way = df.ChoiceFilter(
        label=pgettext_lazy("forecast", "To"),
        method="unchanged",
        choices=[
            ("earlier", pgettext_lazy("forecast", "the month before")),
            ("later", pgettext_lazy("forecast", "the month after")),
        ],
        empty_label=pgettext_lazy("forecast", "spread by itself"),
    )
    number = df.NumberFilter(
        label=pgettext_lazy("forecast", "People"), method="unchanged", min_value=1, max_value=999
    )

    class Meta:
        model = Posting
        fields: list[str] = []

    def unchanged(self, queryset, _name, _value):
        """The conditions choose figures, not rows of this queryset."""
        return queryset

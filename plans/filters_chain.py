"""Filter of the list of what plans lack as evidence."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.columns import Column
from config.common.filtering import ListFilter
from config.common.several import SeveralFilter, SeveralNamesFilter
from plans.chain import LINKS, lacks_anything
from plans.filters import colleagues
from plans.models import ServiceUsePlan


class ChainFilter(ListFilter):
    """Plans that lack something; by what, and by who wrote them."""

    standard = "client"
    columns = (
        Column("client", _("Client"), "client__kana_sort", "nw", is_fixed=True),
        Column("plan", pgettext_lazy("chain", "Plan")),
        Column("consent", pgettext_lazy("chain", "Consent"), "consented_on", "nw"),
        Column("lacks", pgettext_lazy("chain", "What is missing"), is_fixed=True),
        Column("author", _("plan author"), "author__name_kana", "nw"),
    )

    lack = SeveralFilter(
        label=pgettext_lazy("chain", "What is missing"),
        method="lacking",
        choices=[(link.key, link.label) for link in LINKS],
    )
    author = SeveralNamesFilter(label=_("plan author"), queryset=colleagues)

    class Meta:
        model = ServiceUsePlan
        fields: list[str] = []

    def filter_queryset(self, queryset):
        """Only plans that lack something."""
        return super().filter_queryset(queryset).filter(lacks_anything())

    def lacking(self, queryset, _name, value):
        """Plans without one of several links."""
        wanted = Q()
        for link in value:
            wanted |= Q(**{f"lacks_{link}": True})
        return queryset.filter(wanted)

"""Filters of the papers of a person (S16)."""

from datetime import datetime, time

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from cases.choices_documents import Signature
from cases.models import Document
from cases.papers import papers
from config.common.filtering import ListFilter
from config.common.fiscal import fiscal_range, fiscal_year
from config.common.several import SeveralFilter
from config.common.wareki import fiscal_label

#: Older papers stand on their pages; the choice of years ends somewhere.
YEARS = 10


def _years(request=None) -> list[tuple[str, str]]:
    this = fiscal_year(timezone.localdate())
    return [(str(year), fiscal_label(year)) for year in range(this, this - YEARS, -1)]


class DocumentFilter(ListFilter):
    """Which kind, of which fiscal year, signed or not."""

    kind = SeveralFilter(
        label=gettext_lazy("Kind of paper"),
        choices=lambda: [(paper.key, paper.label) for paper in papers()],
    )
    year = SeveralFilter(label=gettext_lazy("Fiscal year"), choices=_years, method="filed_in")
    signature = SeveralFilter(label=gettext_lazy("Signature"), choices=Signature)

    class Meta:
        model = Document
        fields = ("kind", "year", "signature")

    def filed_in(self, queryset, name, value):
        wanted = Q()
        for year in value:
            days = zip(fiscal_range(int(year)), (time.min, time.max), strict=True)
            edges = [timezone.make_aware(datetime.combine(day, edge)) for day, edge in days]
            wanted |= Q(created_at__range=edges)
        return queryset.filter(wanted)

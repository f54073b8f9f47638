"""The filter of the handovers."""

from django.utils.translation import gettext_lazy

from cases.filters.parts import SeveralNamedFilter, colleagues
from cases.models import Handover
from config.common.columns import Column
from config.common.filtering import ListFilter


class HandoverFilter(ListFilter):
    """By who handed over."""

    columns = (
        Column("day", gettext_lazy("From which day"), "handed_on", "nw", is_fixed=True),
        Column("leaver", gettext_lazy("Who hands over"), "leaver__name_kana"),
        Column("by", gettext_lazy("Done by"), "created_at", "nw"),
        Column("state", gettext_lazy("State"), "undone_at"),
    )

    leaver = SeveralNamedFilter(label=gettext_lazy("Who hands over"), queryset=colleagues)

    class Meta:
        model = Handover
        fields = ("leaver",)

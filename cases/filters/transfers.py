"""The filter of the transfers."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.choices_access import TransferState
from cases.models import Transfer
from config.common.columns import Column, by_choice
from config.common.filtering import ListFilter
from config.common.several import SeveralFilter


class TransferFilter(ListFilter):
    """By their state."""

    columns = (
        Column("client", gettext_lazy("Client"), css="nw", is_fixed=True),
        Column("from", pgettext_lazy("office", "From"), "office__name"),
        Column("to", pgettext_lazy("office", "To"), "receiver__name"),
        Column("day", gettext_lazy("Hand-over planned on"), "handed_on", "nw"),
        Column("state", gettext_lazy("State"), by_choice("state", TransferState), "nw"),
    )

    state = SeveralFilter(label=gettext_lazy("State"), choices=TransferState)

    class Meta:
        model = Transfer
        fields = ("state",)

"""A number that a municipality counted."""

from django.utils.translation import gettext_lazy as _

from config.common.fields import DayField
from staffing.models import TownCount, towns_of
from staffing.sheets import SheetModelForm


class TownCountForm(SheetModelForm):
    """Which number of which day, and where it is written."""

    counted_on = DayField(label=_("counted on"), is_past=True)

    class Meta:
        model = TownCount
        fields = ("municipality", "kind", "counted_on", "number", "source")

    def prepare(self) -> None:
        towns = towns_of(self.office)
        self.fields["municipality"].queryset = towns
        self.fields["municipality"].empty_label = None
        self.fields["number"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

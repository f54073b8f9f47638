"""The rows of the table of standard intervals (domain 3.2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IntervalGroup(TextChoices):
    """Who a row of モニタリング標準期間 is for."""

    NEW = "A", _("A: new use or a marked change, the first three months")
    INTENSIVE = "B", _("B: needs intensive support")
    SETTLING = "C", _("C: settling at work, independent living, group home by day")
    HOME = "D", _("D: home help, short stay, training, transition to work")
    DAY = "E", _("E: day care, continued work, group home, community support, child day services")
    FACILITY = "F", _("F: facilities, medical care at a facility, comprehensive support")
    SELECTION = "48", _("48: choosing work")

"""The lists of this app that keep their conditions, with the ready-made ones."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.filters import AnnualPlanFilter, DeadlineFilter, GapFilter, MorningFilter
from reports.filters_claims import FeeNoticeFilter, FeeUnitFilter
from staffing.list_views import KeptList, keep_list

WHOSE = (
    (pgettext_lazy("home view", "Mine"), lambda _user: "view=mine"),
    (pgettext_lazy("home view", "Team"), lambda _user: "view=team"),
)


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    for kept in (
        KeptList("reports:deadline-list", _("Deadlines to watch"), DeadlineFilter, ready=WHOSE),
        KeptList("reports:gap-list", _("To be filled in"), GapFilter, ready=WHOSE),
        KeptList("reports:fee-unit-list", _("Units of the fees"), FeeUnitFilter),
        KeptList("reports:fee-notice-list", _("What was notified"), FeeNoticeFilter),
        KeptList("reports:morning-row-list", _("Morning meeting"), MorningFilter),
        KeptList("reports:annual-plan-list", _("Annual plan"), AnnualPlanFilter),
    ):
        keep_list(kept)

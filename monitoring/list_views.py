"""The lists of this app that keep their conditions, with the ready-made ones."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from monitoring.filters import MonthFilter
from monitoring.filters_submissions import SubmissionFilter
from staffing.list_views import KeptList, keep_list


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    keep_list(
        KeptList(
            "monitoring:month-list",
            _("Monitoring months"),
            MonthFilter,
            ready=(
                (pgettext_lazy("home view", "Mine"), lambda user: f"worker={user.pk}"),
                (pgettext_lazy("home view", "Team"), lambda _user: ""),
                (pgettext_lazy("monitoring month", "Overdue"), lambda _user: "state=overdue"),
            ),
        )
    )
    keep_list(
        KeptList(
            "monitoring:submission-list", _("Submissions to the municipality"), SubmissionFilter
        )
    )

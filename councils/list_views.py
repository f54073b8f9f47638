"""The lists of this app that keep their conditions."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from councils.filters import ActivityFilter, BodyFilter, MeetingFilter, TrainingFilter
from staffing.list_views import KeptList, keep_list


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    keep_list(KeptList("councils:meeting-list", _("Minutes and meetings"), MeetingFilter))
    keep_list(
        KeptList(
            "councils:activity-list",
            _("Activities for the area"),
            ActivityFilter,
            ready=(
                (pgettext_lazy("home view", "Mine"), lambda user: f"worker={user.pk}"),
                (pgettext_lazy("home view", "Team"), lambda _user: ""),
            ),
        )
    )
    keep_list(KeptList("councils:body-list", _("Bodies"), BodyFilter))
    keep_list(KeptList("councils:training-list", _("Trainings"), TrainingFilter))

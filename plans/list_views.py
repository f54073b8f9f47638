"""The lists of this app that keep their conditions, with the ready-made ones."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.choices import PlanState
from plans.filters import PlanFilter, ProviderFilter, SelfPlanFilter
from plans.filters_chain import ChainFilter
from plans.filters_community import StayFilter, SupportFilter
from plans.filters_intervals import IntervalFilter
from plans.filters_meetings import CareMeetingFilter, ExpectedPlanFilter
from staffing.list_views import KeptList, keep_list


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    keep_list(
        KeptList(
            "plans:plan-list",
            _("Service-use plans"),
            PlanFilter,
            ready=(
                (pgettext_lazy("home view", "Mine"), lambda user: f"author={user.pk}"),
                (pgettext_lazy("home view", "Team"), lambda _user: ""),
                (PlanState.WRITING.label, lambda _user: f"state={PlanState.WRITING}"),
            ),
        )
    )
    keep_list(KeptList("plans:self-plan-list", _("Self-made plans"), SelfPlanFilter))
    keep_list(
        KeptList("plans:stay-list", _("People who could leave a hospital or facility"), StayFilter)
    )
    keep_list(KeptList("plans:support-list", _("Transition and settlement"), SupportFilter))
    for url_name, title, listed in (
        ("plans:chain-list", _("Evidence that plans lack"), ChainFilter),
        ("plans:care-meeting-list", _("Meetings about people"), CareMeetingFilter),
        ("plans:provider-plan-list", _("Plans of providers"), ExpectedPlanFilter),
    ):
        keep_list(KeptList(url_name, title, listed))
    keep_list(KeptList("plans:interval-list", _("Monitoring intervals"), IntervalFilter))
    keep_list(KeptList("plans:provider-list", _("Service providers"), ProviderFilter))

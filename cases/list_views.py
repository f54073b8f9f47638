"""The lists of this app that keep their conditions, with the ready-made ones."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases import filters
from cases.filters.near_misses import NearMissFilter
from cases.filters.retention import RetentionFilter
from cases.filters.secondments import SecondmentFilter
from cases.filters.shares import ShareFilter
from staffing.list_views import KeptList, keep_list

MINE, TEAM = pgettext_lazy("home view", "Mine"), pgettext_lazy("home view", "Team")


def connect() -> None:
    """Register the lists; called once when the app is ready."""
    for kept in (
        KeptList(
            "cases:client-list",
            _("Clients"),
            filters.ClientFilter,
            ready=(
                (MINE, lambda user: f"worker={user.pk}"),
                (TEAM, lambda _user: ""),
                (_("Child"), lambda _user: "age=child"),
                (_("Basic consultation"), lambda _user: "state=consulting"),
            ),
        ),
        KeptList(
            "cases:consultation-list",
            _("Support log"),
            filters.ConsultationFilter,
            ready=(
                (_("My own of this week"), lambda user: f"period=week&worker={user.pk}"),
                (_("Visits of this month"), lambda _user: "period=month&method=visit"),
                (_("Not registered"), lambda _user: "period=month&who=unregistered"),
            ),
        ),
        KeptList(
            "cases:promise-list",
            _("To do"),
            filters.PromiseFilter,
            ready=((MINE, lambda user: f"owner={user.pk}"), (TEAM, lambda _user: "")),
        ),
        KeptList(
            "cases:appointment-list",
            _("Appointments"),
            filters.AppointmentFilter,
            ready=((MINE, lambda user: f"worker={user.pk}"), (TEAM, lambda _user: "")),
        ),
        KeptList(
            "cases:intake-list",
            pgettext_lazy("navigation", "Requests received"),
            filters.IntakeFilter,
            ready=((MINE, lambda user: f"receiver={user.pk}"), (TEAM, lambda _user: "")),
        ),
        KeptList(
            "cases:near-miss-list",
            _("Near misses and cases"),
            NearMissFilter,
            ready=(
                (MINE, lambda user: f"reporter={user.pk}"),
                (TEAM, lambda _user: ""),
                (_("Still to be looked at"), lambda _user: "state=open"),
            ),
        ),
        KeptList("cases:log-month-list", _("Closing of months"), filters.LogMonthFilter),
        KeptList("cases:restriction-list", _("Restricted files"), filters.RestrictionFilter),
        KeptList("cases:handover-list", _("Handovers"), filters.HandoverFilter),
        KeptList("cases:transfer-list", _("To other offices"), filters.TransferFilter),
        KeptList("cases:share-list", _("Shared files"), ShareFilter),
        KeptList("cases:secondment-list", _("Secondments"), SecondmentFilter),
        KeptList("cases:retention-list", _("Files of age"), RetentionFilter),
        KeptList("cases:deleted-list", _("Deleted records"), filters.DeletedFilter, ("kind",)),
    ):
        keep_list(kept)

"""The side navigation: which screens there are, and for whom. What a role cannot use is absent."""

from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.common.keys import page_url
from staffing.permissions import Permission


@dataclass(frozen=True)
class Item:
    """A link of the side navigation: shown to whoever holds one of the permissions.

    `prefixes` are the beginnings of the paths that belong to it; `key` is the letter of the
    keyboard sequence (g, then the letter).
    """

    label: str
    url_name: str
    permissions: tuple[Permission, ...] = ()
    prefixes: tuple[str, ...] = ()
    key: str = ""


#: The parts of a person's file, by the beginning of their addresses.
PAPERS = ("/certificates/", "/handbooks/", "/guardians/", "/warnings/", "/consents/")

ITEMS = [
    Item(_("Home"), "reports:home", key="h"),
    Item(_("Clients"), "cases:client-list", (Permission.CLIENT_VIEW,), ("/clients/", *PAPERS), "u"),
    Item(
        pgettext_lazy("navigation", "Requests received"),
        "cases:intake-list",
        (Permission.LOG_WRITE,),
        ("/intakes/",),
        "i",
    ),
    Item(
        _("Consultations and log"),
        "cases:consultation-list",
        (Permission.LOG_WRITE,),
        ("/log/", "/appointments/", "/promises/", "/questions/", "/morning/", "/absences/"),
        "r",
    ),
    Item(
        _("Plans and monitoring"),
        "monitoring:month-list",
        (Permission.MONITORING_VIEW,),
        (
            "/monitoring/",
            "/plans/",
            "/decisions/",
            "/self-plans/",
            "/assessments/",
            "/assessment-areas/",
            "/community/",
            "/provider-plans/",
            "/submissions/",
        ),
        "m",
    ),
    Item(
        pgettext_lazy("navigation", "Submitted documents"),
        "monitoring:submission-list",
        (Permission.SUBMISSION_RECEIVE,),
        ("/submissions/",),
    ),
    Item(
        _("Meetings"),
        "councils:meeting-year",
        (Permission.COUNCIL_VIEW,),
        ("/meetings/", "/bodies/", "/care-meetings/"),
        "k",
    ),
    Item(
        pgettext_lazy("navigation", "Statistics"),
        "reports:caseload",
        (Permission.CASELOAD_OWN, Permission.FIGURES_OFFICE, Permission.FIGURES_REGION),
        ("/caseload/", "/figures/"),
        "s",
    ),
    Item(
        pgettext_lazy("navigation", "Claim check"),
        "reports:claim-check",
        (Permission.CLAIM_CHECK,),
        ("/claims/",),
    ),
    Item(
        _("Annual plan"),
        "reports:annual-plan-list",
        (Permission.ANNUAL_PLAN_VIEW,),
        ("/annual-plans/",),
    ),
    Item(
        pgettext_lazy("navigation", "Settings"),
        "staffing:settings",
        (
            Permission.STAFF_VIEW,
            Permission.STAFF_MANAGE,
            Permission.ACCOUNTS_MANAGE,
            Permission.HISTORY_VIEW,
        ),
        (
            "/settings/",
            "/staff/",
            "/offices/",
            "/reference/",
            "/standard-intervals/",
            "/history/",
            "/jobs/",
            "/exports/",
            "/providers/",
            "/paper-styles/",
            "/restrictions/",
            "/handovers/",
            "/transfers/",
            "/shares/",
            "/secondments/",
        ),
    ),
]


class Link(NamedTuple):
    """An item as a page shows it; parts of pages are kept by it (see config/common/steady.py)."""

    url: str
    label: str
    key: str
    is_current: bool


def navigation(request: HttpRequest) -> tuple[Link, ...]:
    """Return the links this user may use, the current one marked."""
    access, path = request.user.access, request.path
    return tuple(
        Link(
            page_url(item.url_name),
            str(item.label),
            item.key,
            path.startswith(item.prefixes) if item.prefixes else path == "/",
        )
        for item in ITEMS
        if not item.permissions or any(access.holds(p) for p in item.permissions)
    )

"""The side navigation: which screens there are, and for whom. What a role cannot use is absent."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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


ITEMS = [
    Item(_("Home"), "reports:home", key="h"),
    Item(_("Clients"), "cases:client-list", (Permission.CLIENT_VIEW,), ("/clients/",), "u"),
    Item(
        _("Consultations and log"),
        "cases:consultation-list",
        (Permission.LOG_WRITE,),
        ("/log/", "/appointments/", "/promises/"),
        "r",
    ),
    Item(
        _("Plans and monitoring"),
        "monitoring:month-list",
        (Permission.MONITORING_VIEW,),
        ("/monitoring/", "/plans/", "/decisions/"),
        "m",
    ),
    Item(
        _("Meetings"),
        "councils:meeting-year",
        (Permission.COUNCIL_VIEW,),
        ("/meetings/", "/bodies/"),
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
        ("/settings/", "/staff/", "/offices/", "/reference/", "/history/", "/jobs/", "/providers/"),
    ),
]


def navigation(request: HttpRequest) -> list[dict]:
    """Return the links this user may use, the current one marked."""
    access = request.user.access
    return [
        {
            "url": reverse(item.url_name),
            "label": item.label,
            "key": item.key,
            "is_current": request.path.startswith(item.prefixes)
            if item.prefixes
            else request.path == "/",
        }
        for item in ITEMS
        if not item.permissions or any(access.holds(p) for p in item.permissions)
    ]

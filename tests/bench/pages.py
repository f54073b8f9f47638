"""Which pages are measured, and their addresses in one database."""

from dataclasses import dataclass
from urllib.parse import urlencode

LIST, ALL_YEARS, DEEP = "contact list", "contact list, ten years", "contact list, the middle"
CLIENT, NEW, CREATE = "client page", "new contact, form", "new contact"
HOME, CASELOAD, SEARCH = "home", "caseload", "search: "
#: The lists and pages a person lives in (issue 4), by their names.
LIVED_IN = {
    "clients": "/clients/?clear=1",
    "clients, by age": "/clients/?sort=age",
    "contact list, by client": "/log/?sort=client",
    "appointments": "/appointments/?clear=1",
    "promises": "/promises/?clear=1",
    "requests": "/intakes/?clear=1",
    "monitoring months": "/monitoring/?clear=1",
    "plans": "/plans/?clear=1",
    "deadlines": "/deadlines/?view=team",
    "gaps": "/gaps/?view=team",
    "morning": "/morning/",
    "work categories": "/figures/categories/",
}
CLIENTS_ALL, CLIENTS_DEEP = "all clients", "all clients, the middle"
TIMELINE = "timeline"


@dataclass(frozen=True)
class Facts:
    """Keys and words of one database (see probe/inside.py)."""

    client: int
    client_name: str
    middle: int
    middle_client: int
    since: str
    until: str
    searches: dict[str, str]
    contacts: int


def pages(facts: Facts) -> dict[str, str]:
    """Return the address of every page that is only read."""
    years = {"period": "range", "since": facts.since, "until": facts.until}
    searches = {f"{SEARCH}{name}": f"/search/{key}/" for name, key in facts.searches.items()}
    only_read = {
        # A bare address opens the list as it was left, the ten years of the page below.
        LIST: "/log/?clear=1",
        ALL_YEARS: f"/log/?{urlencode(years)}",
        DEEP: f"/log/?{urlencode(years | {'after': facts.middle})}",
        CLIENT: f"/clients/{facts.client}/",
        NEW: "/log/new/",
        HOME: "/",
        CASELOAD: "/caseload/",
        TIMELINE: f"/clients/{facts.client}/log/",
        CLIENTS_ALL: "/clients/?state=all",
        CLIENTS_DEEP: f"/clients/?state=all&after={facts.middle_client}",
    }
    return only_read | LIVED_IN | searches

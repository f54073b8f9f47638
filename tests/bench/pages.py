"""Which pages are measured, and their addresses in one database."""

from dataclasses import dataclass
from urllib.parse import urlencode

LIST, ALL_YEARS, DEEP = "contact list", "contact list, ten years", "contact list, the middle"
CLIENT, NEW, CREATE = "client page", "new contact, form", "new contact"
HOME, CASELOAD, SEARCH = "home", "caseload", "search: "


@dataclass(frozen=True)
class Facts:
    """Keys and words of one database (see probe/inside.py)."""

    client: int
    client_name: str
    middle: int
    since: str
    until: str
    searches: dict[str, str]
    contacts: int


def pages(facts: Facts) -> dict[str, str]:
    """Return the address of every page that is only read."""
    years = {"period": "range", "since": facts.since, "until": facts.until}
    searches = {f"{SEARCH}{name}": f"/search/{key}/" for name, key in facts.searches.items()}
    return {
        LIST: "/log/",
        ALL_YEARS: f"/log/?{urlencode(years)}",
        DEEP: f"/log/?{urlencode(years | {'after': facts.middle})}",
        CLIENT: f"/clients/{facts.client}/",
        NEW: "/log/new/",
        HOME: "/",
        CASELOAD: "/caseload/",
    } | searches

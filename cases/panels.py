"""What upper apps add to a client's page and to the list of clients, without this app knowing them.

An upper app fills the registries in its AppConfig.ready(). A panel is a function
`(client, *, user, today) -> dict | None`; the dict is the context of its template, None leaves
the panel out. What panels and columns show of an upper app's tables comes as facts with the person,
in one query (`cases/facts.py`); a panel's own queries start inside the client's scope.
"""

from collections.abc import Callable
from dataclasses import dataclass

#: "sheet" is the basic face sheet, "papers" the page of certificates.
PANEL_PLACES = ("bar", "steps", "main", "side", "sheet", "papers")


@dataclass(frozen=True)
class Fact:
    """A value of an upper app's tables that is read together with the person.

    `expression()` makes its subquery, with `OuterRef("pk")` for the person.
    """

    key: str
    expression: Callable
    permission: str


@dataclass(frozen=True)
class Panel:
    """One block of the client's page."""

    key: str
    place: str
    template: str
    load: Callable
    permission: str
    order: int = 100


@dataclass(frozen=True)
class Tab:
    """One link of the client's sub-navigation (`url_name` takes the client's key)."""

    key: str
    label: str
    url_name: str
    permission: str
    order: int = 100


@dataclass(frozen=True)
class StepLink:
    """How a case gets into a state that a paper of an upper app proves.

    `url(client)` is the page that writes the paper; without such a link the case's own page asks
    for the day.
    """

    state: str
    label: str
    url: Callable
    permission: str


@dataclass(frozen=True)
class ListColumn:
    """A column of the list of clients: `cell(value, *, today)` words the value of a fact.

    A cell is a text or safe HTML; where there is no value it stays empty. `plain(value)` is what a
    file holds of it, as a day, where the words of the cell are not enough. `sorted_by` names what
    of the fact's object the list is sorted by.
    """

    key: str
    label: str
    fact: str
    cell: Callable
    permission: str
    order: int = 100
    plain: Callable | None = None
    sorted_by: str = ""


_facts: dict[str, Fact] = {}
_panels: dict[str, Panel] = {}
_tabs: dict[str, Tab] = {}
_step_links: dict[str, StepLink] = {}
_columns: dict[str, ListColumn] = {}


def add_fact(fact: Fact) -> None:
    """Register what is read together with a person."""
    _facts[fact.key] = fact


def add_panel(panel: Panel) -> None:
    """Register a panel; a second one with the same key replaces it."""
    if panel.place not in PANEL_PLACES:
        raise ValueError(f"unknown place {panel.place!r}")
    _panels[panel.key] = panel


def add_tab(tab: Tab) -> None:
    """Register a link of the client's sub-navigation."""
    _tabs[tab.key] = tab


def add_step_link(link: StepLink) -> None:
    """Register the page that leads a case into a state."""
    _step_links[link.state] = link


def add_list_column(column: ListColumn) -> None:
    """Register a column of the list of clients."""
    _columns[column.key] = column


def facts() -> list[Fact]:
    """All facts."""
    return list(_facts.values())


def panels() -> list[Panel]:
    """All panels in the order of the page."""
    return sorted(_panels.values(), key=lambda panel: (panel.order, panel.key))


def tabs() -> list[Tab]:
    """All links in the order of the sub-navigation."""
    return sorted(_tabs.values(), key=lambda tab: (tab.order, tab.key))


def step_link(state: str) -> StepLink | None:
    """The page that leads a case into a state, if an upper app has one."""
    return _step_links.get(state)


def list_columns() -> list[ListColumn]:
    """All added columns in their order."""
    return sorted(_columns.values(), key=lambda column: (column.order, column.key))

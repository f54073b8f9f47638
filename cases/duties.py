"""What a person may have in hand, for a handover: upper apps add theirs in AppConfig.ready().

A quote is a line of the message to the successor: goals, dues, warnings.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

CASE, DEPUTY = "case", "deputy"


def _visible(rows, by):
    return rows.visible_to(by)


def _version(record) -> int:
    return getattr(record, "version", 0)


@dataclass(frozen=True)
class Duty:
    """A kind of thing that somebody is in charge of.

    `rows(user_id, office_id, day)` is a queryset of records, `words(record)` names one. `field` is
    the column that says whose it is. A kind whose rows are not simply given another owner says
    how instead: `give(records, successor, on=, by=)` → {key: what it was before}, and
    `back(before_by_key, by=)` gives back. Without any of them the thing follows its case and is
    only shown. `seen_by(rows, by)` are those that somebody may see, `stamp(record)` is the state a
    row is in, `is_versioned` says whether a version column counts it.
    """

    key: str
    label: str
    rows: Callable
    words: Callable
    field: str = ""
    order: int = 100
    give: Callable[..., dict[int, dict[str, Any]]] | None = None
    back: Callable[..., None] | None = None
    seen_by: Callable = _visible
    stamp: Callable[[Any], int] = _version
    is_versioned: bool = True

    @property
    def is_given(self) -> bool:
        """Whether a successor is chosen for it."""
        return bool(self.field or self.give)


_duties: dict[str, Duty] = {}
_quotes: dict[str, Callable] = {}


def add_duty(duty: Duty) -> None:
    """Register a kind of thing; a second one with the same key replaces it."""
    _duties[duty.key] = duty


def duties() -> list[Duty]:
    """All kinds in their order."""
    return sorted(_duties.values(), key=lambda duty: (duty.order, duty.key))


def duty(key: str) -> Duty:
    """One kind by its key."""
    return _duties[key]


def add_quote(key: str, load: Callable) -> None:
    """Register `load(client_ids, *, today)` → {client id: lines}, asked once for all people."""
    _quotes[key] = load


def quotes(client_ids: Collection[int], *, today) -> dict[int, list[str]]:
    """Return the lines about each of these people."""
    found: dict[int, list[str]] = {}
    for load in _quotes.values():
        for key, lines in load(client_ids, today=today).items():
            found.setdefault(key, []).extend(lines)
    return found

"""Bodies that an upper app knows to help a client: they are offered for the table of supporters.

An upper app registers a source in its AppConfig.ready(): `(client, *, user) -> list[Offer]`. Nobody
enters the table by itself: somebody at the office takes an offer over.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cases.models import Client, SupportContact
from staffing.models import User


@dataclass(frozen=True)
class Offer:
    """A body that could stand in the table; `key` is remembered with the entry."""

    key: str
    kind: str
    organisation: str
    name: str = ""
    phone: str = ""


_sources: list[Callable[..., list[Offer]]] = []


def add_supporter_source(source: Callable[..., list[Offer]]) -> None:
    """Register a source; a second call changes nothing."""
    if source not in _sources:
        _sources.append(source)


def offered(client: Client, held: Iterable[SupportContact], *, user: User) -> list[Offer]:
    """Return what could be taken over and does not stand in the table yet."""
    taken = {contact.source for contact in held} | {contact.organisation for contact in held}
    found = [offer for source in _sources for offer in source(client, user=user)]
    return [offer for offer in found if not {offer.key, offer.organisation} & taken]

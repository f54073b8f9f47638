"""Addresses of files shared with other offices."""

from tests.access import FILES, LEADS, Row
from tests.access.cases import client
from tests.factories.access import ShareFactory


def shared(town):
    """One of our files that the other office may read."""
    return {"pk": ShareFactory(client__office=town.office, receiver=town.other_office).pk}


def shared_with_us(town):
    return {"pk": ShareFactory(client__office=town.core_office, receiver=town.office).pk}


#: Whoever works on files anywhere has the list of his own office.
ALL_FILES = FILES | {"stranger", "core_staff"}
THEIRS = frozenset({"stranger"})

ROWS = {
    "cases:share-list": Row(ALL_FILES),
    "cases:share-detail": Row(FILES | THEIRS, shared),
    "cases:share-file": Row(FILES, shared_with_us),
    "cases:share-revoke": Row(LEADS, shared, may_see=THEIRS),
    "cases:share-create": Row(LEADS, client),
}


def shares(town, number):
    for _count in range(number):
        ShareFactory(client__office=town.office, receiver=town.other_office)


GROW = {"cases:share-list": shares}

"""Addresses of transfers to another office."""

from datetime import date

from tests.access import LEADS, Row
from tests.access.cases import client
from tests.factories.access import TransferFactory
from tests.factories.staffing import CorporationFactory, PostingFactory


def transfer(town):
    made = TransferFactory(client__office=town.office, receiver=town.other_office)
    return {"pk": made.pk}


def offered_to_us(town):
    made = TransferFactory(client__office=town.core_office, receiver=town.office)
    return {"pk": made.pk}


def secondment(town):
    home = CorporationFactory()
    return {"pk": PostingFactory(office=town.office, home_corporation=home).pk}


#: Both sides of an offer.
BOTH = LEADS | {"stranger"}
THEIRS, SENDER = frozenset({"stranger"}), frozenset({"core_staff"})

ROWS = {
    "cases:transfer-list": Row(BOTH),
    "cases:transfer-detail": Row(BOTH, transfer),
    "cases:transfer-accept": Row(LEADS, offered_to_us, may_see=SENDER),
    "cases:transfer-decline": Row(LEADS, offered_to_us, may_see=SENDER),
    "cases:transfer-revoke": Row(LEADS, transfer, method="post", may_see=THEIRS),
    "cases:transfer-create": Row(LEADS, client),
    "cases:secondment-list": Row(BOTH),
    "cases:transfer-return": Row(LEADS, secondment, may_see=frozenset({"administrator"})),
}


def transfers(town, number):
    for _count in range(number):
        TransferFactory(
            client__office=town.office, receiver=town.other_office, handed_on=date(2026, 5, 1)
        )


def seconded(town, number):
    for _count in range(number):
        PostingFactory(office=town.office, home_corporation=CorporationFactory())


GROW = {"cases:transfer-list": transfers, "cases:secondment-list": seconded}

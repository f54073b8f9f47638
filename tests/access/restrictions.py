"""Addresses of restricted files."""

from tests.access import LEADS, MANAGER, Row
from tests.access.cases import client
from tests.factories.access import RestrictionFactory


def restriction(town):
    return {"pk": RestrictionFactory(client__office=town.office, readers=[town.lead]).pk}


def restricted_to_all(town):
    readers = [town.clerk, town.counsellor, town.lead, town.manager]
    return {"pk": RestrictionFactory(client__office=town.office, readers=readers).client_id}


ROWS = {
    "cases:client-restrict": Row(LEADS, client),
    "cases:client-unrestrict": Row(LEADS, restricted_to_all, hidden_from=frozenset({"clerk"})),
    "cases:restriction-list": Row(MANAGER | {"stranger"}),
    "cases:restriction-readers": Row(
        MANAGER, restriction, may_see=frozenset({"core_staff", "city", "administrator"})
    ),
}


def restrictions(town, number):
    for _count in range(number):
        RestrictionFactory(client__office=town.office, readers=[town.lead, town.counsellor])


GROW = {"cases:restriction-list": restrictions}

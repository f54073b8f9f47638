"""Addresses of near misses, good cases and cases to think about."""

from django.utils import timezone

from tests.access import FILES, LEADS, Row
from tests.access.councils import WRITERS
from tests.factories.cases import ClientFactory, NearMissFactory


def near_miss(town, **more):
    return {"pk": NearMissFactory(office=town.office, reporter=town.counsellor, **more).pk}


def deleted(town):
    return near_miss(town, deleted_at=timezone.now())


REPORTERS = LEADS | {"counsellor"}
ROWS = {
    "cases:near-miss-list": Row(FILES | {"stranger", "core_staff"}),
    "cases:near-miss-create": Row(FILES | {"stranger", "core_staff"}),
    "cases:near-miss-detail": Row(FILES, near_miss),
    "cases:near-miss-edit": Row(FILES, near_miss),
    "cases:near-miss-follow": Row(FILES, near_miss),
    "cases:near-miss-reopen": Row(FILES, near_miss, method="post"),
    "cases:near-miss-delete": Row(REPORTERS, near_miss),
    "cases:near-miss-restore": Row(REPORTERS, deleted, method="post"),
    "councils:near-miss-agenda": Row(WRITERS, near_miss),
}


def near_misses(town, number):
    for _count in range(number):
        client = ClientFactory(office=town.office)
        NearMissFactory(office=town.office, reporter=town.counsellor, client=client)


GROW = {"cases:near-miss-list": near_misses}

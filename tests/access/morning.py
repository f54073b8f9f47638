"""Addresses of the morning meeting (O-15), and of promises that are moved."""

from tests.access import FILES, PLANNERS, Row
from tests.access.cases import FILE_STAFF, promise
from tests.factories.staffing import AbsenceFactory
from tests.personas import posted

ROWS = {
    "reports:morning": Row(FILE_STAFF),
    "reports:morning-row-list": Row(FILE_STAFF),
    "reports:morning-edit": Row(FILE_STAFF),
    "reports:morning-point": Row(PLANNERS | {"stranger", "core_staff"}),
    "reports:morning-pdf": Row(FILE_STAFF),
    "cases:promise-move": Row(FILES, promise),
}


def away(town, number):
    """The first part of the sheet: who is away today."""
    for _count in range(number):
        AbsenceFactory(office=town.office, user=posted(town.office, "counsellor"))


GROW = {"reports:morning-row-list": away}

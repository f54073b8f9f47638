"""Addresses of the closing of months, and of what is confirmed in the log."""

from datetime import date

from tests.access import FILES, LEADS, MANAGER, Row
from tests.access.cases import FILE_STAFF
from tests.factories.cases import LogMonthFactory


def closing(town):
    return {"pk": LogMonthFactory(office=town.office, created_by=town.lead).pk}


ROWS = {
    "cases:log-month-list": Row(FILE_STAFF),
    "cases:log-month-close": Row(LEADS | {"stranger"}),
    "cases:log-month-detail": Row(FILES, closing),
    "cases:log-month-reopen": Row(MANAGER, closing),
    "cases:consultation-check": Row(LEADS | {"stranger"}, method="post"),
}


def months(town, number):
    taken = town.office.log_months.count()
    for count in range(taken, taken + number):
        month = date(2020 + count // 12, 1 + count % 12, 1)
        LogMonthFactory(office=town.office, closed_month=month, created_by=town.lead)


GROW = {"cases:log-month-list": months}

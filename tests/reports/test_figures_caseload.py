"""The office's caseload on real rows; the examples are those of domain 4.6."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import CaseAssignment
from monitoring.choices import MonthState
from reports.figures import office_caseload, worker_load
from reports.rules.caseload import tenths
from staffing.choices import Job, Role
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import month_of_client
from tests.factories.reports import agreed_plan, finished_report, law, serve
from tests.factories.staffing import OfficeFactory
from tests.personas import posted

NOV, TODAY = date(2026, 11, 1), date(2026, 11, 24)
MONTHS = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]


@pytest.fixture
def office(db):
    law()
    return OfficeFactory()


def caseload(office, month=NOV):
    return office_caseload(office.pk, month, today=TODAY)


def staff(office, *starts, **fields):
    return [
        posted(office, Role.COUNSELLOR, started_on=date.fromisoformat(start), **fields)
        for start in starts
    ]


# T-07
EXAMPLES = [
    # clients of the six months, starts of the posts, average, heads, quotient, class II, short
    ("A", (62, 70, 66, 58, 74, 72), ("2019-04-01",) * 2, "67", "2", "33.5", 0, 0),
    ("B", (85, 90, 84, 88, 92, 83), ("2019-04-01",) * 2, "87", "2", "43.5", 9, 1),
    ("D", (30,) * 6, ("2019-04-01", "2026-10-01"), "30", "1.1", "25.7", 0, 0),
    ("E", (40,) * 6, ("2019-04-01",), "40", "1", "40", 1, 1),
]


@pytest.mark.parametrize(
    ("clients", "starts", "average", "heads", "quotient", "class_two", "short"),
    [row[1:] for row in EXAMPLES],
    ids=[row[0] for row in EXAMPLES],
)
def test_example_of_the_domain(office, clients, starts, average, heads, quotient, class_two, short):
    people = staff(office, *starts)
    for month, number in zip(MONTHS, clients, strict=True):
        serve(office, people[0], month, number)
    found = caseload(office)
    assert tenths(found.load.average) == Decimal(average)
    assert tenths(found.average_heads) == Decimal(heads)
    assert tenths(found.quotient) == Decimal(quotient)
    assert (found.class_two, found.shortfall) == (class_two, short)


def test_a_support_worker_is_half_a_head_as_in_example_c(office):
    people = staff(office, "2019-04-01", "2019-04-01")
    posted(office, Role.COUNSELLOR, Job.SUPPORT_WORKER, is_specialist=False)
    for month, number in zip(MONTHS, (85, 90, 84, 88, 92, 83), strict=True):
        serve(office, people[0], month, number)
    found = caseload(office)
    assert found.average_heads == Fraction(5, 2)
    assert tenths(found.quotient) == Decimal("34.8")
    assert (found.class_two, found.specialists) == (0, 2)


def test_the_average_is_of_the_six_months_before_and_always_by_six(office):
    (new,) = staff(office, "2026-09-01")
    serve(office, new, "2026-04", 9)  # before the six months
    serve(office, new, "2026-10", 12)
    serve(office, new, "2026-11", 5)
    (row,) = caseload(office).people
    assert (row.load.served, row.load.average, row.months_here) == (5, Fraction(2), 2)


def test_somebody_long_here_is_not_marked_as_new(office):
    staff(office, "2026-05-01", "2026-06-01")
    assert [row.months_here for row in caseload(office).people] == [None, 5]


def test_rows_sum_up_to_the_office(office):
    first, second = staff(office, "2019-04-01", "2019-04-01")
    serve(office, first, "2026-11", 3)
    serve(office, second, "2026-10", 6)
    finished_report(office, second, "2026-11-02")
    found = caseload(office)
    assert sum(row.load.served for row in found.people) == found.load.served == 4
    assert sum(row.load.average for row in found.people) == found.load.average == 1


def test_the_tile_says_what_the_row_says(office):
    (person,) = staff(office, "2019-04-01")
    serve(office, person, "2026-08", 4)
    serve(office, person, "2026-11", 2)
    (row,) = caseload(office).people
    assert worker_load(office.pk, person.pk, NOV) == row.load


def test_who_left_keeps_the_clients_of_the_month(office):
    (gone,) = staff(office, "2019-04-01", ended_on=date(2026, 11, 10))
    serve(office, gone, "2026-11", 1)
    (row,) = caseload(office).people
    assert (row.worker_id, row.is_posted, row.load.served) == (gone.pk, False, 1)


def test_contracts_count_for_who_was_in_charge_then(office):
    before, now = staff(office, "2019-04-01", "2019-04-01")
    case = CaseFactory(client__office=office, contracted_on=date(2026, 4, 2), worker=now)
    for worker, start, end in ((before, "2026-04-01", "2026-08-31"), (now, "2026-09-01", None)):
        CaseAssignment.objects.create(case=case, worker=worker, started_on=start, ended_on=end)
    held = {row.worker_id: row.contracts for row in caseload(office, date(2026, 7, 1)).people}
    assert held == {before.pk: 1, now.pk: 0}
    held = {row.worker_id: row.contracts for row in caseload(office).people}
    assert held == {before.pk: 0, now.pk: 1}


def test_monitoring_is_counted_by_who_is_in_charge(office):
    (person,) = staff(office, "2019-04-01")
    case = CaseFactory(client__office=office, worker=person)
    month_of_client(case.client, "2026-11")
    month_of_client(case.client, "2026-11", state=MonthState.DONE)
    month_of_client(case.client, "2026-11", state=MonthState.SKIPPED)
    month_of_client(case.client, "2026-10")
    month_of_client(case.client, "2027-01")
    (row,) = caseload(office).people
    counts = row.monitoring
    assert (counts.due, counts.done, counts.overdue) == (2, 1, 1)
    assert row.coming[:3] == (0, 1, 0)


def test_work_nobody_is_in_charge_of_has_its_own_row(office):
    case = CaseFactory(client__office=office, contracted_on=date(2026, 5, 1))
    month_of_client(case.client, "2026-11")
    (row,) = caseload(office).people
    assert (row.worker_id, row.contracts, row.monitoring.due) == (None, 1, 1)


def test_a_month_before_the_rule_has_no_standard(office):
    found = caseload(office, date(2018, 3, 1))
    assert (found.standard, found.required, found.shortfall) == (None, None, 0)


def test_the_office_costs_the_same_however_many_people_there_are(office):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            caseload(office)
        return len(captured)

    serve(office, staff(office, "2019-04-01")[0], "2026-10", 1)
    few = cost()
    for person in staff(office, *["2019-04-01"] * 5):
        serve(office, person, "2026-10", 3)
        agreed_plan(office, person, "2026-11-01")
    assert cost() == few <= 9

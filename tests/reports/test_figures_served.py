"""Who counts in a month, on real rows."""

from datetime import date

import pytest

from monitoring.choices import MonthState
from plans.choices import PlanKind
from reports.choices import ServedBy
from reports.figures import served_clients
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringReportFactory, month_of_client
from tests.factories.reports import agreed_plan, finished_report

NOV = date(2026, 11, 1)


def served(town, month=NOV, worker=None):
    return served_clients([town.office.pk], month, month, worker=worker)


# T-07
def test_a_plan_counts_in_the_month_of_consent_for_its_author(town):
    plan = agreed_plan(town.office, town.counsellor, "2026-11-30")
    (row,) = served(town)
    assert (row.client_id, row.worker_id) == (plan.client_id, town.counsellor.pk)
    assert (row.served_by, row.record_id, row.month) == (ServedBy.PLAN, plan.pk, NOV)
    assert served(town, date(2026, 12, 1)) == []


def test_a_finished_report_counts_in_the_month_of_the_visit(town):
    report = finished_report(town.office, town.lead, "2026-11-02")
    (row,) = served(town)
    assert (row.worker_id, row.served_by) == (town.lead.pk, ServedBy.REPORT)
    assert row.record_id == report.pk


def test_the_draft_before_the_decision_does_not_count_a_second_time(town):
    case = CaseFactory(client__office=town.office)
    agreed_plan(town.office, town.counsellor, "2026-10-05", case=case, final=False)
    agreed_plan(town.office, town.counsellor, "2026-11-05", case=case)
    assert served(town, date(2026, 10, 1)) == []
    assert len(served(town)) == 1


def test_a_plan_and_a_report_in_one_month_are_one_client_of_the_plans_author(town):
    case = CaseFactory(client__office=town.office)
    finished_report(town.office, town.lead, "2026-11-02", client=case.client)
    agreed_plan(town.office, town.counsellor, "2026-11-20", case=case)
    (row,) = served(town)
    assert (row.worker_id, row.served_by) == (town.counsellor.pk, ServedBy.PLAN)
    assert served(town, worker=town.lead.pk) == []


def test_nothing_counts_before_it_is_agreed_or_finished(town):
    case = CaseFactory(client__office=town.office)
    month = month_of_client(case.client, "2026-11", state=MonthState.REPORTED)
    MonitoringReportFactory(month=month, author=town.lead, visited_on=date(2026, 11, 3))
    plan = agreed_plan(town.office, town.lead, "2026-11-04", case=case)
    plan.consented_on = plan.delivered_on = None
    plan.consented_by = ""
    plan.save()
    assert served(town) == []


def test_deleted_records_and_other_offices_do_not_count(town):
    plan = agreed_plan(town.office, town.counsellor, "2026-11-04")
    type(plan).objects.filter(pk=plan.pk).update(deleted_at="2026-11-05T00:00+09:00")
    agreed_plan(town.other_office, town.stranger, "2026-11-04")
    assert served(town) == []


@pytest.mark.parametrize(("born", "is_child"), [("2010-11-03", True), ("2008-11-03", False)])
def test_a_report_without_plan_goes_by_age_on_the_day_of_the_visit(town, born, is_child):
    case = CaseFactory(client__office=town.office, client__birth_on=date.fromisoformat(born))
    finished_report(town.office, town.lead, "2026-11-03", client=case.client)
    assert [row.is_child for row in served(town)] == [is_child]


def test_a_plan_says_itself_whether_it_is_a_childs(town):
    agreed_plan(town.office, town.counsellor, "2026-11-04", kind=PlanKind.CHILD)
    assert [row.is_child for row in served(town)] == [True]

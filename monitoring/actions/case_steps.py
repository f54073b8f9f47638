"""Let the case follow its monitoring (domain 2.2, row 12): begun with the report, back with it.

Only a case whose plan holds is in monitoring; one that is being renewed or changed stays there.
"""

from datetime import date

from django.db.models import QuerySet

from cases.choices import CaseState
from cases.models import Case
from monitoring.choices import Outcome
from monitoring.models import MonitoringReport
from plans.actions.case_steps import step
from staffing.models import User


def begin_monitoring(report: MonitoringReport, *, on: date, by: User | None) -> None:
    """Enter the state with the first report of a month that is begun."""
    for case in _cases(report.client_id, CaseState.ACTIVE):
        step(case.pk, to=CaseState.MONITORING, on=max(on, case.opened_on), by=by)


def end_monitoring(report: MonitoringReport, *, on: date, by: User | None) -> None:
    """Go back to the plan that holds, where nothing else is asked for and no report is open."""
    if report.deleted_at is None and report.outcome in {Outcome.CHANGE, Outcome.RENEW}:
        return
    for case in _cases(report.client_id, CaseState.MONITORING):
        others = MonitoringReport.objects.filter(client=report.client_id, deleted_at=None)
        if not others.filter(finished_at=None).exclude(pk=report.pk).exists():
            step(case.pk, to=CaseState.ACTIVE, on=max(on, case.opened_on), by=by)


def _cases(client_id: int, state: str) -> QuerySet:
    """The person's case in a state: one at most."""
    return Case.objects.alive().filter(client=client_id, state=state).only("pk", "opened_on")

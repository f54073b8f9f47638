"""Verbs on monitoring reports: write, correct, finish, submit. A finished report is frozen."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.common.problems import Problem
from monitoring.actions.months import locked
from monitoring.choices import MonthState
from monitoring.models import MonitoringMonth, MonitoringReport, NeedReview
from monitoring.rules import (
    ReportFacts,
    finish_problems,
    report_problems,
    submission_problems,
)
from plans.models import PlanNeed, ServiceUsePlan
from staffing.models import User
from staffing.saving import Refused, StaleState, change, insert

Reviews = Iterable[Mapping[str, Any]]


@transaction.atomic
def create_report(
    month: MonitoringMonth,
    *,
    by: User | None,
    today: date,
    author: User | None = None,
    plan: ServiceUsePlan | None = None,
    reviews: Reviews = (),
    **values: Any,
) -> MonitoringReport:
    """Begin the report of a month with its goals; refused while another one exists.

    `reviews` are the fields of NeedReview in order; `need` may be a key of the plan's needs.
    """
    current = locked(month)
    if not current.is_due:
        message = _("This month is left out. Switch it on before you write a report.")
        raise Refused(Problem("left-out", message))
    if not current.is_open:
        message = _("The report of this month has been begun already: %(state)s.")
        raise Refused(Problem("begun", message % {"state": current.get_state_display()}))
    _require_good_days(values, today)
    report = MonitoringReport(
        month=current,
        office_id=current.office_id,
        client_id=current.client_id,
        plan=plan,
        author=author or by,
        **values,
    )
    insert(report, by=by, verb="report.created", due_month=current.due_month)
    _write_reviews(report, reviews)
    _move(current, MonthState.REPORTED)
    return report


@transaction.atomic
def change_report(
    report: MonitoringReport,
    *,
    by: User,
    version: int | None,
    today: date,
    reviews: Reviews | None = None,
    **values: Any,
) -> MonitoringReport:
    """Change a report that is still being written, with all its goals if given."""
    _require_unfinished(report)
    _require_good_days(values, today)
    report = change(report, values, by=by, version=version, verb="report.changed")
    if reviews is not None:
        report.reviews.all().delete()
        _write_reviews(report, reviews)
    return report


@transaction.atomic
def finish_report(
    report: MonitoringReport, *, by: User, now: datetime, version: int | None = None
) -> MonitoringReport:
    """Finish a report: it is frozen and its month is done. Refused while something is missing."""
    month = locked(report.month)
    report = MonitoringReport.objects.get(pk=report.pk)
    _require_unfinished(report)
    problems = finish_problems(
        ReportFacts(
            due_month=month.due_month,
            visited_on=report.visited_on,
            has_overall=bool(report.overall.strip()),
            outcome=report.outcome,
            is_home_visit=True,
        )
    )
    if problems:
        raise Refused(*problems)
    version = report.version if version is None else version
    report = change(report, {"finished_at": now}, by=by, version=version, verb="report.finished")
    _move(month, MonthState.DONE)
    return report


@transaction.atomic
def submit_report(
    report: MonitoringReport, *, submitted_on: date, today: date, by: User, version: int | None
) -> MonitoringReport:
    """Record the day a finished report went to the municipality; a wrong day can be mended."""
    if not report.is_finished:
        message = _("Finish the report before it is submitted.")
        raise Refused(Problem("unfinished", message))
    problems = submission_problems(
        today=today, visited_on=report.visited_on, submitted_on=submitted_on
    )
    if problems:
        raise Refused(*problems)
    month = locked(report.month)
    values = {"submitted_on": submitted_on}
    report = change(report, values, by=by, version=version, verb="report.submitted")
    _move(month, MonthState.SUBMITTED)
    return report


def _require_unfinished(report: MonitoringReport) -> None:
    finished = MonitoringReport.objects.filter(pk=report.pk, finished_at__isnull=False)
    if finished.exists():
        message = _("This report is finished and can no longer be changed.")
        raise Refused(Problem("frozen", message))


def _require_good_days(values: Mapping[str, Any], today: date) -> None:
    problems = report_problems(
        today=today,
        visited_on=values.get("visited_on"),
        consented_on=values.get("consented_on"),
    )
    if problems:
        raise Refused(*problems)


def _move(month: MonitoringMonth, state: MonthState) -> None:
    if not MonitoringMonth.objects.filter(pk=month.pk, state=month.state).update(state=state):
        raise StaleState(month)
    month.state = state


def _write_reviews(report: MonitoringReport, reviews: Reviews) -> None:
    """Write the goals in the order given; a need of another plan is not taken over."""
    found = PlanNeed.objects.filter(plan=report.plan_id)
    needs = dict(found.values_list("pk", "target_on"))
    rows = []
    for position, review in enumerate(reviews, start=1):
        fields = dict(review)
        need = fields.pop("need", None)
        need = getattr(need, "pk", need)
        fields.setdefault("target_on", needs.get(need))
        rows.append(
            NeedReview(
                report=report,
                position=position,
                need_id=need if need in needs else None,
                **fields,
            )
        )
    NeedReview.objects.bulk_create(rows)

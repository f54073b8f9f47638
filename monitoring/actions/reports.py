"""Verbs on monitoring reports: write, correct, finish, submit. A finished report is frozen."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from config.common.problems import Problem
from monitoring.actions.case_steps import begin_monitoring, end_monitoring
from monitoring.actions.following import follow_report
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
from staffing import audit
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
    follows_case: bool = True,
    **values: Any,
) -> MonitoringReport:
    """Begin the report of a month with its goals; refused while another one exists.

    `reviews` are the fields of NeedReview in order; `need` may be a key of the plan's needs. The
    case enters monitoring, unless the report is one of long ago (`follows_case`).
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
    if follows_case:
        begin_monitoring(report, on=report.visited_on or today, by=by)
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
    """Finish a report: it is frozen, its month is done, the case goes back to its plan.

    Refused while something is missing.
    """
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
    follow_report(report)
    end_monitoring(report, on=timezone.localdate(now), by=by)
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
    follow_report(report, was_sent=True)
    return report


@transaction.atomic
def discard_report(
    report: MonitoringReport, *, reason: str, by: User, today: date
) -> MonitoringMonth:
    """Discard a report with a reason: its month is open again. Refused once it was submitted.

    Papers that were filed of it stay; the report itself can be put back.
    """
    month = locked(report.month)
    if month.state == MonthState.SUBMITTED:
        message = _("The report lies with the municipality already and is no longer discarded.")
        raise Refused(Problem("submitted", message))
    rows = MonitoringReport.objects.filter(pk=report.pk, month=month, deleted_at=None)
    stamps = {"deleted_at": Now(), "deleted_by": by, "delete_reason": reason}
    left = {"month": None, "former_month": month}
    if not rows.update(version=F("version") + 1, **left, **stamps):
        raise StaleState(report)
    audit.record(by, "report.discarded", report, reason=reason)
    _move(month, MonthState.OPEN)
    # What was written about it stays at it: no computation takes the month away.
    MonitoringMonth.objects.filter(pk=month.pk).update(is_touched=True)
    report.refresh_from_db()
    end_monitoring(report, on=today, by=by)
    return month


@transaction.atomic
def put_report_back(report: MonitoringReport, *, by: User, today: date) -> MonitoringReport:
    """Put a discarded report back to its month; refused while another one stands there."""
    month = locked(report.former_month)
    if not month.is_due or not month.is_open:
        message = _("The month has another report or is left out. Clear that first.")
        raise Refused(Problem("taken", message))
    rows = MonitoringReport.objects.filter(pk=report.pk, deleted_at__isnull=False)
    stamps = {"deleted_at": None, "deleted_by": None, "delete_reason": ""}
    if not rows.update(version=F("version") + 1, month=month, former_month=None, **stamps):
        raise StaleState(report)
    report.refresh_from_db()
    audit.record(by, "record.restored", report)
    _move(month, MonthState.DONE if report.is_finished else MonthState.REPORTED)
    if not report.is_finished:
        begin_monitoring(report, on=today, by=by)
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
        visit=(values.get("visit_from"), values.get("visit_to")),
    )
    if problems:
        raise Refused(*problems)


def _move(month: MonitoringMonth, state: MonthState) -> None:
    if not MonitoringMonth.objects.filter(pk=month.pk, state=month.state).update(state=state):
        raise StaleState(month)
    month.state = state


def _write_reviews(report: MonitoringReport, reviews: Reviews) -> None:
    """Write the goals in the order given; a need of another plan is not taken over.

    Goal and 達成時期 of a need are those of the plan, whatever the form sent (ux 6.4).
    """
    needs = {need.pk: need for need in PlanNeed.objects.filter(plan=report.plan_id)}
    rows = []
    for position, review in enumerate(reviews, start=1):
        fields = dict(review)
        given = fields.pop("need", None)
        need = needs.get(getattr(given, "pk", given))
        if need:
            fields |= {"goal": need.goal or need.need, "target_on": need.target_on}
        rows.append(NeedReview(report=report, position=position, need=need, **fields))
    NeedReview.objects.bulk_create(rows)

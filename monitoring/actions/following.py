"""Keep the list of submissions in step with the plans and reports it is made of."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.db import transaction

from monitoring.choices_submissions import SubmissionState, SubmittedKind
from monitoring.models import MonitoringReport, Submission, SubmissionStep
from monitoring.rules.submissions import proposed_day
from plans.models import ServiceUsePlan
from staffing.models import User
from staffing.saving import change, insert

State = SubmissionState
_follows_each: ContextVar[bool] = ContextVar("follows_each", default=True)


@contextmanager
def listed_together() -> Iterator[None]:
    """Put nothing on the list within the block: `catch_up` writes it in one statement."""
    token = _follows_each.set(False)
    try:
        yield
    finally:
        _follows_each.reset(token)


@transaction.atomic
def follow_plan(plan: ServiceUsePlan, *, was_sent: bool = False) -> Submission | None:
    """Keep the row of an agreed plan; a newer version takes the place of what still waits."""
    if plan.consented_on is None or not _follows_each.get():
        return None
    row = Submission.objects.filter(plan=plan).first()
    if row is None:
        row = _begun(plan.stage, plan.consented_on, plan, by=plan.updated_by, plan=plan)
        _replace_older(row, by=plan.updated_by)
    return _moved(row, plan.submitted_on, by=plan.updated_by, was_sent=was_sent)


@transaction.atomic
def follow_report(report: MonitoringReport, *, was_sent: bool = False) -> Submission | None:
    """Keep the row of a finished report."""
    if not report.is_finished or not report.visited_on or not _follows_each.get():
        return None
    row = Submission.objects.filter(report=report).first()
    if row is None:
        kind, by = SubmittedKind.REPORT, report.updated_by
        row = _begun(kind, report.visited_on, report, by=by, report=report)
    return _moved(row, report.submitted_on, by=report.updated_by, was_sent=was_sent)


def catch_up(*, since: date) -> int:
    """Put on the list what was agreed or finished since a day and is not there; return how many.

    What an import or an older version left out is found again. Only the newest plan is asked for.
    """
    plans = ServiceUsePlan.objects.alive().filter(submission=None, consented_on__gte=since)
    plans = plans.newest_versions().select_related("client")
    reports = MonitoringReport.objects.finished().filter(submission=None, visited_on__gte=since)
    rows = [_row(plan.stage, plan.consented_on, plan, plan=plan) for plan in plans]
    rows += [
        _row(SubmittedKind.REPORT, report.visited_on, report, report=report)
        for report in reports.select_related("client")
    ]
    for row in rows:
        document = row.plan or row.report
        if document.submitted_on:
            row.state, row.submitted_on = State.SENT, document.submitted_on
            row.submitted_by_id = document.updated_by_id
    Submission.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _row(kind: str, done_on: date, document: Any, **which: Any) -> Submission:
    return Submission(
        office_id=document.office_id,
        client_id=document.client_id,
        municipality_id=document.client.municipality_id,
        kind=kind,
        done_on=done_on,
        due_on=proposed_day(kind, done_on),
        **which,
    )


def _begun(kind: str, done_on: date, document: Any, *, by: User | None, **which: Any) -> Submission:
    return insert(_row(kind, done_on, document, **which), by=by, verb="submission.created")


def _moved(row: Submission, day: date | None, *, by: User | None, was_sent: bool) -> Submission:
    """Follow the day that stands at the plan or report."""
    if day is None:
        return row
    if row.state == State.WAITING or (was_sent and row.state == State.RETURNED):
        return mark_sent(row, day, by=by)
    if row.submitted_on != day:  # a wrong day was mended
        values = {"submitted_on": day}
        return change(row, values, by=by, version=None, verb="submission.changed")
    return row


def mark_sent(row: Submission, day: date, *, by: User | None) -> Submission:
    """Note that a document is with the municipality; an answer before it no longer counts."""
    values = {
        "state": State.SENT,
        "submitted_on": day,
        "submitted_by": by,
        "answered_on": None,
        "answered_by": None,
        "reason": "",
    }
    row = change(row, values, by=by, version=None, verb="submission.sent")
    note_step(row, State.SENT, day, by)
    return row


def _replace_older(row: Submission, *, by: User | None) -> None:
    older = Submission.objects.alive().waiting().exclude(pk=row.pk)
    for each in older.filter(client_id=row.client_id, kind=row.kind):
        values = {"state": State.REPLACED}
        change(each, values, by=by, version=None, verb="submission.replaced")


def note_step(row: Submission, state: str, day: date, by: User | None, reason: str = "") -> None:
    """Keep one act of the way of a document."""
    SubmissionStep.objects.create(
        submission=row, state=state, acted_on=day, acted_by=by, reason=reason
    )

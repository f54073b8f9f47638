"""提出管理: submit a document, and note the municipality's answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.models import Document
from config.common.problems import Problem
from monitoring.actions.following import mark_sent, note_step
from monitoring.actions.reports import submit_report
from monitoring.choices_submissions import SubmissionState
from monitoring.models import Submission
from monitoring.rules.submissions import answer_problems, sending_problems
from plans.actions import submit_plan
from staffing.actions import notify
from staffing.models import Municipality, User
from staffing.saving import Refused, change

State = SubmissionState


@transaction.atomic
def submit_document(
    submission: Submission,
    *,
    by: User,
    version: int | None,
    today: date,
    submitted_on: date,
    municipality: Municipality | None = None,
    documents: Iterable[Document] = (),
) -> Submission:
    """Submit a plan or report; the day is written there as well. `documents` are its papers."""
    held = Submission.objects.alive().select_for_update().get(pk=submission.pk)
    problems = sending_problems(
        state=held.state, done_on=held.done_on, sent_on=submitted_on, today=today
    )
    if problems:
        raise Refused(*problems)
    if municipality and municipality.pk != held.municipality_id:
        values = {"municipality": municipality}
        change(held, values, by=by, version=version, verb="submission.changed")
        version = None
    if held.plan_id:
        submit_plan(held.plan, by=by, submitted_on=submitted_on, today=today)
    else:
        report = held.report
        submit_report(report, by=by, submitted_on=submitted_on, today=today, version=report.version)
    held.refresh_from_db()
    if held.state != State.SENT:  # where nobody told the list of it
        held = mark_sent(held, submitted_on, by=by)
    held.documents.add(*documents)
    return held


@transaction.atomic
def answer_submission(
    submission: Submission,
    *,
    by: User,
    version: int | None,
    today: date,
    answered_on: date,
    reason: str = "",
) -> Submission:
    """Receive a document, or return it with a `reason`; who submitted it is told."""
    held = Submission.objects.alive().select_for_update().get(pk=submission.pk)
    problems = answer_problems(
        state=held.state, sent_on=held.submitted_on, answered_on=answered_on, today=today
    )
    if problems:
        raise Refused(*problems)
    state = State.RETURNED if reason else State.RECEIVED
    values = {"state": state, "answered_on": answered_on, "answered_by": by, "reason": reason}
    held = change(held, values, by=by, version=version, verb=f"submission.{state}")
    note_step(held, state, answered_on, by, reason)
    _tell(held, by)
    return held


def change_submission(
    submission: Submission, *, by: User, version: int | None, **values: Any
) -> Submission:
    """Set another deadline or municipality."""
    if submission.is_at_desk and values.get("municipality") != submission.municipality:
        words = _("It was submitted already; the municipality stays.")
        raise Refused(Problem("sent", words, "municipality"))
    return change(submission, values, by=by, version=version, verb="submission.changed")


def _tell(row: Submission, by: User) -> None:
    """Tell who submitted it and who wrote it of the answer."""
    writer = row.plan.author if row.plan else row.report.author
    with override("ja"):  # what is stored is read by everybody
        words = _("%(title)s: %(state)s by the municipality.")
        text = words % {"title": row.title, "state": row.get_state_display()}
    for person in {writer, row.submitted_by} - {None, by}:
        notify(
            person,
            key=f"submission:{row.pk}:{row.version}",
            kind="submission",
            text=text,
            url=row.get_absolute_url(),
            client_id=row.client_id,
        )

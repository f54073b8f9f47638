"""What the list and the page of a submission show, as values formatted once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cases.papers import Paper, styled_papers
from config.common.labels import due_on
from config.common.wareki import wareki
from monitoring.choices_submissions import SubmissionState
from monitoring.models import Submission
from staffing.models import User

TONES = {
    SubmissionState.WAITING: "hold",
    SubmissionState.SENT: "info",
    SubmissionState.RECEIVED: "done",
    SubmissionState.RETURNED: "late",
    SubmissionState.REPLACED: "plain",
}
OPEN = (SubmissionState.WAITING, SubmissionState.RETURNED)


def submission_rows(rows: Iterable[Submission], today: date) -> list[dict[str, Any]]:
    """Return each row of `for_list()` as both lists show it."""
    return [submission_row(row, today) for row in rows]


def submission_row(row: Submission, today: date) -> dict[str, Any]:
    """Return what a row or the head of the page names."""
    is_open = row.state in OPEN
    due = due_on(row.due_on, today) if is_open else None
    writer = row.plan.author if row.plan else row.report.author
    return {
        "pk": row.pk,
        "url": row.get_absolute_url(),
        "title": row.title,
        "version": row.plan.number if row.plan else None,
        "client_id": row.client_id,
        "name": row.client.name,
        "kana": row.client.name_kana,
        "office": row.office.label,
        "municipality": row.municipality.name if row.municipality else "",
        "done": wareki(row.done_on, "short"),
        "due": wareki(row.due_on, "short"),
        "due_words": due.words if due else "",
        "due_tone": due.tone if due else "",
        "sent": wareki(row.submitted_on, "short") if row.submitted_on else "",
        "answered": wareki(row.answered_on, "short") if row.answered_on else "",
        "reason": row.reason,
        "state": row.get_state_display(),
        "tone": TONES[SubmissionState(row.state)],
        "is_open": is_open,
        "writer": writer.name,
    }


def papers_about(submission: Submission, user: User) -> list[Paper]:
    """Return the official papers that are made of exactly this plan or report.

    What is written for the person, as the plan in plain words, does not go to the municipality.
    """
    model = type(submission.plan or submission.report)
    return [paper for paper in styled_papers() if paper.subjects(user).model is model]

"""提出管理 of the demo: what the town received, what lies at its desk, what went back."""

from datetime import datetime, timedelta

from django.utils import timezone

from config.demo.town import Town
from monitoring.actions.following import catch_up
from monitoring.actions.submissions import answer_submission
from monitoring.choices_submissions import SubmissionState, SubmittedKind
from monitoring.models import Submission, SubmissionStep
from monitoring.submission_papers import file_papers
from monitoring.tasks import LOOKED_BACK
from staffing.models import User
from staffing.permissions import access_for

#: The town answers within days; what came later still lies at its desk.
ANSWERED_AFTER = timedelta(days=4)
#: So many of the documents at the desk have their filed papers.
WITH_PAPERS = 1
REASON = "週間計画表の添付がありません。様式1-2を添えて再度ご提出ください。"


def write_submissions(town: Town, now: datetime) -> None:
    """Put the plans and reports of a year on the list, most of them received."""
    today = timezone.localtime(now).date()
    official = User.objects.get(login_id="shi")
    catch_up(since=today - timedelta(days=LOOKED_BACK))
    sent = list(Submission.objects.filter(state=SubmissionState.SENT).order_by("submitted_on"))
    steps = [
        SubmissionStep(
            submission=row, state=row.state, acted_on=row.submitted_on, acted_by=row.submitted_by
        )
        for row in sent
    ]
    drafts = [row for row in sent if row.kind == SubmittedKind.DRAFT]
    lying = [row for row in sent if row.submitted_on > today - ANSWERED_AFTER or row in drafts[-3:]]
    received = [row for row in sent if row not in lying]
    for row in received:
        row.state, row.answered_by = SubmissionState.RECEIVED, official
        row.answered_on = row.submitted_on + timedelta(days=2)
        steps.append(
            SubmissionStep(
                submission=row, state=row.state, acted_on=row.answered_on, acted_by=official
            )
        )
    Submission.objects.bulk_update(received, ("state", "answered_by", "answered_on"), 500)
    SubmissionStep.objects.bulk_create(steps, batch_size=1000)
    for row in drafts[-1:]:
        answer_submission(
            row, by=official, version=None, today=today, answered_on=today, reason=REASON
        )
    for row in [row for row in lying if row not in drafts[-1:]][-WITH_PAPERS:]:
        access_for(row.submitted_by, on=today)
        file_papers(row, user=row.submitted_by, now=now)

"""提出管理 of the demo: what the town received, what lies at its desk, what went back."""

from datetime import date, timedelta

from config.demo.town import Town
from monitoring.actions.following import catch_up
from monitoring.actions.submissions import answer_submission
from monitoring.choices_submissions import SubmissionState
from monitoring.models import Submission, SubmissionStep
from monitoring.tasks import LOOKED_BACK
from staffing.models import User

#: The town answers within days; what came later still lies at its desk.
ANSWERED_AFTER = timedelta(days=4)
REASON = "週間計画表の添付がありません。様式1-2を添えて再度ご提出ください。"


def write_submissions(town: Town, today: date) -> None:
    """Put the plans and reports of a year on the list, most of them received."""
    official = User.objects.get(login_id="shi")
    catch_up(since=today - timedelta(days=LOOKED_BACK))
    sent = list(Submission.objects.filter(state=SubmissionState.SENT).order_by("submitted_on"))
    steps = [
        SubmissionStep(
            submission=row, state=row.state, acted_on=row.submitted_on, acted_by=row.submitted_by
        )
        for row in sent
    ]
    received = [row for row in sent if row.submitted_on <= today - ANSWERED_AFTER]
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
    lying = [row for row in sent if row.state == SubmissionState.SENT and row.plan_id]
    for row in lying[:1]:
        answer_submission(
            row, by=official, version=None, today=today, answered_on=today, reason=REASON
        )

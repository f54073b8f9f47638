"""提出管理: until when a document is submitted, and which act may follow which.

Source: the plan goes to the municipality without delay (運営基準, `domain.md` 2.2), the report of a
month with the claim of that month, which closes on the 10th of the next. Both are the office's
practice, not numbers of the law: the day is proposed and can be changed.
"""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from config.common.fiscal import add_months, month_of
from config.common.problems import Problem
from monitoring.choices_submissions import AT_THE_DESK, SubmissionState, SubmittedKind

__all__ = ["answer_problems", "proposed_day", "sending_problems"]

PLAN_DAYS = 14
CLAIM_DAY = 10


def proposed_day(kind: str, done_on: date) -> date:
    """Return until when a document is submitted that was agreed, or visited for, on a day."""
    if kind == SubmittedKind.REPORT:
        return add_months(month_of(done_on), 1).replace(day=CLAIM_DAY)
    return done_on + timedelta(days=PLAN_DAYS)


def sending_problems(*, state: str, done_on: date, sent_on: date, today: date) -> list[Problem]:
    """Return what forbids to submit a document on a day."""
    if state in (SubmissionState.RECEIVED, SubmissionState.REPLACED):
        words = _("It was received or replaced already and is not submitted again.")
        return [Problem("state", words)]
    if sent_on > today:
        return [Problem("future", _("This day is still to come."), "submitted_on")]
    if sent_on < done_on:
        words = _("It cannot be submitted before the consent or the visit.")
        return [Problem("before", words, "submitted_on")]
    return []


def answer_problems(
    *, state: str, sent_on: date | None, answered_on: date, today: date
) -> list[Problem]:
    """Return what forbids to receive or return a document on a day."""
    if state not in AT_THE_DESK:
        return [Problem("state", _("It is not with the municipality."))]
    if state != SubmissionState.SENT:
        return [Problem("state", _("It was answered already. Load the page again."))]
    if answered_on > today:
        return [Problem("future", _("This day is still to come."), "answered_on")]
    if sent_on and answered_on < sent_on:
        return [Problem("before", _("It cannot be answered before it was sent."), "answered_on")]
    return []

"""What ends in people's files: certificates, handbooks, ages, consents, points to look at again.

How near is near says `cases/rules`; the person's page shows the same ends.
"""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from cases.choices_file import Milestone
from cases.endings import REVIEW_DAYS
from cases.models import Case, Client, DisabilityHandbook, RecipientCertificate, WarningNote
from cases.rules import warned_until
from reports.choices import Deadline
from staffing.models import User

#: What ended longer ago was let go on purpose.
EXPIRED_DAYS = 90

FILE_DEADLINES = (
    Deadline.CERTIFICATES,
    Deadline.HANDBOOKS,
    Deadline.AGES,
    Deadline.REVIEWS,
)
#: Where a row says whose office it is, if not in a column of its own.
OFFICE_PATHS = {
    **dict.fromkeys(
        (Deadline.CERTIFICATES, Deadline.HANDBOOKS, Deadline.REVIEWS), "client__office_id"
    ),
    Deadline.PROVIDERS: "need__plan__office_id",
}


def file_set(deadline: Deadline, user: User, today: date, *, is_own: bool) -> QuerySet:
    """Return the rows of one deadline, of people with an open case; one's own are one's cases."""
    since, until = today - timedelta(days=EXPIRED_DAYS), warned_until(today)
    cases = Case.objects.visible_to(user).open()
    cases = cases.filter(worker=user) if is_own else cases
    people = Q(client__in=cases.values("client"))
    match deadline:
        case Deadline.CERTIFICATES:
            rows = RecipientCertificate.objects.visible_to(user).not_renewed()
            return rows.ending_between(since, until).filter(people)
        case Deadline.HANDBOOKS:
            rows = DisabilityHandbook.objects.visible_to(user)
            return rows.ending_between(since, until).filter(people)
        case Deadline.AGES:
            rows = Client.objects.visible_to(user).filter(pk__in=cases.values("client"))
            return rows.attaining(Milestone.values, today)
    notes = WarningNote.objects.visible_to(user).holding_on(today).filter(people)
    return notes.filter(review_on__lte=today + timedelta(days=REVIEW_DAYS))

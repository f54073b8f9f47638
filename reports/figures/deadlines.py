"""期限に注意: what ends, waits for a signature or was promised; tile and list share each set."""

from datetime import date, timedelta
from functools import partial

from django.db.models import Q, QuerySet

from cases.models import Case, Promise
from cases.rules import WARN_DAYS
from plans.expected import expected_plans, lacking_plans, with_lacking_since
from plans.models import BenefitDecision, ServiceUsePlan
from reports.choices import Deadline
from reports.figures.file_deadlines import EXPIRED_DAYS, FILE_DEADLINES, OFFICE_PATHS, file_set
from staffing.models import Office, User
from staffing.permissions import Permission

#: How far ahead the home page looks; `domain.md` 2.4 leaves the lead times to the office.
DECISION_DAYS = max(WARN_DAYS)
PROMISE_DAYS = 7

#: Who may see which.
NEEDS = {
    Deadline.EXPIRED: Permission.PLAN_VIEW,
    Deadline.ENDING: Permission.PLAN_VIEW,
    Deadline.CONSENT: Permission.PLAN_VIEW,
    Deadline.DELIVERY: Permission.PLAN_VIEW,
    Deadline.SUBMISSION: Permission.PLAN_VIEW,
    Deadline.PROVIDERS: Permission.PLAN_VIEW,
    **dict.fromkeys(FILE_DEADLINES, Permission.CLIENT_VIEW),
    Deadline.PROMISES: Permission.LOG_WRITE,
    Deadline.QUIET: Permission.CLIENT_VIEW,
}


def deadline_sets(
    user: User, today: date, *, is_own: bool, office: Office | None
) -> dict[Deadline, QuerySet]:
    """Return the rows of each deadline that the user may see at one office.

    One's own are those of one's own cases, plans and promises.
    """
    office_id = office.pk if office else None
    granted = user.access.permissions(office_id)
    makers = {
        Deadline.EXPIRED: lambda: _decisions(user, -EXPIRED_DAYS, -1, today, is_own=is_own),
        Deadline.ENDING: lambda: _decisions(user, 0, DECISION_DAYS, today, is_own=is_own),
        Deadline.CONSENT: lambda: _plans(user, is_own=is_own).unfinished(),
        Deadline.DELIVERY: lambda: (
            _plans(user, is_own=is_own).consented().filter(delivered_on=None)
        ),
        Deadline.SUBMISSION: lambda: (
            _plans(user, is_own=is_own).consented().filter(submitted_on=None)
        ),
        Deadline.PROVIDERS: lambda: _providers(user, today, is_own=is_own),
        **{
            deadline: partial(file_set, deadline, user, today, is_own=is_own)
            for deadline in FILE_DEADLINES
        },
        Deadline.PROMISES: lambda: _promises(user, today, is_own=is_own),
        Deadline.QUIET: lambda: _quiet(user, today, office.quiet_days, is_own=is_own),
    }
    return {
        deadline: make().filter(**{OFFICE_PATHS.get(deadline, "office_id"): office_id})
        for deadline, make in makers.items()
        if NEEDS[deadline] in granted
    }


def _decisions(user: User, first: int, last: int, today: date, *, is_own: bool) -> QuerySet:
    """Decisions of people with an open case, not yet followed by another."""
    days = (today + timedelta(days=first), today + timedelta(days=last))
    rows = BenefitDecision.objects.visible_to(user).ending_between(*days).not_renewed()
    is_open = {"client__cases__closed_on": None, "client__cases__deleted_at": None}
    if is_own:
        is_open["client__cases__worker"] = user
    # Somebody without a case has no row to match, so the case itself is asked for, too.
    return rows.filter(client__cases__isnull=False, **is_open)


def _plans(user: User, *, is_own: bool) -> QuerySet:
    rows = ServiceUsePlan.objects.visible_to(user).newest_versions()
    return rows.filter(author=user) if is_own else rows


def _providers(user: User, today: date, *, is_own: bool) -> QuerySet:
    """Whose plans the office still has to ask for; one's own are of people in one's charge."""
    rows = with_lacking_since(lacking_plans(expected_plans(user, today)), today)
    return rows.filter(need__plan__case__worker=user) if is_own else rows


def _quiet(user: User, today: date, days: int, *, is_own: bool) -> QuerySet:
    """Open cases of people whom nobody has spoken with, or about, for so many days."""
    rows = Case.objects.visible_to(user).open().without_contact_since(today - timedelta(days=days))
    return rows.filter(worker=user) if is_own else rows


def _promises(user: User, today: date, *, is_own: bool) -> QuerySet:
    rows = Promise.objects.visible_to(user).open().by_day()
    # What has no day must not be forgotten either.
    rows = rows.filter(Q(due_on=None) | Q(due_on__lte=today + timedelta(days=PROMISE_DAYS)))
    return rows.filter(owner=user) if is_own else rows

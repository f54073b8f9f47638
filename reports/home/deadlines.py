"""期限に注意 with the number of drafts: everything that is only counted, in one query."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.choices import Deadline
from reports.figures import (
    DECISION_DAYS,
    PROMISE_DAYS,
    LegalNumbers,
    count_each,
    deadline_sets,
    legal_rows,
    office_rows,
    region_offices,
)
from reports.home.scope import Scope
from staffing.models import Draft, Office, User
from staffing.permissions import Permission

DRAFTS, LATE, LAW, REGION = "drafts", "late_promises", "law", "region"


@dataclass(frozen=True, slots=True)
class Warning:
    """One line of the block: what, how many, where they are listed."""

    label: str
    note: str
    badge: str
    tone: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The lines with something in them, and the number of half-written forms.

    `numbers`, `region` and `accounts` come along for the tiles: the dated numbers, the offices of
    the region, what an administrator of accounts looks after.
    """

    warnings: tuple[Warning, ...]
    drafts: int
    numbers: LegalNumbers
    region: tuple[Office, ...]
    accounts: dict[str, int]


def deadline_url(deadline: str, *, is_own: bool) -> str:
    """Return the address of the rows behind one line."""
    query = urlencode({"of": deadline, "view": "mine" if is_own else "team"})
    return f"{reverse('reports:deadline-list')}?{query}"


def counts(scope: Scope) -> Counts:
    """Count every deadline and the drafts."""
    sets = deadline_sets(scope.user, scope.today, is_own=scope.is_own, office_id=scope.office_id)
    asked = {str(deadline): rows for deadline, rows in sets.items()}
    if Deadline.PROMISES in sets:
        asked[LATE] = sets[Deadline.PROMISES].filter(due_on__lt=scope.today)
    asked[DRAFTS] = Draft.objects.visible_to(scope.user)
    more = {LAW: legal_rows()}
    if scope.can(Permission.FIGURES_REGION):
        more[REGION] = office_rows(region_offices(scope.office))
    accounts = _accounts() if scope.user.is_administrator else {}
    found = count_each(scope.user, asked | accounts, **more)
    lines = [_line(deadline, found, scope) for deadline in sets if found[deadline]]
    looked_after = {name: found[name] for name in accounts}
    region = sorted((Office(**row) for row in found.get(REGION) or ()), key=lambda o: o.name)
    return Counts(
        tuple(lines), found[DRAFTS], LegalNumbers(found[LAW] or ()), tuple(region), looked_after
    )


def _accounts() -> dict[str, QuerySet]:
    is_open = User.objects.filter(is_active=True)
    return {
        "open": is_open,
        "closed": User.objects.filter(is_active=False),
        "waiting": is_open.filter(must_change_password=True),
        "offices": Office.objects.filter(deleted_at=None, is_user=True),
    }


def _line(deadline: Deadline, found: dict[str, int], scope: Scope) -> Warning:
    note, badge, tone = _words(deadline, found)
    return Warning(
        label=deadline.label,
        note=note,
        badge=badge,
        tone=tone,
        number=found[deadline],
        url=deadline_url(deadline, is_own=scope.is_own),
    )


def _words(deadline: Deadline, found: dict[str, int]) -> tuple[str, str, str]:
    """Return the note, or the badge and its tone."""
    match deadline:
        case Deadline.EXPIRED:
            return "", _("no later decision"), "late"
        case Deadline.ENDING:
            return _("within %(days)d days") % {"days": DECISION_DAYS}, "", ""
        case Deadline.PROMISES if found[LATE]:
            return "", _("%(number)d overdue") % {"number": found[LATE]}, "late"
        case Deadline.PROMISES:
            return _("within %(days)d days") % {"days": PROMISE_DAYS}, "", ""
    return "", _("to be checked"), "hold"

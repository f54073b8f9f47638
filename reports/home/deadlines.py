"""期限に注意 with the number of drafts: everything that is only counted, in one query."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.endings import REVIEW_DAYS, TONES
from cases.rules import AGES_AHEAD_MONTHS, WARN_DAYS
from reports.choices import Deadline
from reports.figures import (
    DECISION_DAYS,
    PROMISE_DAYS,
    LegalNumbers,
    counted,
    deadline_sets,
    legal_rows,
    numbers_of,
    office_rows,
    region_offices,
)
from reports.figures.deadlines import NEEDS
from reports.figures.gaps import gap_sets
from reports.home.scope import Scope
from staffing.asking import prepared_for_user
from staffing.models import Draft, Office, User
from staffing.permissions import Permission, can

DRAFTS, LATE, LAW, REGION, GAP = "drafts", "late_promises", "law", "region", "gap-"
NEAR = "near-"
#: The later steps of 90, 60 and 30 days, the last one first.
NEARER = sorted(WARN_DAYS)[:-1]


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
    office = scope.office
    place = scope.user.access.office_ids.index(office.pk) if office else None
    settings = (office.quiet_days, office.municipality_id) if office else (0, None)
    found = counted(_numbers(scope.user, scope.today, scope.is_own, place, *settings))
    lines = [_line(deadline, found, scope) for deadline in NEEDS if found.get(deadline)]
    if missing := sum(number for name, number in found.items() if name.startswith(GAP)):
        lines.append(_missing(missing, scope))
    looked_after = {name: found[name] for name in ACCOUNTS if name in found}
    region = sorted((Office(**row) for row in found.get(REGION) or ()), key=lambda o: o.name)
    return Counts(
        tuple(lines), found[DRAFTS], LegalNumbers(found[LAW] or ()), tuple(region), looked_after
    )


@prepared_for_user
def _numbers(
    user: User,
    today: date,
    is_own: bool,  # noqa: FBT001
    place: int | None,
    quiet_days: int,
    municipality_id: int | None,
) -> QuerySet:
    """How many rows each line has, at the office in this place of the user's offices.

    The day, the place and what the office has set are the shape: the thirty questions in one are
    built once a day, and not with every home page.
    """
    office = None
    if place is not None:
        own = {"quiet_days": quiet_days, "municipality_id": municipality_id}
        office = Office(pk=user.access.office_ids[place], **own)
    office_id = office.pk if office else None
    sets = deadline_sets(user, today, is_own=is_own, office=office)
    asked = {str(deadline): rows for deadline, rows in sets.items()}
    if Deadline.PROMISES in sets:
        asked[LATE] = sets[Deadline.PROMISES].filter(due_on__lt=today)
    if Deadline.ENDING in sets:
        for days in NEARER:
            until = today + timedelta(days=days)
            asked[f"{NEAR}{days}"] = sets[Deadline.ENDING].filter(ends_on__lte=until)
    gaps = gap_sets(user, today, is_own=is_own, office_id=office_id)
    asked |= {f"{GAP}{gap.key}": rows for gap, rows in gaps.items()}
    asked[DRAFTS] = Draft.objects.visible_to(user)
    more = {LAW: legal_rows()}
    if can(user, Permission.FIGURES_REGION, office_id):
        more[REGION] = office_rows(region_offices(office))
    accounts = _accounts() if user.is_administrator else {}
    return numbers_of(user, asked | accounts, **more)


def _missing(number: int, scope: Scope) -> Warning:
    url = f"{reverse('reports:gap-list')}?view={'mine' if scope.is_own else 'team'}"
    return Warning(_("To be filled in"), "", _("to be checked"), "hold", number, url)


ACCOUNTS = ("open", "closed", "waiting", "offices")


def _accounts() -> dict[str, QuerySet]:
    is_open = User.objects.filter(is_active=True)
    sets = (
        is_open,
        User.objects.filter(is_active=False),
        is_open.filter(must_change_password=True),
        Office.objects.filter(deleted_at=None, is_user=True),
    )
    return dict(zip(ACCOUNTS, sets, strict=True))


def _line(deadline: Deadline, found: dict[str, int], scope: Scope) -> Warning:
    note, badge, tone = _words(deadline, found, scope)
    return Warning(
        label=deadline.label,
        note=note,
        badge=badge,
        tone=tone,
        number=found[deadline],
        url=deadline_url(deadline, is_own=scope.is_own),
    )


def _nearest(found: dict[str, int]) -> tuple[str, str]:
    """Return how many ends lie within 30 days, else within 60, with the tone of that step."""
    for days in NEARER:
        if number := found[f"{NEAR}{days}"]:
            words = _("%(number)d within %(days)d days") % {"number": number, "days": days}
            return words, TONES[days]
    return "", ""


def _words(deadline: Deadline, found: dict[str, int], scope: Scope) -> tuple[str, str, str]:
    """Return the note, or the badge and its tone."""
    match deadline:
        case Deadline.EXPIRED:
            return "", _("no later decision"), "late"
        case Deadline.ENDING:
            badge, tone = _nearest(found)
            return _("within %(days)d days") % {"days": DECISION_DAYS}, badge, tone
        case Deadline.PROMISES if found[LATE]:
            return "", _("%(number)d overdue") % {"number": found[LATE]}, "late"
        case Deadline.QUIET:
            return _("%(days)d days or more") % {"days": scope.office.quiet_days}, "", ""
        case Deadline.PROMISES:
            return _("within %(days)d days or without a day") % {"days": PROMISE_DAYS}, "", ""
        case Deadline.CERTIFICATES | Deadline.HANDBOOKS:
            return _("within %(days)d days") % {"days": max(WARN_DAYS)}, "", ""
        case Deadline.AGES:
            return _("within %(months)d months") % {"months": AGES_AHEAD_MONTHS}, "", ""
        case Deadline.REVIEWS:
            return _("within %(days)d days") % {"days": REVIEW_DAYS}, "", ""
    return "", _("to be checked"), "hold"

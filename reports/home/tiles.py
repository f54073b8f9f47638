"""わたしの件数, チームの件数, and what those see who have no client files."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.caseload_words import difference, office_sentence, staff_sentence
from reports.figures import (
    LegalNumbers,
    office_caseload,
    region_caseload,
    region_offices,
    worker_load,
)
from reports.home.scope import Scope
from reports.rules.caseload import tenths
from staffing.choices import FigureCode
from staffing.models import Notice, Office, User

TILE_TOP = 50
NOTICES = 3


def own_load(scope: Scope) -> dict[str, Any]:
    """Return one's own clients of the month and the average against the standard."""
    load = worker_load(scope.office_id, scope.user.pk, scope.month)
    standard = LegalNumbers().whole(FigureCode.CASELOAD_STANDARD, scope.today)
    average = tenths(load.average)
    label = _("Six-month average %(average)s, standard %(standard)s.")
    return {
        "load": load,
        "average": average,
        "standard": standard,
        "difference": difference(load.average, standard) if standard else "",
        "is_over": bool(standard and load.average > standard),
        "label": label % {"average": average, "standard": standard or "―"},
        "top": max(TILE_TOP, int(load.average) + 10),
    }


def team_load(scope: Scope) -> dict[str, Any]:
    """Return the office's clients of the month, and who is over the standard."""
    office = office_caseload(scope.office_id, scope.month, today=scope.today, has_work=False)
    return {
        "load": office.load,
        "quotient": tenths(office.quotient) if office.quotient is not None else None,
        "threshold": office.threshold,
        "staff_sentence": staff_sentence(office.people, office.standard),
        "office_sentence": office_sentence(office),
        "top": TILE_TOP,
    }


def region_load(scope: Scope, *, hides: bool) -> dict[str, Any]:
    """Return the region's sums, without people."""
    region = region_caseload(region_offices(scope.office), scope.month, hides=hides)
    return {
        "served": region.served,
        "average": None if region.average is None else tenths(region.average),
        "specialists": region.specialists,
        "offices": len(region.lines),
    }


def account_counts() -> dict[str, int]:
    """Return what an administrator of accounts looks after."""
    people = User.objects.aggregate(
        open=Count("pk", filter=Q(is_active=True)),
        closed=Count("pk", filter=Q(is_active=False)),
        waiting=Count("pk", filter=Q(is_active=True, must_change_password=True)),
    )
    return people | {"offices": Office.objects.filter(deleted_at=None, is_user=True).count()}


def latest_notices(scope: Scope) -> list[dict[str, Any]]:
    """Return the newest notices of the person."""
    rows = Notice.objects.visible_to(scope.user).order_by("-pk")
    found = rows.values("pk", "text", "created_at", "read_at")[:NOTICES]
    return [row | {"url": reverse("staffing:notice-open", args=[row["pk"]])} for row in found]

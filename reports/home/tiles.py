"""わたしの件数, チームの件数, and what those see who have no client files."""

from functools import cached_property
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from monitoring.choices_submissions import SubmissionState
from monitoring.models import Submission
from monitoring.models.submissions import desk_municipalities
from reports.caseload_words import difference, office_sentence, staff_sentence
from reports.figures import office_caseload, region_caseload, served_until, worker_load
from reports.home.deadlines import Counts
from reports.home.scope import Scope
from reports.rules.caseload import tenths
from staffing.choices import FigureCode

TILE_TOP = 50


class Served:
    """Who was served in the month and the half year before, read once for all tiles."""

    def __init__(self, scope: Scope, counts: Counts) -> None:
        self.scope, self.region, self.numbers = scope, counts.region, counts.numbers

    @cached_property
    def rows(self) -> list:
        """The rows of the region's offices, or of the chosen one."""
        offices = {self.scope.office_id, *(office.pk for office in self.region)}
        return served_until(offices, self.scope.month)


def own_load(scope: Scope, served: Served) -> dict[str, Any]:
    """Return one's own clients of the month and the average against the standard."""
    load = worker_load(scope.office_id, scope.user.pk, scope.month, served=served.rows)
    standard = served.numbers.whole(FigureCode.CASELOAD_STANDARD, scope.today)
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


def team_load(scope: Scope, served: Served) -> dict[str, Any]:
    """Return the office's clients of the month, and who is over the standard."""
    office = office_caseload(
        scope.office_id,
        scope.month,
        today=scope.today,
        has_work=False,
        served=served.rows,
        numbers=served.numbers,
    )
    return {
        "load": office.load,
        "quotient": tenths(office.quotient) if office.quotient is not None else None,
        "threshold": office.threshold,
        "staff_sentence": staff_sentence(office.people, office.standard),
        "office_sentence": office_sentence(office),
        "top": TILE_TOP,
    }


def region_load(scope: Scope, served: Served, *, hides: bool) -> dict[str, Any]:
    """Return the region's sums, without people."""
    region = region_caseload(
        served.region, scope.month, hides=hides, served=served.rows, numbers=served.numbers
    )
    return {
        "served": region.served,
        "average": None if region.average is None else tenths(region.average),
        "specialists": region.specialists,
        "offices": len(region.lines),
    }


def town_desk(scope: Scope) -> dict[str, int]:
    """Return how many documents lie at the municipality's desk, and how many went back."""
    rows = Submission.objects.visible_to(scope.user)
    towns = desk_municipalities(scope.user)
    rows = rows.filter(municipality_id__in=towns).order_by()
    found = dict(rows.values_list("state").annotate(number=Count("pk")))
    return {
        "sent": found.get(SubmissionState.SENT, 0),
        "returned": found.get(SubmissionState.RETURNED, 0),
    }

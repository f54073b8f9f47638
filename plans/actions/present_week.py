"""Write the week as the person lives it now (別紙2), with the assessment it belongs to."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from plans.actions.assessments import open_assessment
from plans.models import Assessment, PresentEntry
from staffing.models import User
from staffing.saving import change


@transaction.atomic
def change_present_week(
    assessment: Assessment,
    *,
    by: User,
    version: int | None,
    entries: Sequence[dict[str, Any]],
    **texts: Any,
) -> Assessment:
    """Make the present week exactly `entries` (values of PresentEntry) in their order."""
    found = open_assessment(assessment)
    details = {"entries": [found.week.count(), len(entries)]}
    verb = "assessment.week_changed"
    found = change(found, texts, by=by, version=version, verb=verb, **details)
    found.week.all().delete()
    PresentEntry.objects.bulk_create(
        PresentEntry(assessment=found, position=position, **row)
        for position, row in enumerate(entries, start=1)
    )
    return found

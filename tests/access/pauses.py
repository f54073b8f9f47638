"""Pauses of the monitoring, and months that are moved."""

from datetime import date

from monitoring.choices import PauseKind
from monitoring.models import Pause
from tests.access import PLANNERS, Row
from tests.access.monitoring import month, person
from tests.factories.cases import CaseFactory


def pause(town):
    made = Pause.objects.create(
        office=town.office,
        client=CaseFactory(client__office=town.office).client,
        kind=PauseKind.HOSPITAL,
        starts_on=date(2026, 9, 1),
    )
    return {"pk": made.pk}


ROWS = {
    "monitoring:pause-create": Row(PLANNERS, make=person),
    "monitoring:pause-edit": Row(PLANNERS, make=pause),
    "monitoring:pause-cancel": Row(PLANNERS, make=pause),
    "monitoring:month-move": Row(PLANNERS, make=month),
}

"""Addresses of handovers."""

from datetime import date

from django.utils import timezone

from cases.models import Handover, HandoverItem
from tests.access import LEADS, PLANNERS, Row
from tests.factories.cases import CaseFactory


def handover(town):
    made = Handover.objects.create(
        office=town.office,
        leaver=town.manager,
        handed_on=date(2026, 4, 1),
        created_by=town.manager,
        effected_at=timezone.now(),
    )
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    HandoverItem.objects.create(
        handover=made,
        client=case.client,
        duty="case",
        object_id=case.pk,
        label="契約",
        successor=town.counsellor,
        before={"worker_id": town.manager.pk},
        version_after=1,
    )
    return {"pk": made.pk}


#: Leads of another office hand over their own people's work.
ELSEWHERE = LEADS | {"stranger"}

ROWS = {
    "cases:handover-list": Row(ELSEWHERE),
    "cases:handover-create": Row(ELSEWHERE),
    "cases:handover-detail": Row(PLANNERS, handover),
    "cases:handover-undo": Row(LEADS, handover, method="post"),
}


def handovers(town, number):
    for _count in range(number):
        handover(town)


GROW = {"cases:handover-list": handovers}

"""Addresses of assessments: files of the own office, for those who write plans."""

from django.utils import timezone

from tests.access import PLANNERS, Row
from tests.access.plans import client, plan
from tests.factories.assessments import AssessmentFactory
from tests.factories.cases import CaseFactory


def assessment(town):
    case = CaseFactory(client__office=town.office)
    return {"pk": AssessmentFactory(case=case, assessor=town.counsellor).pk}


def deleted_assessment(town):
    case = CaseFactory(client__office=town.office)
    made = AssessmentFactory(case=case, assessor=town.counsellor, deleted_at=timezone.now())
    return {"pk": made.pk}


def area(town):
    case = CaseFactory(client__office=town.office)
    texts = {"housing": {"fact": "持ち家に母と暮らす"}}
    made = AssessmentFactory(case=case, assessor=town.counsellor, areas=texts)
    return {"pk": made.areas.first().pk}


ROWS = {
    "plans:client-assessments": Row(PLANNERS, client),
    "plans:assessment-create": Row(PLANNERS, client),
    "plans:assessment-detail": Row(PLANNERS, assessment),
    "plans:assessment-edit": Row(PLANNERS, assessment),
    "plans:assessment-finish": Row(PLANNERS, assessment),
    "plans:assessment-delete": Row(PLANNERS, assessment),
    "plans:assessment-restore": Row(PLANNERS, deleted_assessment, method="post"),
    "plans:present-edit": Row(PLANNERS, assessment),
    "plans:present-preview": Row(PLANNERS, assessment, method="post"),
    "plans:area-edit": Row(PLANNERS, area),
    "plans:area-keep": Row(PLANNERS, area, method="post"),
    "plans:assessment-talk": Row(PLANNERS, assessment),
    "plans:area-talk": Row(PLANNERS, area),
    "plans:plan-talk": Row(PLANNERS, plan),
    "plans:plan-talk-edit": Row(PLANNERS, plan),
    "plans:needs-take": Row(PLANNERS, plan, method="post"),
}
GROW: dict = {}

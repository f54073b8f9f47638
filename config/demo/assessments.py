"""Assessments of the demo: one before each plan, and two that are being written.

They stand in the tables in a few statements; the two open ones go through the actions.
"""

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID, uuid5

from cases.actions import advance_case
from cases.choices import CaseState
from cases.models import Case, CaseStep
from config.demo import plan_texts
from config.demo.assessment_child_texts import GROWING
from config.demo.assessment_texts import BY_KIND, LATER, NEED_AREAS, SUMMARY
from config.demo.present_weeks import write_present_weeks
from config.demo.town import Town
from plans.actions import start_assessment, write_area
from plans.choices import PlanKind
from plans.choices_assessment import LifeArea
from plans.models import AssessedNeed, Assessment, AssessmentArea, ServiceUsePlan
from plans.rules import AREA_TEXTS
from staffing import audit

DEMO = UUID("5d5c8f0e-1f5c-4b7e-9a55-0d1f0c6f2a01")
OPEN_ONES, OPEN_AREAS = 2, 4
PROFILES = {profile["wish"]: profile for profile in (*plan_texts.ADULTS, *plan_texts.CHILDREN)}


def need_key(client_id: int, text: str) -> UUID:
    """Return the key of a person's need: the same in assessment and plan."""
    return uuid5(DEMO, f"{client_id}:{text}")


def write_assessments(town: Town, today: date) -> int:
    """Write an assessment for each day on which a case was assessed; return how many."""
    wishes = dict(ServiceUsePlan.objects.values_list("client_id", "wishes_client"))
    steps = CaseStep.objects.filter(state=CaseState.ASSESSING, case__client__in=wishes)
    days: dict[Case, list[date]] = defaultdict(list)
    for step in steps.select_related("case__worker").order_by("entered_on", "pk"):
        days[step.case].append(step.entered_on)
    firsts = {case: _assessment(case, held[0], 1, today) for case, held in days.items()}
    Assessment.objects.bulk_create(firsts.values())
    seconds = [
        _assessment(case, held[-1], 2, today, firsts[case])
        for case, held in days.items()
        if held[-1] > held[0]
    ]
    made = [*firsts.values(), *Assessment.objects.bulk_create(seconds)]
    _write_areas(made, {key: PROFILES[wish] for key, wish in wishes.items() if wish in PROFILES})
    children = set(
        ServiceUsePlan.objects.filter(kind=PlanKind.CHILD).values_list("client_id", flat=True)
    )
    write_present_weeks(made, children)
    by_writer = defaultdict(list)
    for assessment in made:
        by_writer[assessment.assessor].append(assessment)
    for writer, rows in by_writer.items():
        audit.record_many(writer, "assessment.finished", rows)
    _write_open_ones(town, today)
    return len(made)


def _assessment(
    case: Case, held_on: date, number: int, today: date, previous: Assessment | None = None
) -> Assessment:
    is_out = case.pk % 7 == 3  # some live in a home, and were met there
    return Assessment(
        office_id=case.office_id,
        client_id=case.client_id,
        case=case,
        number=number,
        previous=previous,
        assessor=case.worker,
        held_on=held_on,
        place_kind="facility" if is_out else "home",
        place="グループホームの居間" if is_out else "居間",
        present=("self", "provider") if is_out else ("self", "family"),
        present_names="世話人" if is_out else "母",
        summary=SUMMARY,
        finished_on=min(held_on + timedelta(days=2), today),
        created_by=case.worker,
        updated_by=case.worker,
    )


def _write_areas(made: list[Assessment], profiles: dict[int, dict]) -> None:
    areas, needs = [], []
    for assessment in made:
        profile = profiles.get(assessment.client_id, plan_texts.ADULTS[0])
        areas += [_area(assessment, profile, code, place) for place, code in enumerate(LifeArea, 1)]
    by_place = {
        (area.assessment_id, area.area): area for area in AssessmentArea.objects.bulk_create(areas)
    }
    for assessment in made:
        profile = profiles.get(assessment.client_id, plan_texts.ADULTS[0])
        needs += [
            AssessedNeed(
                area=by_place[assessment.pk, NEED_AREAS[need[0]]],
                text=need[0],
                key=need_key(assessment.client_id, need[0]),
            )
            for need in profile["needs"]
        ]
    AssessedNeed.objects.bulk_create(needs)


def _texts(profile: dict, code: str) -> dict[str, str]:
    is_child = profile in plan_texts.CHILDREN
    texts = GROWING if is_child else BY_KIND[profile["kinds"][0]]
    return dict(zip(AREA_TEXTS, texts[code], strict=True))


def _area(assessment: Assessment, profile: dict, code: str, place: int) -> AssessmentArea:
    texts = _texts(profile, code)
    if assessment.previous and code in LATER:
        texts["fact"] = LATER[code]
    writer = assessment.assessor
    return AssessmentArea(
        assessment=assessment,
        area=code,
        position=place,
        is_done=True,
        created_by=writer,
        updated_by=writer,
        **texts,
    )


def _write_open_ones(town: Town, today: date) -> None:
    """Two newcomers have just signed; the first areas were talked about."""
    new = Case.objects.filter(office=town.first, state=CaseState.INQUIRY, client__self_plans=None)
    new = new.exclude(worker=None).select_related("client", "worker").order_by("pk")
    for case in new.filter(opened_on__lt=today - timedelta(days=10))[:OPEN_ONES]:
        by, day = case.worker, today - timedelta(days=2)
        case = advance_case(case, to=CaseState.INTAKE, on=day - timedelta(days=6), by=by)
        advance_case(case, to=CaseState.CONTRACTED, on=day - timedelta(days=4), by=by)
        head = {
            "assessor": by,
            "held_on": day,
            "place_kind": "home",
            "place": "自宅の居間",
            "present": ("self", "family"),
            "present_names": "母",
        }
        assessment = start_assessment(case.client, by=by, today=today, **head)
        for area in assessment.areas.order_by("position")[:OPEN_AREAS]:
            texts = _texts(plan_texts.ADULTS[1], area.area)
            needs = [{"text": "昼間に行く場所がほしい"}] if area.area == LifeArea.DAYTIME else []
            is_done = area.area != LifeArea.HEALTH
            write_area(area, by=by, version=1, needs=needs, is_done=is_done, **texts)

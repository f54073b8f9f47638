"""What pages and papers show of an assessment: areas with state and changes, needs with their plan.

An area's need and a plan's row find each other by one key (`AssessedNeed.key`); everything that
looks from one to the other stands here.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from cases.choices import Present
from cases.rows import words_of
from plans.actions import state_of, untaken_needs
from plans.choices import SectionState
from plans.choices_assessment import AREA_HINTS, VISITED, LifeArea
from plans.models import AssessedNeed, Assessment, AssessmentArea, PlanNeed, ServiceUsePlan
from plans.rules import AREA_TEXTS, changed_texts, evidence_warnings

TONES = {SectionState.DONE: "done", SectionState.STARTED: "info"}


def texts_of(area: AssessmentArea) -> dict[str, str]:
    """Return the texts of an area by name."""
    return {name: getattr(area, name) for name in AREA_TEXTS}


def area_rows(assessment: Assessment) -> list[dict[str, Any]]:
    """Return the areas as rows; `assessment` comes from `with_areas()`.

    Each says how far it is and what is different from the last assessment; each need, which row of
    the newest plan answers it.
    """
    before = areas_before(assessment)
    areas = list(assessment.areas.all())
    keys = [need.key for area in areas for need in area.needs.all()]
    answers = plan_rows_of(assessment.client_id, keys)
    return [_area_row(area, before.get(area.area), answers) for area in areas]


def areas_before(assessment: Assessment) -> dict[str, AssessmentArea]:
    """Return the areas of the assessment before this one; empty where it is the first."""
    if assessment.previous_id is None:
        return {}
    areas = AssessmentArea.objects.filter(assessment=assessment.previous_id)
    return {area.area: area for area in areas.prefetch_related("needs")}


def _area_row(
    area: AssessmentArea, before: AssessmentArea | None, answers: dict[UUID, PlanNeed]
) -> dict[str, Any]:
    texts, state = texts_of(area), state_of(area)
    needs = list(area.needs.all())
    changed = list(changed_texts(texts, before and texts_of(before)))
    if before and [need.text for need in needs] != [need.text for need in before.needs.all()]:
        changed.append("needs")
    return {
        "pk": area.pk,
        "code": area.area,
        "number": area.position,
        "label": LifeArea(area.area).label,
        "hint": AREA_HINTS[LifeArea(area.area)],
        "state": state,
        "tone": TONES.get(state, ""),
        "changed": changed,
        "is_carried": before is not None and not changed and not area.is_done,
        "needs": [need_row(need, answers.get(need.key)) for need in needs],
        **texts,
    }


def need_row(need: AssessedNeed, answer: PlanNeed | None) -> dict[str, Any]:
    """Return a need with the row of the plan that answers it."""
    found = {"text": need.text, "key": need.key, "url": "", "version": None, "position": None}
    if answer:
        url = f"{reverse('plans:plan-detail', args=[answer.plan_id])}#needs"
        found |= {"url": url, "version": answer.plan.number, "position": answer.position}
    return found


def plan_rows_of(client_id: int, keys: Iterable[UUID]) -> dict[UUID, PlanNeed]:
    """Return the row of the person's newest plan that answers each of these needs."""
    keys = list(keys)
    if not keys:
        return {}
    newest = ServiceUsePlan.objects.alive().filter(client=client_id).order_by("-number")
    rows = PlanNeed.objects.alive().filter(plan=newest.values("pk")[:1], assessed_key__in=keys)
    return {row.assessed_key: row for row in rows.select_related("plan")}


def areas_of_keys(client_id: int, keys: Iterable[UUID | None]) -> dict[UUID, dict[str, Any]]:
    """Return for each key of a plan's row the area of the newest assessment that shows it."""
    keys = [key for key in keys if key]
    if not keys:
        return {}
    needs = AssessedNeed.objects.filter(
        key__in=keys, area__assessment__client=client_id, area__assessment__deleted_at=None
    )
    found = {}
    for need in needs.select_related("area__assessment").order_by("area__assessment__number"):
        assessment = need.area.assessment
        found[need.key] = {
            "label": LifeArea(need.area.area).label,
            "number": assessment.number,
            "url": f"{assessment.get_absolute_url()}#area-{need.area.area}",
        }
    return found


def ground_of(plan: ServiceUsePlan, *, can_write: bool) -> dict[str, Any]:
    """Return what a plan's page shows of the assessment behind it.

    `ground` is the newest finished assessment, `open` one still being written, `needs` those that
    no row of the plan answers yet (only while the plan is written), `areas` where each row comes
    from.
    """
    versions = Assessment.objects.alive().filter(client=plan.client_id).newest_first()
    held = list(versions[:2])
    ground = next((row for row in held if row.is_frozen), None)
    return {
        "ground": ground,
        "open": next((row for row in held if not row.is_frozen), None),
        "warnings": warnings_of(ground) if ground else [],
        "needs": [
            {"key": need.key, "text": need.text, "area": LifeArea(need.area.area).label}
            for need in untaken_needs(plan)
        ]
        if can_write and ground
        else [],
        "areas": areas_of_keys(plan.client_id, [row.assessed_key for row in plan.needs.all()]),
    }


def warnings_of(assessment: Assessment) -> list[str]:
    """Return what an inspection would ask about the visit."""
    return evidence_warnings(
        has_place=bool(assessment.place_kind),
        is_visit=assessment.place_kind in VISITED,
        met_person=Present.SELF in assessment.present,
    )


def people_of(assessment: Assessment) -> str:
    """Return who was present, in words."""
    words = words_of(Present, assessment.present)
    if assessment.present_names:
        return f"{words}（{assessment.present_names}）" if words else assessment.present_names
    return words

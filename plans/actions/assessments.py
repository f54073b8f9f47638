"""Start, write and finish an assessment; take its needs into a plan."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cases.choices import CaseState
from cases.models import Case, Client
from config.common.problems import Problem
from plans.actions.case_steps import step
from plans.actions.locking import open_case, writable
from plans.actions.needs import add_need
from plans.actions.week import LIFE_TEXTS, carry_present_week
from plans.choices_assessment import LifeArea
from plans.models import AssessedNeed, Assessment, AssessmentArea, ServiceUsePlan
from plans.rules import AREA_TEXTS, area_problems, area_state, finish_problems, visit_problems
from staffing import audit
from staffing.models import User
from staffing.saving import Refused, StaleState, change, insert, remove, restore

#: From here an assessment leads the case on; a case that is further stays where it is.
BEFORE = (CaseState.CONTRACTED, CaseState.RENEWAL, CaseState.CHANGE)


@transaction.atomic
def start_assessment(client: Client, *, by: User, today: date, **head: Any) -> Assessment:
    """Start the next assessment of a person; what the last finished one said is carried over.

    Carried-over areas count as begun: each is looked at again. Refused while another one is open
    or without an open case.
    """
    case = open_case(client)
    versions = Assessment.objects.filter(client=client)
    last_one = versions.alive().finished().newest_first().first()
    _refuse(
        visit_problems(
            held_on=head.get("held_on"),
            opened_on=case.opened_on,
            previous_on=last_one and last_one.held_on,
            today=today,
        )
    )
    if versions.alive().unfinished().exists():
        message = _("Another assessment of this person is still being written. Finish it first.")
        raise Refused(Problem("unfinished", message))
    previous = versions.alive().finished().newest_first().with_areas().first()
    last = versions.aggregate(last=Max("number"))["last"] or 0
    assessment = Assessment(
        office_id=client.office_id,
        client=client,
        case=case,
        number=last + 1,
        previous=previous,
        **{name: getattr(previous, name) for name in (*LIFE_TEXTS, "summary") if previous},
        **head,
    )
    insert(assessment, by=by, verb="assessment.created", copied_from=previous and previous.number)
    _make_areas(assessment, previous, by=by)
    if previous:
        carry_present_week(previous, assessment)
    return assessment


def _make_areas(assessment: Assessment, previous: Assessment | None, *, by: User) -> None:
    olds = {area.area: area for area in previous.areas.all()} if previous else {}
    written = {"created_by": by, "updated_by": by}
    areas = AssessmentArea.objects.bulk_create(
        AssessmentArea(
            assessment=assessment,
            area=code,
            position=position,
            **{name: getattr(olds[code], name) for name in AREA_TEXTS if code in olds},
            **written,
        )
        for position, code in enumerate(LifeArea, start=1)
    )
    AssessedNeed.objects.bulk_create(
        AssessedNeed(area=area, position=need.position, text=need.text, key=need.key)
        for area in areas
        if area.area in olds
        for need in olds[area.area].needs.all()
    )


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(*problems)


def open_assessment(assessment: Assessment) -> Assessment:
    """Return the assessment as it is now, held for writing; a finished one is refused."""
    found = Assessment.objects.alive().select_for_update().filter(pk=assessment.pk).first()
    if found is None:
        raise StaleState(assessment)
    if found.is_frozen:
        message = _("This assessment is finished and is kept as it is. Start the next one.")
        raise Refused(Problem("frozen", message))
    return found


@transaction.atomic
def change_assessment(
    assessment: Assessment, *, by: User, version: int | None, today: date, **values: Any
) -> Assessment:
    """Write day, place and who was present."""
    previous = assessment.previous
    _refuse(
        visit_problems(
            held_on=values.get("held_on"),
            opened_on=assessment.case.opened_on,
            previous_on=previous and previous.held_on,
            today=today,
        )
    )
    found = open_assessment(assessment)
    return change(found, values, by=by, version=version, verb="assessment.changed")


@transaction.atomic
def write_area(
    area: AssessmentArea,
    /,  # the field of the same name may come as a keyword
    *,
    by: User,
    version: int | None,
    needs: Sequence[dict[str, Any]],
    **values: Any,
) -> AssessmentArea:
    """Write an area; `needs` (each with `text`, and `id` where it exists) become its rows."""
    open_assessment(area.assessment)
    _refuse(area_problems(fact=values["fact"], is_done=values["is_done"]))
    before, details = area.needs.count(), {"area": area.area}
    if before != len(needs):
        details["needs"] = [before, len(needs)]
    area = change(area, values, by=by, version=version, verb="assessment.area_changed", **details)
    _write_needs(area, needs)
    return area


def _write_needs(area: AssessmentArea, rows: Sequence[dict[str, Any]]) -> None:
    stored = {need.pk: need for need in area.needs.all()}
    for position, row in enumerate(rows, start=1):
        need = stored.pop(row.get("id"), None) or AssessedNeed(area=area)
        need.text, need.position = row["text"], position
        need.save()
    AssessedNeed.objects.filter(pk__in=stored).delete()


@transaction.atomic
def note_words(
    area: AssessmentArea, *, by: User, version: int | None, words: str
) -> AssessmentArea:
    """Write what the person says about an area, together with the person."""
    open_assessment(area.assessment)
    values, code = {"words": words}, area.area
    return change(area, values, by=by, version=version, verb="assessment.area_changed", area=code)


@transaction.atomic
def keep_area(area: AssessmentArea, *, by: User) -> AssessmentArea:
    """Say that an area was talked about and is as the last assessment says."""
    open_assessment(area.assessment)
    _refuse(area_problems(fact=area.fact, is_done=True))
    values = {"is_done": True}
    return change(area, values, by=by, version=None, verb="assessment.area_kept", area=area.area)


@transaction.atomic
def finish_assessment(
    assessment: Assessment,
    *,
    by: User,
    version: int | None,
    today: date,
    summary: str,
    open_note: str,
) -> Assessment:
    """Freeze the assessment; the case's step アセスメント takes the day of the interview."""
    open_assessment(assessment)
    found = Assessment.objects.with_areas().select_related("case", "previous").get(pk=assessment.pk)
    problems = finish_problems(
        held_on=found.held_on,
        place_kind=found.place_kind,
        present=found.present,
        states={area.get_area_display(): state_of(area) for area in found.areas.all()},
        open_note=open_note,
        opened_on=found.case.opened_on,
        contracted_on=found.case.contracted_on,
        previous_on=found.previous and found.previous.held_on,
        today=today,
    )
    _refuse(problems)
    values = {"summary": summary, "open_note": open_note, "finished_on": today}
    found = change(found, values, by=by, version=version, verb="assessment.finished")
    if Case.objects.get(pk=found.case_id).state in BEFORE:
        step(found.case_id, to=CaseState.ASSESSING, on=found.held_on, by=by)
    return found


@transaction.atomic
def remove_assessment(assessment: Assessment, *, by: User, reason: str) -> None:
    """Delete an assessment that was begun by mistake; a finished one is evidence and stays."""
    remove(open_assessment(assessment), by=by, reason=reason)


@transaction.atomic
def restore_assessment(assessment: Assessment, *, by: User) -> None:
    """Bring a deleted assessment back; refused while another one of the person is open."""
    others = Assessment.objects.alive().unfinished().filter(client=assessment.client_id)
    if others.exists():
        message = _("Another assessment of this person is still being written. Finish it first.")
        raise Refused(Problem("unfinished", message))
    restore(assessment, by=by)


def state_of(area: AssessmentArea) -> str:
    """Return how far an area is; its needs should be loaded."""
    texts = [getattr(area, name) for name in AREA_TEXTS]
    return area_state(texts, has_needs=bool(area.needs.all()), is_done=area.is_done)


def untaken_needs(plan: ServiceUsePlan) -> list[AssessedNeed]:
    """Return the needs of the person's newest finished assessment that no row of the plan answers.

    They come with their area, in the order of the paper.
    """
    newest = Assessment.objects.alive().finished().filter(client=plan.client_id).newest_first()
    found = AssessedNeed.objects.filter(area__assessment=newest.values("pk")[:1])
    taken = {need.assessed_key for need in plan.needs.all() if need.deleted_at is None}
    rows = found.select_related("area").order_by("area__position", "position", "pk")
    return [need for need in rows if need.key not in taken]


@transaction.atomic
def take_needs(plan: ServiceUsePlan, keys: Collection[UUID], *, by: User) -> int:
    """Add the chosen needs of the assessment to a plan, linked by their key; return how many."""
    plan = writable(plan)
    chosen = [need for need in untaken_needs(plan) if need.key in keys]
    for need in chosen:
        add_need(plan, by=by, need=need.text, assessed_key=need.key)
    if chosen:
        audit.record(by, "plan.needs_taken", plan, number=len(chosen))
    return len(chosen)

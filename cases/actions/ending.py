"""Verbs on the end of a case: close it, complete its sheet, take an end back."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from cases import hooks
from cases.actions.way import advance_case
from cases.choices import CaseState
from cases.models import Case, CaseAssignment, CaseStep
from cases.rules import closing_problems, reopening_problems
from staffing.models import User
from staffing.saving import Refused, change


def close_case(
    case: Case, *, on: date, reason: str, by: User, today: date | None = None, **sheet: Any
) -> Case:
    """End a case for a reason; `sheet` are the columns of the closing sheet that are known.

    Who comes again gets a new case.
    """
    if sheet:
        _check(sheet, reason=reason, closed_on=on)
    return advance_case(
        case, to=CaseState.CLOSED, on=on, by=by, today=today, reason=reason, **sheet
    )


def keep_closing(case: Case, *, by: User, version: int | None = None, **sheet: Any) -> Case:
    """Complete or correct the closing sheet of a case that has ended."""
    _check(sheet, reason=case.close_reason, closed_on=case.closed_on)
    return change(case, sheet, by=by, version=version, verb="case.closing_kept")


def _check(sheet: dict[str, Any], *, reason: str, closed_on: date | None) -> None:
    problems = closing_problems(
        reason=reason,
        continued_by=sheet.get("continued_by", ""),
        closed_on=closed_on,
        follow_up_on=sheet.get("follow_up_on"),
    )
    if problems:
        raise Refused(*problems)


@transaction.atomic
def reopen_case(
    case: Case, *, reason: str, by: User, today: date, version: int | None = None
) -> Case:
    """Take back an end that was a mistake: the case stands where it stood, with its people.

    The step and its reason stay visible. Raises Refused while another case is open.
    """
    current = Case.objects.select_for_update().get(pk=case.pk)
    others = Case.objects.alive().open().filter(client=case.client_id)
    problems = reopening_problems(state=current.state, reason=reason, has_open_case=others.exists())
    if problems:
        raise Refused(*problems)
    ended_on = current.closed_on
    state = _state_before(current)
    cleared = {"goal_result": "", "closing_note": "", "went_to": "", "continued_by": ""}
    values = {"state": state, "closed_on": None, "close_reason": "", "follow_up_on": None}
    current = change(
        current, values | cleared, by=by, version=version, verb="case.reopened", on=today
    )
    CaseStep.objects.create(
        case=current, state=state, entered_on=today, entered_by=by, reason=reason
    )
    _assign_again(current, ended_on=ended_on, today=today)
    hooks.case_changed(current)
    return current


def _state_before(case: Case) -> str:
    steps = case.steps.filter(is_skipped=False).exclude(state=CaseState.CLOSED)
    last = steps.order_by("-entered_on", "-pk").first()
    return last.state if last else CaseState.INQUIRY


def _assign_again(case: Case, *, ended_on: date, today: date) -> None:
    """Whoever was in charge at the end is so again; the days between stay without anybody."""
    pairs = ((case.worker_id, False), (case.deputy_id, True))
    for worker, is_deputy in pairs:
        if worker is None:
            continue
        last = case.assignments.filter(worker=worker, is_deputy=is_deputy)
        was_yesterday = ended_on >= today - timedelta(days=1)
        if was_yesterday and last.filter(ended_on=ended_on).update(ended_on=None):
            continue
        CaseAssignment.objects.create(
            case=case, worker_id=worker, is_deputy=is_deputy, started_on=today
        )

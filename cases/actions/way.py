"""Verbs on a case: open, assign, move on, correct what a step says."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import hooks
from cases.choices import CaseState
from cases.models import Case, CaseAssignment, CaseStep, Client, Restriction
from cases.rules import (
    REQUIRED_DATES,
    contract_problems,
    opening_correction_problems,
    skipped_states,
    transition_problems,
)
from config.common.problems import Problem
from staffing.models import User
from staffing.saving import Refused, StaleState, change, insert

#: Days of a step that the case itself keeps; the others stand on the plan that proves them.
OWN_DATES = ("explained_on", "contracted_on", "closed_on")


@transaction.atomic
def open_case(
    client: Client, *, on: date, by: User | None, route: str = "", worker: User | None = None
) -> Case:
    """Open a case with its first step; refuses while another one is open."""
    if Case.objects.alive().open().filter(client=client).exists():
        message = _("This client already has an open case.")
        raise Refused(Problem("open-case", message, "opened_on"))
    case = Case(office_id=client.office_id, client=client, opened_on=on, route=route)
    case.worker = worker
    insert(case, by=by, verb="case.opened", opened_on=on)
    CaseStep.objects.create(case=case, state=case.state, entered_on=on, entered_by=by)
    if worker:
        CaseAssignment.objects.create(case=case, worker=worker, started_on=on)
    hooks.case_changed(case)
    return case


@transaction.atomic
def advance_case(
    case: Case,
    *,
    to: str,
    on: date,
    by: User | None,
    today: date | None = None,
    dates: Mapping[str, date | None] | None = None,
    reason: str = "",
    target: str = "",
    skip_reason: str = "",
    **kept: Any,
) -> Case:
    """Move a case to the next state on a day, and return it as it is now.

    A day that the state must prove is `on` unless `dates` says otherwise. `today` (default `on`)
    bounds the days; `reason` is why the case ends, `target` the body it is passed on to. `kept`
    are further columns of the case that the step fills in. `skip_reason` says why states between
    are left out, or why the state is entered without what it must have; it stays with the step.
    A case that is there already stays as it is. Raises Refused when the rules forbid the step and
    StaleState when a colleague moved the case meanwhile.
    """
    current = Case.objects.select_for_update().get(pk=case.pk)
    if current.state == to:
        return current
    if current.state != case.state:
        raise StaleState(case)
    proof = dict.fromkeys(REQUIRED_DATES.get(to, ()), on) | dict(dates or {})
    problems = transition_problems(
        state=case.state,
        to=to,
        today=today or on,
        dates=proof,
        reason=reason,
        target=target,
        opened_on=case.opened_on,
        skip_reason=skip_reason,
    )
    if problems:
        raise Refused(*problems)
    values: dict[str, Any] = kept | {
        name: proof[name] for name in OWN_DATES if proof.get(name) is not None
    }
    values |= {"state": to, "close_reason": reason if to == CaseState.CLOSED else ""}
    if target:
        values["referred_to"] = target
    verb = "case.closed" if to == CaseState.CLOSED else "case.advanced"
    change(current, values, by=by, version=current.version, verb=verb, on=on)
    skipped = skipped_states(case.state, to)
    CaseStep.objects.bulk_create(
        CaseStep(
            case=current,
            state=state,
            entered_on=on,
            entered_by=by,
            is_skipped=state != to,
            # Said once, with what was left out.
            reason=skip_reason if state != to or not skipped else "",
        )
        for state in (*skipped, to)
    )
    if to == CaseState.CLOSED:
        current.assignments.filter(ended_on=None).update(ended_on=proof["closed_on"])
        hooks.case_changed(current)
    return current


@transaction.atomic
def correct_opening(
    case: Case, *, opened_on: date, route: str, by: User, today: date, version: int | None = None
) -> Case:
    """Correct when and how a case began; its first step and first person in charge follow.

    Raises Refused when the day lies after a later step, StaleState on an older version.
    """
    steps = list(case.steps.filter(is_skipped=False).order_by("entered_on", "pk"))
    known = [case.explained_on, case.contracted_on, case.closed_on]
    problems = opening_correction_problems(
        opened_on, today=today, later_days=[*known, *(step.entered_on for step in steps[1:])]
    )
    if problems:
        raise Refused(*problems)
    before = case.opened_on
    values = {"opened_on": opened_on, "route": route}
    case = change(case, values, by=by, version=version, verb="case.corrected", on=opened_on)
    case.steps.filter(pk__in=[step.pk for step in steps[:1]]).update(entered_on=opened_on)
    case.assignments.filter(started_on=before).update(started_on=opened_on)
    hooks.case_changed(case)
    return case


@transaction.atomic
def keep_contract(
    case: Case, *, by: User, today: date, version: int | None = None, **values: Any
) -> Case:
    """Correct or complete what the contract says: its days, who signed, when it was reported."""
    steps = case.steps.filter(state=CaseState.CONTRACTED, is_skipped=False)
    problems = contract_problems(values, today=today, opened_on=case.opened_on)
    if problems:
        raise Refused(*problems)
    case = change(case, values, by=by, version=version, verb="case.contract")
    first = steps.order_by("entered_on", "pk").values_list("pk")[:1]
    case.steps.filter(pk__in=list(first.values_list("pk", flat=True))).update(
        entered_on=values["contracted_on"]
    )
    return case


@transaction.atomic
def assign_case(
    case: Case,
    *,
    worker: User | None,
    on: date,
    by: User | None,
    deputy: User | None = None,
    version: int | None = None,
) -> Case:
    """Put a person in charge from a day on; the one before stays in the history."""
    present = list(case.assignments.filter(ended_on=None).order_by("started_on", "pk"))
    last = next((row for row in reversed(present) if not row.is_deputy), None)
    second = next((row for row in reversed(present) if row.is_deputy), None)
    if on < (last.started_on if last else case.opened_on):
        message = _("The change lies before the present person in charge began.")
        raise Refused(Problem("before-last", message, "on"))
    values = {"worker": worker, "deputy": deputy}
    if case.state == CaseState.CLOSED:
        raise Refused(Problem("closed", _("A closed case has nobody in charge any more.")))
    readers = Restriction.objects.readers_of(case.client_id, on)
    if readers is not None and {user.pk for user in (worker, deputy) if user} - readers:
        message = _("This file is restricted: name the person as a reader first.")
        raise Refused(Problem("not-named", message, "worker"))
    previous, stood_in = case.worker_id, case.deputy_id
    case = change(case, values, by=by, version=version, verb="case.assigned", on=on)
    if (worker.pk if worker else None) != previous:
        _hand_over(case, last, worker, on)
    if (deputy.pk if deputy else None) != stood_in:
        _hand_over(case, second, deputy, on, is_deputy=True)
    return case


def _hand_over(
    case: Case,
    last: CaseAssignment | None,
    worker: User | None,
    on: date,
    *,
    is_deputy: bool = False,
) -> None:
    if last and last.started_on >= on:
        last.delete()
    elif last:
        last.ended_on = on - timedelta(days=1)
        last.save(update_fields=["ended_on"])
    if worker:
        new = {"worker": worker, "started_on": on, "is_deputy": is_deputy}
        CaseAssignment.objects.create(case=case, **new)

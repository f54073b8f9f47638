"""The way of a case (相談受付 to 終結): which state may follow which, and what must exist.

Source: the process of plan consultation as in `domain.md` 2.2; one open case per client and
office. Who comes again gets a new case; only an end that was a mistake is taken back. A state of
the ordinary way is left out only for a reason, which stays with the case.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from cases.choices import CaseState
from config.common.problems import Problem, before_opening
from config.common.wareki import wareki

__all__ = [
    "NEXT_STATES",
    "REQUIRED_DATES",
    "ahead",
    "date_problems",
    "next_states",
    "opening_correction_problems",
    "path",
    "skip_targets",
    "skipped_states",
    "transition_problems",
]

State = CaseState

# `closed` follows every open state and is added below.
_FOLLOWING = {
    State.INQUIRY: (State.INTAKE, State.BASIC_ONLY, State.REFERRED, State.CONTRACTED),
    State.INTAKE: (State.CONTRACTED, State.BASIC_ONLY, State.REFERRED),
    State.BASIC_ONLY: (State.INTAKE, State.CONTRACTED, State.REFERRED),
    State.REFERRED: (State.INTAKE,),
    State.CONTRACTED: (State.ASSESSING,),
    State.ASSESSING: (State.DRAFT_PLAN,),
    State.DRAFT_PLAN: (State.DRAFT_CONSENTED, State.ASSESSING),
    State.DRAFT_CONSENTED: (State.DRAFT_SUBMITTED, State.DRAFT_PLAN),
    State.DRAFT_SUBMITTED: (State.DECIDED, State.DRAFT_PLAN),
    State.DECIDED: (State.COORDINATION, State.DRAFT_PLAN),
    State.COORDINATION: (State.FINAL_PLAN,),
    State.FINAL_PLAN: (State.ACTIVE, State.COORDINATION),
    State.ACTIVE: (State.MONITORING, State.RENEWAL, State.CHANGE),
    State.MONITORING: (State.ACTIVE, State.RENEWAL, State.CHANGE),
    State.RENEWAL: (State.ASSESSING,),
    # A change within the decision needs no new one and goes straight to the plan.
    State.CHANGE: (State.ASSESSING, State.FINAL_PLAN),
}

NEXT_STATES: Mapping[str, tuple[str, ...]] = {
    **{state: (*following, State.CLOSED) for state, following in _FOLLOWING.items()},
    State.CLOSED: (),
}

#: The ordinary way from the first contact to the plan that holds.
MAIN_WAY = (
    State.INQUIRY,
    State.INTAKE,
    State.CONTRACTED,
    State.ASSESSING,
    State.DRAFT_PLAN,
    State.DRAFT_CONSENTED,
    State.DRAFT_SUBMITTED,
    State.DECIDED,
    State.COORDINATION,
    State.FINAL_PLAN,
    State.ACTIVE,
)
# Where a state beside the way joins it: behind the state named.
_JOINS = {
    State.BASIC_ONLY: State.INTAKE,
    State.REFERRED: State.INTAKE,
    State.RENEWAL: State.CONTRACTED,
    State.CHANGE: State.CONTRACTED,
}

# The day that proves a state, by the field that holds it.
REQUIRED_DATES: Mapping[str, tuple[str, ...]] = {
    State.REFERRED: ("referred_on",),
    State.CONTRACTED: ("explained_on", "contracted_on"),
    State.DRAFT_CONSENTED: ("consented_on", "delivered_on"),
    State.DRAFT_SUBMITTED: ("submitted_on",),
    State.COORDINATION: ("held_on",),
    State.ACTIVE: ("consented_on", "delivered_on", "submitted_on"),
    State.CLOSED: ("closed_on",),
}


def next_states(state: str) -> tuple[str, ...]:
    """Return the states that may follow, closing last."""
    return NEXT_STATES[state]


def ahead(state: str, count: int) -> tuple[str, ...]:
    """Return the ordinary way on from a state, at most `count` states, without turning back."""
    way: list[str] = []
    while len(way) < count:
        following = NEXT_STATES[way[-1] if way else state]
        if not following or following[0] in (State.CLOSED, state, *way):
            break
        way.append(following[0])
    return tuple(way)


def path(state: str, target: str) -> tuple[str, ...]:
    """Return the shortest way from one state to another, `target` last; empty when there is none.

    Of equally short ways the one listed first is taken, so the result is always the same.
    """
    ways: list[tuple[str, ...]] = [()]
    seen = {state}
    for way in ways:
        for following in NEXT_STATES[way[-1] if way else state]:
            if following == target:
                return (*way, following)
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()


def skipped_states(state: str, to: str) -> tuple[str, ...]:
    """Return the states of the ordinary way that a step leaves out."""
    # Within the decision a change needs no new one: nothing is left out (domain 2.2, 14).
    if to not in MAIN_WAY or (state, to) == (State.CHANGE, State.FINAL_PLAN):
        return ()
    start = _JOINS.get(state, state)
    if start not in MAIN_WAY:
        return ()
    return MAIN_WAY[MAIN_WAY.index(start) + 1 : MAIN_WAY.index(to)]


def skip_targets(state: str) -> tuple[str, ...]:
    """Return the states that can be entered only by leaving others out."""
    return tuple(to for to in MAIN_WAY if skipped_states(state, to))


def transition_problems(
    *,
    state: str,
    to: str,
    today: date,
    dates: Mapping[str, date | None] | None = None,
    reason: str = "",
    target: str = "",
    opened_on: date | None = None,
    skip_reason: str = "",
) -> list[Problem]:
    """Return what keeps a case from moving on, in the order to mend it.

    `dates` holds the days of `REQUIRED_DATES` that are known, `reason` why the case is closed,
    `target` the body it was referred to, `opened_on` the first contact, `skip_reason` why states
    between are left out.
    """
    skipped = skipped_states(state, to)
    if to not in NEXT_STATES[state] and not skipped:
        message = _("This step does not follow the present state of the case.")
        return [Problem("not-next", message, "state")]
    problems = date_problems(to, today, dates or {}, opened_on)
    if skipped and not skip_reason.strip():
        message = _("Enter why the steps between are left out.")
        problems.append(Problem("no-skip-reason", message, "skip_reason"))
    if to == State.CLOSED and not reason:
        problems.append(Problem("no-reason", _("Choose why the case ends."), "close_reason"))
    if to == State.REFERRED and not target.strip():
        message = _("Enter the body the person was referred to.")
        problems.append(Problem("no-target", message, "referred_to"))
    return problems


def date_problems(
    to: str, today: date, dates: Mapping[str, date | None], opened_on: date | None
) -> list[Problem]:
    """Return which days of a state are missing, to come, or before the first contact."""
    problems = []
    for field in REQUIRED_DATES.get(to, ()):
        day = dates.get(field)
        if day is None:
            problems.append(Problem("no-date", _("Enter the day of this step."), field))
        elif day > today:
            message = _("This day is still to come. Check the year.")
            problems.append(Problem("future", message, field))
        elif opened_on and day < opened_on:
            problems.append(before_opening(field, opened_on))
    return problems


def opening_correction_problems(
    opened_on: date, *, today: date, later_days: Iterable[date | None]
) -> list[Problem]:
    """Return what forbids a corrected first contact: it comes before everything in the case.

    `later_days` are the days of the case's later steps, contract and end, None where unknown.
    """
    if opened_on > today:
        message = _("This day is still to come. Check the year.")
        return [Problem("future", message, "opened_on")]
    earliest = min(filter(None, later_days), default=None)
    if earliest and opened_on > earliest:
        message = _("On %(day)s the case had already moved on: the first contact lies before.")
        words = message % {"day": wareki(earliest, "short")}
        return [Problem("after-step", words, "opened_on")]
    return []

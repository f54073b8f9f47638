from datetime import date

import pytest

from cases.choices import CaseState
from cases.rules import (
    NEXT_STATES,
    REQUIRED_DATES,
    closing_problems,
    next_states,
    path,
    skip_targets,
    skipped_states,
    transition_problems,
)

TODAY = date(2026, 11, 24)
MAIN_WAY = [
    CaseState.INQUIRY,
    CaseState.INTAKE,
    CaseState.CONTRACTED,
    CaseState.ASSESSING,
    CaseState.DRAFT_PLAN,
    CaseState.DRAFT_CONSENTED,
    CaseState.DRAFT_SUBMITTED,
    CaseState.DECIDED,
    CaseState.COORDINATION,
    CaseState.FINAL_PLAN,
    CaseState.ACTIVE,
    CaseState.MONITORING,
    CaseState.ACTIVE,
    CaseState.RENEWAL,
    CaseState.ASSESSING,
]


def codes(**facts):
    return [problem.code for problem in transition_problems(today=TODAY, **facts)]


def test_every_state_has_its_followers_and_only_known_ones():
    assert set(NEXT_STATES) == set(CaseState)
    assert {state for following in NEXT_STATES.values() for state in following} <= set(CaseState)
    assert set(REQUIRED_DATES) <= set(CaseState)


@pytest.mark.parametrize("step", range(len(MAIN_WAY) - 1))
def test_the_way_of_a_case_can_be_walked(step):
    assert MAIN_WAY[step + 1] in next_states(MAIN_WAY[step])


@pytest.mark.parametrize("state", [state for state in CaseState if state != CaseState.CLOSED])
def test_every_open_case_can_be_closed_and_every_state_reached(state):
    assert next_states(state)[-1] == CaseState.CLOSED
    assert state == CaseState.INQUIRY or path(CaseState.INQUIRY, state)[-1] == state


def test_a_closed_case_stays_closed():
    assert next_states(CaseState.CLOSED) == ()
    assert path(CaseState.CLOSED, CaseState.INTAKE) == ()
    assert codes(state="closed", to="intake") == ["not-next"]


def test_a_change_within_the_decision_goes_straight_to_the_plan():
    assert CaseState.FINAL_PLAN in next_states(CaseState.CHANGE)


def test_the_shortest_way_to_a_first_draft_is_known():
    assert path("inquiry", "draft_plan") == ("contracted", "assessing", "draft_plan")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"state": "inquiry", "to": "intake"}, []),
        ({"state": "active", "to": "intake"}, ["not-next"]),
        ({"state": "coordination", "to": "active"}, ["no-date"] * 3 + ["no-skip-reason"]),
        ({"state": "contracted", "to": "draft_plan", "skip_reason": "移行"}, []),
        ({"state": "inquiry", "to": "closed"}, ["no-date", "no-reason"]),
        (
            {"state": "inquiry", "to": "closed", "reason": "moved", "dates": {"closed_on": TODAY}},
            [],
        ),
        ({"state": "intake", "to": "referred"}, ["no-date", "no-target"]),
        ({"state": "intake", "to": "contracted"}, ["no-date", "no-date"]),
        (
            {
                "state": "inquiry",
                "to": "closed",
                "reason": "moved",
                "dates": {"closed_on": date(2026, 11, 25)},
            },
            ["future"],
        ),
        (
            {
                "state": "inquiry",
                "to": "closed",
                "reason": "moved",
                "dates": {"closed_on": date(2026, 3, 31)},
                "opened_on": date(2026, 4, 1),
            },
            ["before-opening"],
        ),
    ],
)
def test_a_step_needs_its_proof(facts, expected):
    assert codes(**facts) == expected


@pytest.mark.parametrize(
    ("state", "to", "skipped"),
    [
        ("inquiry", "contracted", ("intake",)),
        ("basic_only", "contracted", ()),
        ("renewal", "draft_plan", ("assessing",)),
        ("change", "final_plan", ()),
        ("monitoring", "active", ()),
        ("draft_consented", "coordination", ("draft_submitted", "decided")),
    ],
)
def test_what_a_step_leaves_out_is_known(state, to, skipped):
    assert skipped_states(state, to) == skipped


def test_one_can_only_skip_forward_and_never_the_end():
    assert skip_targets("decided") == ("final_plan", "active")
    assert skip_targets("closed") == ()


def test_a_closing_sheet_says_who_goes_on_where_somebody_does():
    def found(reason, continued_by="", follow_up_on=None):
        problems = closing_problems(
            reason=reason, continued_by=continued_by, closed_on=TODAY, follow_up_on=follow_up_on
        )
        return [problem.code for problem in problems]

    assert found("moved") == ["no-successor"]
    assert found("moved", "小樽市の事業所") == []
    assert found("deceased") == []
    assert found("achieved", follow_up_on=TODAY) == ["order"]

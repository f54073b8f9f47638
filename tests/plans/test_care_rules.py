"""What a meeting about a person needs, and what providers' plans are expected."""

from dataclasses import replace
from datetime import date, time

import pytest

from plans.choices_meetings import ProviderPlanState
from plans.rules import (
    HeldPlan,
    MeetingFacts,
    Sitter,
    addon_lacks,
    meeting_problems,
    minutes_problems,
    minutes_warnings,
    provider_plan_problems,
    provider_plan_state,
)

TODAY = date(2026, 11, 26)
GOOD = MeetingFacts(
    kind="coordination",
    way="venue",
    held_on=date(2026, 11, 20),
    people=(Sitter("self", "present"), Sitter("provider", "present")),
    items=2,
    conclusions=1,
    is_for_monitoring=True,
    is_final=True,
)
DAYS = {
    "kind": "coordination",
    "held_on": date(2026, 11, 20),
    "starts_at": time(13, 30),
    "ends_at": time(14, 40),
    "opened_on": date(2026, 4, 1),
    "convener": "",
}


def codes(problems):
    return {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, set()),
        ({"held_on": date(2025, 11, 20)}, {"before-opening"}),
        ({"ends_at": time(13, 30)}, {"end-first"}),
        ({"kind": "support"}, {"no-convener"}),
        ({"kind": "support", "convener": "あおば工房"}, set()),
        ({"video_consent_on": date(2026, 11, 21)}, {"late-consent"}),
        ({"next_on": date(2026, 11, 20)}, {"next-first"}),
    ],
)
def test_a_meeting_is_set_up_on_days_that_fit(values, code):
    assert codes(meeting_problems(**DAYS | values)) == code


# T-05
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, set()),
        ({"held_on": date(2026, 11, 27)}, {"future"}),
        ({"people": ()}, {"nobody"}),
        ({"people": (Sitter("self", "absent"),)}, {"nobody"}),
        ({"people": (Sitter("self"), Sitter("provider", "present"))}, {"open"}),
        ({"items": 0}, {"no-item"}),
        ({"undiscussed": 1}, {"undiscussed"}),
        ({"conclusions": 0}, {"no-conclusion"}),
        ({"kind": "support", "conclusions": 0}, set()),
        ({"way": "mixed"}, {"no-video-consent"}),
        ({"people": (Sitter("self", "video"),)}, {"no-video-consent"}),
        ({"way": "mixed", "video_consent_on": date(2026, 11, 1)}, set()),
        ({"way": "opinions", "people": (Sitter("provider", "absent", was_asked=True),)}, set()),
        ({"way": "opinions", "people": (Sitter("provider", "absent"),)}, {"nobody"}),
    ],
)
def test_minutes_are_final_only_when_they_are_whole(values, code):
    assert codes(minutes_problems(replace(GOOD, **values), today=TODAY)) == code


@pytest.mark.parametrize(
    ("people", "number"),
    [
        (GOOD.people, 0),
        ((Sitter("self", "absent"), Sitter("provider", "present")), 1),
        ((Sitter("self", "present"), Sitter("provider", "absent")), 2),
        ((Sitter("self", "present"), Sitter("provider", "absent", was_asked=True)), 0),
        ((Sitter("self", "present"), Sitter("family", "absent"), Sitter("provider", "video")), 0),
    ],
)
def test_what_an_inspection_would_ask_is_said(people, number):
    assert len(minutes_warnings(replace(GOOD, people=people))) == number


def test_a_providers_meeting_without_this_office_is_asked_about():
    there = (Sitter("self", "present"), Sitter("provider", "present"), Sitter("office", "present"))
    held = replace(GOOD, kind="support")
    assert len(minutes_warnings(held)) == 1
    assert minutes_warnings(replace(held, people=there)) == []


# T-08: サービス担当者会議実施加算
@pytest.mark.parametrize(
    ("values", "number"),
    [
        ({}, 0),
        ({"is_for_monitoring": False, "is_for_change": True}, 0),
        ({"is_for_monitoring": False}, 1),
        ({"is_final": False}, 1),
        ({"kind": "support"}, 1),
        ({"people": (Sitter("self", "present"),)}, 1),
        ({"way": "opinions"}, 1),
        ({"undiscussed": 1}, 1),
    ],
)
def test_a_meeting_proves_the_add_on_or_says_what_it_lacks(values, number):
    assert len(addon_lacks(replace(GOOD, **values))) == number


# T-04
@pytest.mark.parametrize(
    ("plans", "state"),
    [
        ([], ProviderPlanState.MISSING),
        ([HeldPlan(date(2026, 4, 1))], ProviderPlanState.HELD),
        ([HeldPlan(date(2026, 4, 1), date(2026, 11, 26))], ProviderPlanState.HELD),
        ([HeldPlan(date(2026, 4, 1), date(2026, 11, 25))], ProviderPlanState.OVERDUE),
        ([HeldPlan(date(2026, 4, 1), None, date(2026, 11, 25))], ProviderPlanState.OVERDUE),
        (
            [
                HeldPlan(date(2026, 4, 1), date(2026, 9, 30)),
                HeldPlan(date(2026, 10, 1), date(2027, 3, 31)),
            ],
            ProviderPlanState.HELD,
        ),
    ],
)
def test_a_providers_plan_is_missing_held_or_due(plans, state):
    assert provider_plan_state(plans, today=TODAY) == state


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, set()),
        ({"made_on": date(2026, 12, 1)}, {"future", "before-made"}),
        ({"received_on": date(2026, 3, 1)}, {"before-made"}),
        ({"ends_on": date(2026, 3, 1)}, {"end-first"}),
        ({"next_on": date(2026, 4, 1)}, {"next-first"}),
    ],
)
def test_the_days_of_a_providers_plan_fit(values, code):
    days = {
        "made_on": date(2026, 4, 1),
        "received_on": date(2026, 4, 3),
        "starts_on": date(2026, 4, 1),
        "ends_on": None,
        "next_on": None,
    }
    assert codes(provider_plan_problems(**days | values, today=TODAY)) == code

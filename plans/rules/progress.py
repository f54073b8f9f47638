"""How far a plan has come: its state, its parts, and what keeps it from being agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from config.common.problems import Problem
from plans.choices import PlanState, SectionState
from plans.rules.dates import plan_problems

__all__ = ["NeedFacts", "PlanFacts", "consent_problems", "plan_state", "section_states"]


@dataclass(frozen=True)
class NeedFacts:
    """Whether a row of the needs table is filled in."""

    has_goal: bool
    has_service: bool


@dataclass(frozen=True)
class PlanFacts:
    """The texts and dates of a plan as its parts are judged by."""

    wishes_client: str = ""
    wishes_family: str = ""
    overall_policy: str = ""
    long_goal: str = ""
    long_goal_by: date | None = None
    short_goal: str = ""
    short_goal_by: date | None = None
    needs: Sequence[NeedFacts] = ()
    has_week: bool = False
    whole_picture: str = ""


def plan_state(
    *,
    consented_on: date | None,
    delivered_on: date | None,
    submitted_on: date | None,
    is_decided: bool = False,
) -> PlanState:
    """Return how far a version has come; the municipality's answer stands above all."""
    if consented_on is None:
        return PlanState.WRITING
    if is_decided:
        return PlanState.DECIDED
    if submitted_on:
        return PlanState.SUBMITTED
    return PlanState.DELIVERED if delivered_on else PlanState.CONSENTED


def section_states(facts: PlanFacts) -> dict[str, SectionState]:
    """Return the state of every part: wishes, policy, long_goal, short_goal, needs, week."""
    return {
        "wishes": _part(facts.wishes_client, optional=facts.wishes_family),
        "policy": _part(facts.overall_policy),
        "long_goal": _part(facts.long_goal, facts.long_goal_by),
        "short_goal": _part(facts.short_goal, facts.short_goal_by),
        "needs": _needs(facts.needs),
        "week": _part(facts.has_week, facts.whole_picture),
    }


def _part(*required: object, optional: object = None) -> SectionState:
    if all(required):
        return SectionState.DONE
    return SectionState.STARTED if any(required) or optional else SectionState.EMPTY


def _needs(needs: Sequence[NeedFacts]) -> SectionState:
    if not needs:
        return SectionState.EMPTY
    is_done = all(need.has_goal and need.has_service for need in needs)
    return SectionState.DONE if is_done else SectionState.STARTED


def consent_problems(
    facts: PlanFacts,
    *,
    today: date,
    drafted_on: date,
    consented_on: date,
    delivered_on: date | None = None,
) -> list[Problem]:
    """Return what keeps a plan from being agreed and frozen.

    Source: 運営基準 第15条: wishes, policy, needs, goals and their time are the content of a plan;
    it is explained and agreed in writing before a copy is handed over.
    """
    asked = [
        (facts.wishes_client, "no-wishes", _("Write the wishes of the person first.")),
        (facts.overall_policy, "no-policy", _("Write the overall support policy first.")),
        (facts.long_goal, "no-long-goal", _("Write the long-term goal first.")),
        (facts.short_goal, "no-short-goal", _("Write the short-term goal first.")),
        (facts.needs, "no-need", _("Write at least one need with its goal and services first.")),
    ]
    problems = [Problem(code, message) for value, code, message in asked if not value]
    return problems + plan_problems(
        today=today,
        drafted_on=drafted_on,
        consented_on=consented_on,
        delivered_on=delivered_on,
    )

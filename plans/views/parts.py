"""What the pages of one plan or decision show around their content."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.person import person_context
from config.common.wareki import month_label, wareki
from plans.actions.consent import facts_of
from plans.assessing import ground_of
from plans.choices import PlanState, SectionState, Stage
from plans.models import BenefitDecision, PlanNeed, ServiceUsePlan
from plans.rows import TONES
from plans.rules import plan_state, section_states
from staffing.models import User
from staffing.permissions import Permission, can

SECTION_TONES = {SectionState.DONE: "done", SectionState.STARTED: "info"}


def plan_context(
    plan: ServiceUsePlan, *, user: User, today: date, here: str = ""
) -> dict[str, Any]:
    """Return everything around a page of a plan; `plan` comes from `for_detail()`."""
    can_edit = can(user, Permission.PLAN_EDIT, plan.office_id)
    decision = _decision_of(plan)
    state = plan_state(
        consented_on=plan.consented_on,
        delivered_on=plan.delivered_on,
        submitted_on=plan.submitted_on,
        is_decided=decision is not None and plan.stage == Stage.DRAFT,
    )
    steps = _chain(plan, state, decision)
    can_write = can_edit and not plan.is_frozen
    assessed = ground_of(plan, can_write=can_write)
    return person_context(plan.client, user=user, today=today, tab="plans") | {
        "plan": plan,
        "state": state,
        "tone": TONES[state],
        "steps": steps,
        "sections": _sections(plan, here),
        "needs": [
            need_row(need) | {"area": assessed["areas"].get(need.assessed_key)}
            for need in plan.needs.all()
        ],
        "assessed": assessed,
        "answer": decision,
        "has_final": steps[-1]["state"] == "done",
        "can_edit": can_edit,
        "can_write": can_write,
    }


def _decision_of(plan: ServiceUsePlan) -> BenefitDecision | None:
    """The decision that names this plan, or the draft that it was made from."""
    answered, draft = [plan.pk], plan.previous
    if plan.stage == Stage.FINAL and draft and draft.stage == Stage.DRAFT:
        answered.append(draft.pk)
    found = BenefitDecision.objects.alive().filter(plan__in=answered)
    return found.order_by("decided_on").first()


def _chain(
    plan: ServiceUsePlan, state: PlanState, decision: BenefitDecision | None
) -> list[dict[str, str]]:
    """Return the steps of a draft or a plan; the first one that is not done is now."""
    is_draft = plan.stage == Stage.DRAFT
    written = state != PlanState.WRITING
    steps = [
        (_("Write the draft") if is_draft else _("Write the plan"), written, plan.drafted_on, ""),
        (_("Explain and agree"), written, plan.consented_on, _("signed day = day of the plan")),
        (_("Hand over the copy"), bool(plan.delivered_on), plan.delivered_on, ""),
        (_("To the municipality"), bool(plan.submitted_on), plan.submitted_on, ""),
    ]
    if is_draft:
        decided_on = decision.decided_on if decision else None
        steps.append((_("Benefit decision"), bool(decision), decided_on, _("by the certificate")))
        final = plan.successors.filter(deleted_at=None, stage=Stage.FINAL).first()
        made_on = final.drafted_on if final else None
        steps.append((_("Meeting and plan"), bool(final), made_on, ""))
    now = next((index for index, step in enumerate(steps) if not step[1]), len(steps))
    return [
        {
            "state": "done" if done else ("now" if index == now else "todo"),
            "label": label,
            "note": wareki(day, "short") if done and day else note,
        }
        for index, (label, done, day, note) in enumerate(steps)
    ]


def _sections(plan: ServiceUsePlan, here: str) -> list[dict[str, Any]]:
    """Return the parts of a plan with their state and where each is written."""
    states = section_states(facts_of(plan))
    names = {
        "wishes": _("Wishes of the person and the family"),
        "policy": _("Support policy"),
        "long_goal": _("Long-term goal"),
        "short_goal": _("Short-term goal"),
        "needs": _("Table of needs"),
        "week": _("Weekly schedule"),
    }
    detail = reverse("plans:plan-detail", args=[plan.pk])
    edit = detail if plan.is_frozen else reverse("plans:plan-edit", args=[plan.pk])
    week = detail if plan.is_frozen else reverse("plans:week-edit", args=[plan.pk])
    bases = {"needs": detail, "week": week}
    rows = [_section(1, _("Heading"), SectionState.DONE, f"{edit}#head", here == "head")]
    for number, (key, name) in enumerate(names.items(), start=2):
        url = f"{bases.get(key, edit)}#{key}"
        rows.append(_section(number, name, states[key], url, here == key))
    return rows


def _section(number: int, name: str, state: str, url: str, is_here) -> dict[str, Any]:
    return {
        "label": f"{number} {name}",
        "state": SectionState(state),
        "tone": SECTION_TONES.get(state, ""),
        "url": url,
        "is_here": is_here,
    }


def need_row(need: PlanNeed) -> dict[str, Any]:
    """Return a need as a row of the table; months as the paper prints them."""
    return {
        "pk": need.pk,
        "position": need.position,
        "need": need.need,
        "goal": need.goal,
        "target": month_label(need.target_on, "short") if need.target_on else "",
        "own_role": need.own_role,
        "review": month_label(need.review_on, "short") if need.review_on else "",
        "note": need.note,
        "services": [
            {
                "name": (service.service_type and service.service_type.name)
                or pgettext("service", "Informal support"),
                "words": "　".join(filter(None, (service.content, service.quantity))),
                "provider": service.provider.name if service.provider else service.provider_name,
                "contact": service.provider.contact_name if service.provider else "",
                "phone": service.provider.phone if service.provider else "",
            }
            for service in need.services.all()
        ],
    }

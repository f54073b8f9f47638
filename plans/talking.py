"""面談モード: what one person reads together with the counsellor, in large type (ux 4.15).

Only this person's data; the professional view is not shown, for it is the counsellor's own text.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from config.common.wareki import month_label
from plans.choices import PlanKind
from plans.choices_assessment import LifeArea
from plans.easy import easy_lines, provider_of
from plans.models import (
    Assessment,
    AssessmentArea,
    PlannedService,
    PlanNeed,
    ServiceUsePlan,
)

#: Texts of the plan that are read in plain words where these are written.
SAID_PLAINLY = ("wishes_family", "overall_policy", "long_goal", "short_goal")


def plan_talk(plan: ServiceUsePlan) -> list[dict[str, Any]]:
    """Return the parts of a plan in the order in which they are read: {title, texts, key}.

    A text is (label, words); `key` is the part that may be written together. What is written in
    plain words is read so; the person's wishes stay as they were told.
    """
    plain = {line.key: line.words for line in easy_lines(plan) if line.is_written}
    own = {name: plain.get(name) or getattr(plan, name) for name in SAID_PLAINLY}
    family = _("What the family hopes for")
    parts = [
        _part(_("How do you want to live?"), [("", plan.wishes_client)], key="wishes_client"),
        _part(family, [("", own["wishes_family"])], is_needed=plan.kind == PlanKind.CHILD),
        _part(_("How we support you"), [("", own["overall_policy"])]),
        _part(_("Where we want to get in the end"), _goal(own["long_goal"], plan.long_goal_by)),
        _part(_("What we do first"), _goal(own["short_goal"], plan.short_goal_by)),
    ]
    parts += [_need(need, plain) for need in plan.needs.all()]
    return [part for part in parts if part["texts"] or part["key"] or part["is_needed"]]


def _part(title: str, texts: list, *, key: str = "", is_needed: bool = False) -> dict[str, Any]:
    held = [(label, words) for label, words in texts if words]
    return {"title": title, "texts": held, "key": key, "is_needed": is_needed, "url": ""}


def _goal(text: str, month) -> list[tuple[str, str]]:
    return [("", text), (_("By when"), month_label(month) if month and text else "")]


def _need(need: PlanNeed, plain: dict[str, str]) -> dict[str, Any]:
    def own(name: str) -> str:
        return plain.get(f"{name}_{need.pk}") or getattr(need, name)

    helpers = [
        "　".join(filter(None, (provider_of(row), _help(row, plain), row.quantity)))
        for row in need.services.all()
    ]
    texts = [
        (_("What we aim for"), own("goal")),
        (_("By when"), month_label(need.target_on) if need.target_on else ""),
        (_("What you do"), own("own_role")),
        (_("Who helps, with what"), "\n".join(filter(None, helpers))),
    ]
    return _part(f"{need.position}　{own('need')}", texts, is_needed=True)


def _help(row: PlannedService, plain: dict[str, str]) -> str:
    kind = row.service_type.name if row.service_type else ""
    return plain.get(f"service_{row.pk}") or row.content or kind


def assessment_talk(assessment: Assessment, *, can_write: bool) -> list[dict[str, Any]]:
    """Return the areas as they are read together; each may be told in one's own words."""
    return [_area(area, can_write=can_write) for area in assessment.areas.all()]


def _area(area: AssessmentArea, *, can_write: bool) -> dict[str, Any]:
    texts = [
        (_("What you said"), area.words),
        (_("How it is now"), area.fact),
        (_("What you are good at"), area.strength),
        (_("What you want to change"), "\n".join(need.text for need in area.needs.all())),
    ]
    title = f"{area.position}　{LifeArea(area.area).label}"
    part = _part(title, texts, is_needed=True)
    return part | {"url": reverse("plans:area-talk", args=[area.pk]) if can_write else ""}

"""地域移行支援計画・地域定着支援計画 and the crisis plan on paper: Japanese, A4, one page each."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.papers import Paper, add_paper
from cases.papers.person import head_of
from config.common.phones import format_phone
from config.common.wareki import wareki
from plans.models import CommunityPlan, CommunitySupport
from staffing.models import User
from staffing.permissions import Permission


def connect() -> None:
    """Register both papers; called once when the app is ready."""
    add_paper(
        Paper(
            "crisis",
            _("Crisis plan"),
            "クライシスプラン（緊急時の対応）",
            "print/crisis_sheet.html",
            Permission.PLAN_VIEW,
            crisis_paper,
            subjects=_settlements,
            is_signed=True,
            order=70,
        )
    )
    add_paper(
        Paper(
            "community-plan",
            _("Plan of a transition or settlement support"),
            "地域相談支援計画",
            "print/community_plan.html",
            Permission.PLAN_VIEW,
            plan_paper,
            subjects=_plans,
            is_signed=True,
            order=75,
        )
    )


def _settlements(user: User):
    supports = CommunitySupport.objects.visible_to(user).filter(kind="settlement")
    return supports.select_related("client__office", "worker")


def _plans(user: User):
    plans = CommunityPlan.objects.visible_to(user)
    return plans.select_related("client__office", "support__worker", "support__stay")


def crisis_paper(
    support: CommunitySupport, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the sheet that hangs beside the telephone."""
    lines = support.lines.values_list("name", "phone", "hours", "purpose")
    return {
        **head_of(support.client),
        "worker": support.worker.name,
        "parts": [
            ["調子をくずすきっかけ", support.triggers],
            ["いつもとちがうサイン", support.signs],
            ["わたしがすること", support.own_ways],
            ["まわりにしてほしいこと", support.wanted_help],
            ["してほしくないこと", support.unwanted],
            ["病院・薬", support.medicine],
        ],
        "day_phone": _phone(support.day_phone),
        "night_phone": _phone(support.night_phone),
        "line_note": support.line_note,
        "lines": [[name, _phone(phone), hours, purpose] for name, phone, hours, purpose in lines],
        "agreed": _day(support.sheet_agreed_on),
    }


def plan_paper(
    plan: CommunityPlan, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of one version of the plan."""
    support = plan.support
    stay = support.stay
    return {
        **head_of(plan.client),
        "heading": "地域移行支援計画" if support.is_transition else "地域定着支援計画",
        "worker": support.worker.name,
        "number": plan.number,
        "made": _day(plan.consented_on or plan.drafted_on),
        "period": f"{_day(support.starts_on)}～{_day(support.ends_on)}",
        "stay": f"{stay.place}　{stay.ward}（{_day(stay.since_on)}から）" if stay else "",
        "ground": support.get_ground_display() if support.ground else "",
        "planned": _day(plan.move_planned_on),
        "is_transition": support.is_transition,
        "parts": [
            ["本人・家族の意向", plan.wish],
            ["支援の目標", plan.goal],
            ["支援の内容（だれが・いつまでに）", plan.content],
            ["留意事項", plan.caution],
        ],
        "consented": _day(plan.consented_on),
        "consented_by": plan.consented_by,
        "is_draft": not plan.is_frozen,
    }


def _day(day: date | None) -> str:
    return wareki(day) if day else ""


def _phone(number: str) -> str:
    return format_phone(number) if number else ""

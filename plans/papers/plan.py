"""様式1-1 and 2-1: the plan itself (domain 6.1, ux 6.2); one page, and further ones where long."""

from datetime import date
from typing import Any

from config.common.phones import format_phone
from config.common.wareki import month_label, wareki
from plans.choices import Stage
from plans.models import PlannedService, PlanNeed, ServiceUsePlan
from plans.papers.fit import line_count
from plans.papers.head import form_name, interval_words, plan_head
from staffing.models import User

#: Rows printed at least; the common layout has six.
LEAST_ROWS = 6
#: A row of more lines may be divided between two pages; its services then have no shared cells.
LONGEST_ROW = 26
#: Ems of the columns at 9 pt.
NARROW, WIDE = 10.8, 14.0


def plan_paper(
    plan: ServiceUsePlan, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the sheet of one version."""
    plan = ServiceUsePlan.objects.for_detail().get(pk=plan.pk)
    head = plan_head(plan)
    rows = [_row(number, need) for number, need in enumerate(plan.needs.all(), start=1)]
    free = list(range(len(rows) + 1, LEAST_ROWS + 1))
    return head | {
        "document": f"{form_name(plan, 1)}　{plan.title}",
        "made_label": "計画案作成日" if plan.stage == Stage.DRAFT else "計画作成日",
        "made_on": wareki(plan.consented_on or plan.drafted_on),
        "interval": interval_words(plan),
        "consent": _consent(plan),
        "wishes_client": plan.wishes_client,
        "wishes_family": plan.wishes_family,
        "policy": plan.overall_policy,
        "long_goal": _goal(plan.long_goal, plan.long_goal_by),
        "short_goal": _goal(plan.short_goal, plan.short_goal_by),
        "rows": rows,
        # A blank sheet has its six rows; below written ones one line says that nothing follows.
        "free": free if not rows else free[:1],
    }


def _consent(plan: ServiceUsePlan) -> dict[str, str]:
    if plan.consented_on is None:
        return {}
    return {"by": plan.consented_by, "on": wareki(plan.consented_on)}


def _goal(text: str, month: date | None) -> str:
    return f"{text}（{month_label(month)}）" if text and month else text


def _row(number: int, need: PlanNeed) -> dict[str, Any]:
    services = [_service(line) for line in need.services.all()]
    words = ((need.need, NARROW), (need.goal, NARROW), (need.own_role, NARROW), (need.note, 8.0))
    lines = [line_count(text, ems) for text, ems in words]
    lines.append(
        sum(max(line_count(line[0], WIDE), line_count(line[1], WIDE)) for line in services)
    )
    return {
        "number": number,
        "need": need.need,
        "goal": need.goal,
        "target": _month(need.target_on),
        "services": services or [["", ""]],
        "own_role": need.own_role,
        "review": _month(need.review_on),
        "note": need.note,
        "is_long": max(lines) > LONGEST_ROW,
    }


def _month(day: date | None) -> list[str]:
    """Return 令和8年 and 11月: the narrow column has a line for each."""
    if day is None:
        return []
    year, month = month_label(day).split("年")
    return [f"{year}年", month]


def _service(line: PlannedService) -> list[str]:
    """Return [種類・内容・量, 提供事業者名（担当者名・電話）] of a line."""
    kind = line.service_type.name if line.service_type else ""
    what = "\n".join(filter(None, (kind, line.content, line.quantity)))
    provider = line.provider
    if provider is None:
        return [what, line.provider_name]
    contact = f"担当 {provider.contact_name}" if provider.contact_name else ""
    phone = format_phone(provider.phone) if provider.phone else ""
    reach = "　".join(filter(None, (contact, phone)))
    return [what, "\n".join(filter(None, (provider.name, f"（{reach}）" if reach else "")))]

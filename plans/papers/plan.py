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
NARROW, WIDE, NOTE, ACROSS = 10.8, 14.0, 8.0, 74.0
#: In mm: what a page has below the heads for texts and rows, a line of each, the edges of a cell.
ROOM, TEXT_LINE, ROW_LINE, EDGES = 124.0, 4.13, 3.97, 1.6
#: Least heights, with their edges: the wishes, the policy, a row, an empty row where room is short.
WISHES, POLICY, ROW, LOW_ROW = 13.7, 8.1, 14.8, 7.3
#: What boxes beside the title take away; the ems of the box that is signed, at 8 pt.
BOXES, SIGNED = 14.0, 33.0


def plan_paper(
    plan: ServiceUsePlan, *, user: User, today: date, options: dict[str, Any]
) -> dict[str, Any]:
    """Return the data of the sheet of one version."""
    plan = ServiceUsePlan.objects.for_detail().get(pk=plan.pk)
    head = plan_head(plan)
    needs = list(plan.needs.all())
    rows = [_row(number, need) for number, need in enumerate(needs, start=1)]
    sheet = {
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
    }
    return head | sheet | _free(len(rows), ROOM - _height(sheet) - _taken(options))


def _taken(options: dict[str, Any]) -> float:
    """Return what the form of a municipality takes: boxes beside the title, words to sign."""
    lines = line_count(options.get("sign_text", ""), SIGNED)
    return (BOXES if options.get("has_boxes") else 0) + lines * ROW_LINE


def _free(written: int, room: float) -> dict[str, Any]:
    """Return the empty rows up to the six of the form: low ones, or fewer, where room is short."""
    free = list(range(written + 1, LEAST_ROWS + 1))
    is_low = len(free) * ROW > room
    if is_low and written:
        free = free[: max(1, int(room / LOW_ROW))]
    return {"free": free, "is_low": is_low and bool(written)}


def _height(sheet: dict[str, Any]) -> float:
    """Return about how high the texts and rows stand on the paper."""
    wishes = [f"【本人】{sheet['wishes_client']}", f"【家族】{sheet['wishes_family']}"]
    texts = max(WISHES, _texts(*wishes)) + max(POLICY, _texts(sheet["policy"]))
    texts += sum(max(TEXT_LINE + EDGES, _texts(sheet[name])) for name in GOALS)
    return texts + sum(_row_height(row) for row in sheet["rows"])


def _texts(*texts: str) -> float:
    return sum(line_count(text, ACROSS) for text in texts) * TEXT_LINE + EDGES


def _row_height(row: dict[str, Any]) -> float:
    """Return the height of a need: its texts beside each other, its services below each other."""
    sides = max(line_count(row[name], ems) for name, ems in SIDES) * ROW_LINE + EDGES
    services = [max(line_count(text, WIDE) for text in line) for line in row["services"]]
    below = sum(max(1, lines) * ROW_LINE + EDGES for lines in services)
    return max(sides, below, ROW if len(services) == 1 else 0)


SIDES = (("need", NARROW), ("goal", NARROW), ("own_role", NARROW), ("note", NOTE))
GOALS = ("long_goal", "short_goal")


def _consent(plan: ServiceUsePlan) -> dict[str, str]:
    if plan.consented_on is None:
        return {}
    return {"by": plan.consented_by, "on": wareki(plan.consented_on)}


def _goal(text: str, month: date | None) -> str:
    return f"{text}（{month_label(month)}）" if text and month else text


def _row(number: int, need: PlanNeed) -> dict[str, Any]:
    services = [_service(line) for line in need.services.all()]
    lines = [line_count(getattr(need, name), ems) for name, ems in SIDES]
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

"""What the plan adds to the page before a visit: goals, team, the end of the decision."""

from datetime import date

from cases.models import Client
from cases.rows import cut
from config.common.phones import format_phone
from config.common.wareki import wareki
from plans import panels
from staffing.models import User

#: How much of each fits on the one page.
GOAL, WORDS, MEMBERS = 80, 40, 5


def goals(client: Client, *, user: User, today: date) -> list[tuple[str, str]]:
    """The person's own wishes and the goals of the plan that holds."""
    plan = panels.what_matters(client, user=user, today=today)["plan"]
    if plan is None:
        return []
    lines = [
        ("本人の意向", plan.wishes_client),
        ("長期目標", plan.long_goal),
        ("短期目標", plan.short_goal),
    ]
    return [(label, cut(" ".join(text.split()), GOAL)) for label, text in lines if text]


def team(client: Client, *, user: User, today: date) -> list[tuple[str, str]]:
    """Who helps, with what, and how they are called."""
    found = panels.team(client, user=user, today=today)
    lines = []
    for member in found["members"][:MEMBERS] if found else ():
        phone = format_phone(member["phone"]) if member.get("phone") else ""
        call = "　".join(filter(None, (member.get("contact") or "", phone)))
        services = cut("、".join(member["services"]), WORDS)
        lines.append((cut(member["name"], 30), "　".join(filter(None, (services, call)))))
    return lines


def decision_end(client: Client, *, user: User, today: date) -> list[tuple[str, str]]:
    """When the decision ends, and from when its renewal is prepared."""
    found = panels.deadlines(client, user=user, today=today)
    if found is None:
        return []
    ends = wareki(found["decision"].ends_on)
    return [("支給決定の終期", f"{ends}（{found['renew_from']}から更新の準備）")]

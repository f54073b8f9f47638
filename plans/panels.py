"""What plans and decisions show on a person's page and in the list of clients."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.models import Client
from config.common.fiscal import add_months_to_day
from config.common.labels import due_on
from config.common.sql import read_day
from config.common.tags import badge
from config.common.wareki import month_label, wareki
from plans.choices import PlanState, Stage
from plans.models import BenefitDecision, ServiceUsePlan
from plans.rows import TONES
from plans.rules import plan_state
from staffing.models import User

#: Renewal is prepared three months before the end (domain 2.4): 90, 60 and 30 days.
RENEWAL_DAYS = (90, 60, 30)


def newest_plan() -> Subquery:
    """The newest version of a person's plan: its key and how far it has come."""
    plan = JSONObject(
        pk="pk",
        stage="stage",
        consented_on="consented_on",
        delivered_on="delivered_on",
        submitted_on="submitted_on",
        is_decided="is_decided",
    )
    plans = ServiceUsePlan.objects.alive().filter(client=OuterRef("pk")).with_decision()
    return Subquery(plans.order_by("-number").values(row=plan)[:1])


def last_decision() -> Subquery:
    """The decision of a person that ends last."""
    decision = JSONObject(pk="pk", ends_on="ends_on", support_level="support_level")
    decisions = BenefitDecision.objects.alive().filter(client=OuterRef("pk"))
    return Subquery(decisions.order_by("-ends_on", "-pk").values(row=decision)[:1])


def certificate(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Return the last decision for the person bar."""
    decision = _decision(client)
    return {"decision": decision} if decision else None


def _binding_plan(client: Client) -> ServiceUsePlan | None:
    """The plan that holds, with its services; kept with the person, for two panels show it."""
    if "binding_plan" not in vars(client):
        plans = ServiceUsePlan.objects.alive().filter(client=client).with_service_rows()
        client.binding_plan = plans.binding_first().first()
    return client.binding_plan


def what_matters(client: Client, *, user: User, today: date) -> dict[str, Any]:
    """Return the person's own words and goals (いま大事なこと); without a plan, where to begin."""
    plan = _binding_plan(client)
    return {"plan": plan, "new_url": reverse("plans:plan-create", args=[client.pk])}


def team(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Return who helps (支援チーム), each provider once with all its services."""
    plan = _binding_plan(client)
    if plan is None:
        return None
    members: dict[str, dict[str, Any]] = {}
    for service in sorted(plan.service_rows or (), key=lambda row: row["place"]):
        name, kind = service["provider"] or service["provider_name"], service["kind"]
        member = members.setdefault(name or kind, {"name": name or kind, "services": []})
        words = " ".join(filter(None, (kind if name else "", service["quantity"])))
        if words and words not in member["services"]:
            member["services"].append(words)
        if service["provider"]:
            member |= {"contact": service["contact"], "phone": service["phone"]}
    return {"plan": plan, "members": list(members.values())}


def deadlines(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Return the end of the decision with the step of its renewal that has come."""
    decision = _decision(client)
    if decision is None:
        return None
    left = (decision.ends_on - today).days
    reached = [days for days in RENEWAL_DAYS if 0 <= left <= days]
    return {
        "decision": decision,
        "left": left,
        "ends": wareki(decision.ends_on, "short"),
        "step": min(reached) if reached else None,
        "renew_from": month_label(add_months_to_day(decision.ends_on, -3)),
        "new_url": reverse("plans:plan-create", args=[client.pk]),
    }


def _decision(client: Client) -> BenefitDecision | None:
    """The last decision among the facts of a person, as far as the panels show it."""
    found = client.facts.get("last_decision")
    return BenefitDecision(**found | {"ends_on": read_day(found["ends_on"])}) if found else None


def plan_cell(plan: dict[str, Any], *, today: date) -> SafeString:
    """Return the state of the newest version of a person's plan."""
    days = ("consented_on", "delivered_on", "submitted_on")
    state = plan_state(**{day: plan[day] for day in days}, is_decided=bool(plan["is_decided"]))
    url = reverse("plans:plan-detail", args=[plan["pk"]])
    return format_html(
        '<a href="{}">{}</a>', url, badge(state, PlanState(state).label, TONES[state])
    )


def end_cell(decision: dict[str, Any], *, today: date) -> SafeString:
    """Return when a person's last decision ends, marked once it is near."""
    ends_on = read_day(decision["ends_on"])
    due = due_on(ends_on, today)
    is_near = (ends_on - today).days <= RENEWAL_DAYS[1]
    words = badge("", due.words, due.tone) if is_near else ""
    return format_html("{} {}", wareki(ends_on, "short"), words)


def writing_url(client: Client) -> str:
    """Return where a plan is started."""
    return reverse("plans:plan-create", args=[client.pk])


def newest_plan_url(client: Client) -> str:
    """Return the newest version's page, which offers its next step."""
    plan = client.facts.get("newest_plan")
    return reverse("plans:plan-detail", args=[plan["pk"]]) if plan else writing_url(client)


def final_plan_url(client: Client) -> str:
    """Return where the meeting is noted and the plan is made from the agreed draft."""
    plan = client.facts.get("newest_plan")
    if plan and plan["stage"] == Stage.DRAFT and plan["consented_on"]:
        return reverse("plans:plan-finalise", args=[plan["pk"]])
    return newest_plan_url(client)


def decision_url(client: Client) -> str:
    """Return where a decision is registered."""
    return reverse("plans:decision-create", args=[client.pk])

"""What plans and decisions show on a person's page and in the list of clients."""

from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.choices_family import SupporterKind
from cases.models import Client
from cases.rules import WARN_DAYS, expiry
from cases.supporters import Offer
from config.common.fiscal import add_months_to_day
from config.common.prepared import prepared
from config.common.sql import JsonRows, read_day
from config.common.tags import badge
from config.common.wareki import month_label, wareki
from plans.choices import PlanState, SelfPlanReason, Stage
from plans.models import BenefitDecision, DecidedService, SelfPlan, ServiceUsePlan
from plans.rows import TONES, end_mark
from plans.rules import plan_state
from staffing.models import User
from staffing.permissions import Permission, can


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


def earlier_ends() -> Subquery:
    """The granted services of a person that end before their decision, in no order."""
    row = JSONObject(decision="decision_id", name="service_type__name", ends_on="ends_on")
    services = DecidedService.objects.filter(
        decision__client=OuterRef("pk"),
        decision__deleted_at=None,
        ends_on__lt=F("decision__ends_on"),
    )
    rows = services.order_by().values("decision__client").annotate(rows=JsonRows(row))
    return Subquery(rows.values("rows"))


def self_plan_now() -> Subquery:
    """The self-made plan of a person that has not ended, or ends last."""
    plan = JSONObject(pk="pk", reason="reason", starts_on="starts_on", ends_on="ends_on")
    plans = SelfPlan.objects.alive().filter(client=OuterRef("pk"))
    return Subquery(plans.order_by(F("ends_on").desc(nulls_first=True), "-pk").values(row=plan)[:1])


def self_plan(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Return the self-made plan that holds today."""
    found = client.facts.get("self_plan")
    if not found or (found["ends_on"] and read_day(found["ends_on"]) < today):
        return None
    return {
        "since": read_day(found["starts_on"]),
        "until": found["ends_on"] and read_day(found["ends_on"]),
        "reason": SelfPlanReason(found["reason"]).label,
        "url": reverse("plans:self-plan-detail", args=[found["pk"]]),
    }


def certificate(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Return the last decision for the person bar."""
    decision = _decision(client)
    return {"decision": decision} if decision else None


def _binding_plan(client: Client) -> ServiceUsePlan | None:
    """The plan that holds, with its services; kept with the person, for two panels show it."""
    if "binding_plan" not in vars(client):
        client.binding_plan = next(iter(_binding_plans(client_key=client.pk)), None)
    return client.binding_plan


@prepared
def _binding_plans(*, client_key: int) -> QuerySet:
    plans = ServiceUsePlan.objects.alive().filter(client_id=client_key).with_service_rows()
    return plans.binding_first()[:1]


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


def supporters(client: Client, *, user: User) -> list[Offer]:
    """Return the providers of the plan that holds, for the client's table of supporters."""
    plan = _binding_plan(client) if can(user, Permission.PLAN_VIEW, client.office_id) else None
    rows = plan.service_rows or () if plan else ()
    found = {
        row["provider"]: Offer(
            key=f"provider-{row['provider_pk']}",
            kind=SupporterKind.PROVIDER,
            organisation=row["provider"],
            name=row["contact"] or "",
            phone=row["phone"] or "",
        )
        for row in sorted(rows, key=lambda row: row["place"])
        if row["provider"]
    }
    return list(found.values())


def deadlines(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Return the end of the decision with the step of its renewal that has come."""
    decision = _decision(client)
    if decision is None:
        return None
    end = expiry(decision.ends_on, today)
    return {
        "decision": decision,
        "left": end.left,
        "ends": wareki(decision.ends_on, "short"),
        # On the last day itself the renewal of the month before is still what is to be done.
        "step": None if end.is_over else end.step or (end.step == 0 and min(WARN_DAYS)) or None,
        "renew_from": month_label(add_months_to_day(decision.ends_on, -3)),
        "new_url": reverse("plans:plan-create", args=[client.pk]),
        "services": _service_ends(client, decision, today),
    }


def _service_ends(client: Client, decision: BenefitDecision, today: date) -> list[dict[str, Any]]:
    """Return the services of the decision whose own end is warned of, the nearest first."""
    found = []
    for row in client.facts.get("earlier_ends") or ():
        end = expiry(read_day(row["ends_on"]), today)
        if row["decision"] == decision.pk and end.step is not None and not end.is_over:
            found.append({"name": row["name"], "ends_on": end.ends_on})
    return sorted(found, key=lambda row: row["ends_on"])


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
    return format_html("{} {}", wareki(ends_on, "short"), end_mark(ends_on, today))


def end_day(decision: dict[str, Any]) -> date | None:
    """Return the day a person's last decision ends."""
    return read_day(decision["ends_on"])


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

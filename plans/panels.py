"""What plans and decisions show on a person's page and in the list of clients."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.models import Client
from config.common.fiscal import add_months_to_day
from config.common.labels import due_on
from config.common.tags import badge
from config.common.wareki import month_label, wareki
from plans.choices import PlanState, Stage
from plans.models import BenefitDecision, PlannedService, ServiceUsePlan
from plans.rows import TONES
from plans.rules import plan_state
from staffing.models import User

#: Renewal is prepared three months before the end (domain 2.4): 90, 60 and 30 days.
RENEWAL_DAYS = (90, 60, 30)


def binding_plan(client: Client) -> ServiceUsePlan | None:
    """Return the plan that holds: the newest agreed one, before that the one being written."""
    plans = ServiceUsePlan.objects.alive().filter(client=client).order_by("-number")
    return plans.consented().first() or plans.first()


def certificate(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Return the last decision for the person bar."""
    decision = _last_decision(client)
    return {"decision": decision} if decision else None


def what_matters(client: Client, *, user: User, today: date) -> dict[str, Any]:
    """Return the person's own words and goals (いま大事なこと); without a plan, where to begin."""
    plan = binding_plan(client)
    return {"plan": plan, "new_url": reverse("plans:plan-create", args=[client.pk])}


def team(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Return who helps (支援チーム), each provider once with all its services."""
    plan = binding_plan(client)
    if plan is None:
        return None
    services = PlannedService.objects.alive().filter(need__plan=plan, need__deleted_at=None)
    services = services.select_related("provider", "service_type")
    members: dict[str, dict[str, Any]] = {}
    for service in services.order_by("need__position", "position"):
        name = service.provider.name if service.provider else service.provider_name
        kind = str(service.service_type or service.content)
        member = members.setdefault(name or kind, {"name": name or kind, "services": []})
        words = " ".join(filter(None, (kind if name else "", service.quantity)))
        if words and words not in member["services"]:
            member["services"].append(words)
        if service.provider:
            member |= {
                "contact": service.provider.contact_name,
                "phone": service.provider.phone,
            }
    return {"plan": plan, "members": list(members.values())}


def deadlines(client: Client, *, user: User, today: date) -> dict[str, Any] | None:
    """Return the end of the decision with the step of its renewal that has come."""
    decision = _last_decision(client)
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


def _last_decision(client: Client) -> BenefitDecision | None:
    decisions = BenefitDecision.objects.alive().filter(client=client)
    return decisions.order_by("-ends_on", "-pk").first()


def plan_cells(client_ids: Iterable[int], *, user: User, today: date) -> dict[int, SafeString]:
    """Return the state of the newest version of each person's plan, in one query."""
    plans = ServiceUsePlan.objects.alive().newest_versions().with_decision()
    names = ("client_id", "pk", "consented_on", "delivered_on", "submitted_on", "is_decided")
    cells = {}
    for row in plans.filter(client_id__in=list(client_ids)).values(*names):
        client_id, pk = row.pop("client_id"), row.pop("pk")
        state = plan_state(**row)
        url = reverse("plans:plan-detail", args=[pk])
        label = badge(state, PlanState(state).label, TONES[state])
        cells[client_id] = format_html('<a href="{}">{}</a>', url, label)
    return cells


def end_cells(client_ids: Iterable[int], *, user: User, today: date) -> dict[int, SafeString]:
    """Return when each person's last decision ends, marked once it is near, in one query."""
    decisions = BenefitDecision.objects.alive().filter(client_id__in=list(client_ids))
    cells = {}
    for client_id, ends_on in decisions.order_by("ends_on").values_list("client_id", "ends_on"):
        due = due_on(ends_on, today)
        is_near = (ends_on - today).days <= RENEWAL_DAYS[1]
        words = badge("", due.words, due.tone) if is_near else ""
        cells[client_id] = format_html("{} {}", wareki(ends_on, "short"), words)
    return cells


def writing_url(client: Client) -> str:
    """Return where a plan is started."""
    return reverse("plans:plan-create", args=[client.pk])


def newest_plan_url(client: Client) -> str:
    """Return the newest version's page, which offers its next step."""
    plan = ServiceUsePlan.objects.alive().filter(client=client).order_by("-number").first()
    return plan.get_absolute_url() if plan else writing_url(client)


def final_plan_url(client: Client) -> str:
    """Return where the meeting is noted and the plan is made from the agreed draft."""
    plan = ServiceUsePlan.objects.alive().filter(client=client).order_by("-number").first()
    if plan and plan.stage == Stage.DRAFT and plan.is_frozen:
        return reverse("plans:plan-finalise", args=[plan.pk])
    return newest_plan_url(client)


def decision_url(client: Client) -> str:
    """Return where a decision is registered."""
    return reverse("plans:decision-create", args=[client.pk])

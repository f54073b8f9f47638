"""What the page of an agreed plan shows of its evidence: providers' plans, copies, what lacks."""

from datetime import date
from typing import Any

from plans.chain import lacks_of, link_url
from plans.coverage import coverage_of, held_plans
from plans.models import ServiceUsePlan


def evidence_context(plan: ServiceUsePlan, *, today: date) -> dict[str, Any]:
    """Return coverage, lacks and deliveries of a plan of `for_detail()`; {} before its consent."""
    if not plan.is_frozen:
        return {}
    held = held_plans(plan.client_id)
    return {
        "coverage": coverage_of(plan, held, today=today) if plan.needs.all() else None,
        "lacks": [
            {"label": link.label, "url": link_url(link, plan.pk, plan.client_id)}
            for link in lacks_of(plan)
        ],
        "deliveries": plan.deliveries.filter(deleted_at=None).select_related("provider"),
    }

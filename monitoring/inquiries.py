"""照会票: what a provider is asked before the monitoring, a page per person and provider."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from config.common.wareki import month_label, wareki
from monitoring.models import MonitoringMonth
from plans.choices import Stage
from plans.models import PlannedService, ServiceUsePlan

#: The answer is asked for so many days before the month ends, and never sooner than in a week.
ANSWER_DAYS, LEAST_DAYS = 10, 7
NOBODY = "（事業者名）"


def inquiry_sheets(months: Sequence[MonitoringMonth], *, today: date) -> list[dict[str, Any]]:
    """Return the sheets of some months `with_worker`: person, provider, the goals it helps with.

    Somebody without a plan or a provider gets one sheet with an empty name. In three queries,
    however many people there are.
    """
    plans = _plans({month.client_id for month in months})
    services = _services([plan.pk for plan in plans.values()])
    sheets = []
    soonest = today + timedelta(days=LEAST_DAYS)
    for month in months:
        answer_by = max(month.due_on - timedelta(days=ANSWER_DAYS), soonest)
        plan = plans.get(month.client_id)
        by_provider = services.get(plan.pk, {}) if plan else {}
        for provider, rows in (by_provider or {NOBODY: []}).items():
            sheets.append(
                {
                    "provider": provider,
                    "client": month.client.name,
                    "worker": month.worker_name or "",
                    "month": month_label(month.due_month),
                    "answer_by": wareki(answer_by, "long-weekday"),
                    "rows": rows,
                    "plan_made": wareki(plan.consented_on) if plan else "",
                }
            )
    return sheets


def _plans(clients: set[int]) -> dict[int, ServiceUsePlan]:
    """The plan each person lives by: the last one consented, a final one before a draft."""
    rows = ServiceUsePlan.objects.alive().consented().filter(client__in=clients)
    found: dict[int, ServiceUsePlan] = {}
    for plan in rows.order_by("consented_on", "number"):
        held = found.get(plan.client_id)
        if held is None or plan.stage == Stage.FINAL or held.stage != Stage.FINAL:
            found[plan.client_id] = plan
    return found


def _services(plans: list[int]) -> dict[int, dict[str, list[dict[str, str]]]]:
    rows = PlannedService.objects.alive().filter(need__plan__in=plans, need__deleted_at=None)
    rows = rows.order_by("need__position", "position", "pk")
    found: dict[int, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for plan, provider, name, goal, need, service, content, quantity in rows.values_list(
        "need__plan_id",
        "provider__name",
        "provider_name",
        "need__goal",
        "need__need",
        "service_type__name",
        "content",
        "quantity",
    ):
        who = provider or name
        if who and service:
            what = "　".join(filter(None, (service, content, quantity)))
            found[plan][who].append({"goal": goal or need, "service": what})
    return found

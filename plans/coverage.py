"""Which needs of a plan the providers' own plans answer, and whose plan is still expected (T-04).

The page of a plan, a person's page and the list of an office say the same by these functions.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plans.choices_meetings import ProviderPlanState
from plans.models import PlanNeed, ProviderPlan, ServiceUsePlan
from plans.rules import PLAN_WRITING_GROUPS, HeldPlan, provider_plan_state

TONES = {
    ProviderPlanState.MISSING: "late",
    ProviderPlanState.OVERDUE: "hold",
    ProviderPlanState.HELD: "done",
}


@dataclass
class Expected:
    """A provider whose plan is expected: its services, and what was received of it.

    `line_id` is the key of the first planned service by it.
    """

    line_id: int
    provider_id: int | None
    name: str
    services: list[str] = field(default_factory=list)
    plans: list[ProviderPlan] = field(default_factory=list)
    state: ProviderPlanState = ProviderPlanState.MISSING

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return TONES[self.state]


@dataclass
class NeedCover:
    """A need with the providers' plans that answer it, and who has to write one.

    `unnamed` are services whose provider must write a plan and is not named yet.
    """

    need: PlanNeed
    plans: list[ProviderPlan]
    writers: list[str]
    unnamed: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether some provider must write a plan and none answers this need."""
        return bool(self.writers or self.unnamed) and not self.plans

    @property
    def is_informal(self) -> bool:
        """Whether nobody who answers it has to write a plan."""
        return not self.writers and not self.unnamed and not self.plans


@dataclass
class Coverage:
    """All of one version of a plan."""

    needs: list[NeedCover]
    expected: list[Expected]

    @property
    def open_needs(self) -> list[NeedCover]:
        """Needs that nobody's plan answers."""
        return [cover for cover in self.needs if cover.is_open]

    @property
    def is_undecided(self) -> bool:
        """Whether a service waits for its provider to be named."""
        return any(cover.unnamed for cover in self.needs)

    @property
    def lacking(self) -> list[Expected]:
        """Providers whose plan was not received, or whose next one is due."""
        return [each for each in self.expected if each.state != ProviderPlanState.HELD]


def held_plans(client_id: int) -> list[ProviderPlan]:
    """Return the plans received for a person, the newest first, with their needs."""
    plans = ProviderPlan.objects.alive().filter(client=client_id).newest()
    plans = plans.select_related("provider", "service_type", "attachment")
    return list(plans.prefetch_related("needs"))


def coverage_of(plan: ServiceUsePlan, held: list[ProviderPlan], *, today: date) -> Coverage:
    """Return the coverage of a version; its needs with their services should be loaded."""
    needs, expected = [], {}
    for need in plan.needs.all():
        writers, unnamed = [], []
        for service in need.services.all():
            found = _writer(service)
            if found is None:
                continue
            if not found.name:
                unnamed.append(found.services[0])
                continue
            entry = expected.setdefault((found.provider_id, found.name), found)
            if found.services[0] not in entry.services:
                entry.services += found.services
            if found.name not in writers:
                writers.append(found.name)
        answered = [each for each in held if need.pk in {link.pk for link in each.needs.all()}]
        needs.append(NeedCover(need, answered, writers, list(dict.fromkeys(unnamed))))
    for entry in expected.values():
        entry.plans = [each for each in held if is_by(each, entry.provider_id, entry.name)]
        entry.state = provider_plan_state(map(as_held, entry.plans), today=today)
    return Coverage(needs, list(expected.values()))


def _writer(service: Any) -> Expected | None:
    """Return who must write a plan for a service; the name is empty while it is undecided."""
    kind = service.service_type
    name = service.provider.name if service.provider else service.provider_name
    if kind is None or kind.law_group not in PLAN_WRITING_GROUPS:
        return None
    return Expected(service.pk, service.provider_id, name, [kind.name])


def plan_providers(plan: ServiceUsePlan) -> list[dict[str, Any]]:
    """Return who gives a service of the law in a plan, each once: who must have a copy of it.

    {provider_id or None, name, services}; the needs with their services should be loaded.
    """
    found: dict[tuple[int | None, str], dict[str, Any]] = {}
    for need in plan.needs.all():
        for service in need.services.all():
            name = service.provider.name if service.provider else service.provider_name
            if service.service_type is None or not name:
                continue
            row = {"provider_id": service.provider_id, "name": name, "services": []}
            row = found.setdefault((service.provider_id, name), row)
            if service.service_type.name not in row["services"]:
                row["services"].append(service.service_type.name)
    return list(found.values())


def is_by(plan: ProviderPlan, provider_id: int | None, name: str) -> bool:
    """Whether a provider wrote the plan: by its entry, or by its name where it has none."""
    if provider_id and plan.provider_id:
        return plan.provider_id == provider_id
    return plan.writer == name


def as_held(plan: ProviderPlan) -> HeldPlan:
    """Return what the rules need of a received plan."""
    return HeldPlan(plan.starts_on, plan.ends_on, plan.next_on)


def coverage_of_client(client_id: int, held: list[ProviderPlan], *, today: date) -> Coverage | None:
    """Return the coverage of the plan that holds, before the first one of the one being written."""
    plans = ServiceUsePlan.objects.alive().filter(client=client_id).with_needs()
    plan = plans.binding_first().first()
    return coverage_of(plan, held, today=today) if plan else None

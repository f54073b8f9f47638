"""The standard interval proposed for a plan: the one way for screens, commands and demo data.

The rows come from the tables, as shipped while those are empty, the decision from
`plans.rules.standard_interval`.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from config.common.problems import Problem
from plans.choices import GroupHomeType, LawGroup
from plans.models import ServiceType, ServiceUsePlan, StandardInterval
from plans.reference import INTERVALS, SERVICES, Service
from plans.rules import (
    IntervalProposal,
    IntervalRow,
    ServiceFacts,
    ServiceRow,
    standard_interval,
)

__all__ = [
    "propose_interval",
    "service_facts",
    "service_facts_of",
    "services_of_plan",
    "shipped_intervals",
    "shipped_services",
    "stored_intervals",
    "stored_services",
]


def propose_interval(
    *,
    plan_on: date,
    services: Sequence[ServiceFacts],
    birth_on: date | None,
    has_ltc_care_manager: bool | None,
    intensive: bool = False,
) -> IntervalProposal | list[Problem]:
    """Propose the months between two monitorings, with reasons, or say what cannot be decided.

    `plan_on` is the day the plan was made: the version in force on that day holds.
    """
    return standard_interval(
        plan_on=plan_on,
        services=services,
        birth_on=birth_on,
        has_ltc_care_manager=has_ltc_care_manager,
        intensive=intensive,
        rows=stored_intervals(),
        service_rows=stored_services(),
    )


def service_facts(service_types: Iterable[ServiceType | None]) -> list[ServiceFacts]:
    """Return what the rule needs of some services; those without a code set no interval."""
    return [
        service_facts_of(service.code, service.gh_type)
        for service in service_types
        if service is not None and service.code
    ]


def service_facts_of(code: str, gh_type: str) -> ServiceFacts:
    """Return what the rule needs of one service with its code."""
    return ServiceFacts(code, _gh_key(gh_type))


def services_of_plan(plan: ServiceUsePlan) -> list[ServiceType]:
    """Return the kinds of service a plan names, each once, in the order of its needs."""
    found = ServiceType.objects.filter(
        plannedservice__deleted_at=None,
        plannedservice__need__deleted_at=None,
        plannedservice__need__plan=plan,
    )
    return list(found.distinct())


def _gh_key(gh_type: str) -> str:
    """Only 日中サービス支援型 has an interval of its own."""
    return "day" if gh_type == GroupHomeType.DAY else ""


def stored_intervals() -> list[IntervalRow]:
    """Return the table of standard intervals, as shipped while it is empty."""
    names = ("group", "valid_from", "valid_to", "months", "months_65", "source")
    stored = StandardInterval.objects.values(*names)
    return [IntervalRow(**row) for row in stored] or shipped_intervals()


def shipped_intervals() -> list[IntervalRow]:
    """Return the standard intervals as shipped, for a database that holds none yet."""
    return [IntervalRow(**row._asdict()) for row in INTERVALS]


def stored_services() -> list[ServiceRow]:
    """Return the services with a code, as shipped while there are none."""
    stored = ServiceType.objects.exclude(code="")
    return [_service_row(row, row.interval_group) for row in stored] or shipped_services()


def shipped_services() -> list[ServiceRow]:
    """Return the services as shipped, for a database that holds none yet."""
    return [_service_row(row, row.group) for row in SERVICES if row.code]


def _service_row(service: ServiceType | Service, group: str) -> ServiceRow:
    return ServiceRow(
        code=service.code,
        name=service.short_name or service.name,
        group=group,
        gh_type=_gh_key(service.gh_type),
        valid_from=service.valid_from or date.min,
        valid_to=service.valid_to,
        # 計画相談支援 stands on certificates and sets no interval; child facilities
        # (71, 72) are outside plan consultation altogether.
        is_municipal=not group and service.law_group != LawGroup.CHILD_FACILITY,
    )

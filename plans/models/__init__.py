"""Tables of layer 3, one topic per file."""

from plans.models.decisions import BenefitDecision, DecidedService, DecisionQuerySet
from plans.models.plans import PlannedService, PlanNeed, PlanQuerySet, ServiceUsePlan
from plans.models.services import ServiceProvider, ServiceType, StandardInterval

__all__ = [
    "BenefitDecision",
    "DecidedService",
    "DecisionQuerySet",
    "PlanNeed",
    "PlanQuerySet",
    "PlannedService",
    "ServiceProvider",
    "ServiceType",
    "ServiceUsePlan",
    "StandardInterval",
]

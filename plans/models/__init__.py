"""Tables of layer 3, one topic per file."""

from plans.models.assessments import (
    AssessedNeed,
    Assessment,
    AssessmentArea,
    AssessmentQuerySet,
)
from plans.models.community import (
    CommunityPlan,
    CommunitySupport,
    CrisisLine,
    FacilityStay,
)
from plans.models.community_entries import CommunityEntry
from plans.models.decisions import BenefitDecision, DecidedService, DecisionQuerySet
from plans.models.deliveries import PlanDelivery
from plans.models.meetings import (
    CareMeetingQuerySet,
    MeetingConclusion,
    MeetingItem,
    MeetingPerson,
    MinutesCorrection,
    ServiceCoordinationMeeting,
)
from plans.models.plain import PlainLine, PlainReading
from plans.models.plans import PlannedService, PlanNeed, PlanQuerySet, ServiceUsePlan
from plans.models.provider_plans import ProviderPlan
from plans.models.self_plans import SelfPlan
from plans.models.services import ServiceProvider, ServiceType, StandardInterval
from plans.models.weekly import PresentEntry, WeekEntry

__all__ = [
    "AssessedNeed",
    "Assessment",
    "AssessmentArea",
    "AssessmentQuerySet",
    "BenefitDecision",
    "CareMeetingQuerySet",
    "CommunityEntry",
    "CommunityPlan",
    "CommunitySupport",
    "CrisisLine",
    "DecidedService",
    "DecisionQuerySet",
    "FacilityStay",
    "MeetingConclusion",
    "MeetingItem",
    "MeetingPerson",
    "MinutesCorrection",
    "PlainLine",
    "PlainReading",
    "PlanDelivery",
    "PlanNeed",
    "PlanQuerySet",
    "PlannedService",
    "PresentEntry",
    "ProviderPlan",
    "SelfPlan",
    "ServiceCoordinationMeeting",
    "ServiceProvider",
    "ServiceType",
    "ServiceUsePlan",
    "StandardInterval",
    "WeekEntry",
]

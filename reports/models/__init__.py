"""Tables of layer 5, one topic per file."""

from reports.models.annual_plan import (
    AnnualPlan,
    BuildingRow,
    PlanItem,
    PlanSection,
    ServiceKindRow,
    StaffRow,
    TargetRow,
)
from reports.models.fees import ClaimMark, FeeNotice, FeeUnit
from reports.models.morning import MorningPoint, MorningSheet

__all__ = [
    "AnnualPlan",
    "BuildingRow",
    "ClaimMark",
    "FeeNotice",
    "FeeUnit",
    "MorningPoint",
    "MorningSheet",
    "PlanItem",
    "PlanSection",
    "ServiceKindRow",
    "StaffRow",
    "TargetRow",
]

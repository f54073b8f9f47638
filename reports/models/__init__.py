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

__all__ = [
    "AnnualPlan",
    "BuildingRow",
    "PlanItem",
    "PlanSection",
    "ServiceKindRow",
    "StaffRow",
    "TargetRow",
]

"""Figures: one function for each, used by tile, list, print and export alike."""

from reports.figures.caseload import (
    Load,
    OfficeCaseload,
    PersonCaseload,
    coming_months,
    load_of,
    months_before,
    office_caseload,
    served_until,
    worker_load,
)
from reports.figures.counting import count_each
from reports.figures.deadlines import DECISION_DAYS, PROMISE_DAYS, deadline_sets
from reports.figures.legal import LegalNumbers, legal_rows
from reports.figures.region import (
    OfficeLine,
    RegionCaseload,
    office_rows,
    region_caseload,
    region_offices,
)
from reports.figures.served import Served, served_clients
from reports.figures.staff import heads, monthly_heads, posts_between, specialists
from reports.figures.work import (
    MonitoringCounts,
    contracts_by_worker,
    contracts_on,
    done_months,
    due_months,
    monitoring_by_worker,
    overdue_months,
)

__all__ = [
    "DECISION_DAYS",
    "PROMISE_DAYS",
    "LegalNumbers",
    "Load",
    "MonitoringCounts",
    "OfficeCaseload",
    "OfficeLine",
    "PersonCaseload",
    "RegionCaseload",
    "Served",
    "coming_months",
    "contracts_by_worker",
    "contracts_on",
    "count_each",
    "deadline_sets",
    "done_months",
    "due_months",
    "heads",
    "legal_rows",
    "load_of",
    "monitoring_by_worker",
    "monthly_heads",
    "months_before",
    "office_caseload",
    "office_rows",
    "overdue_months",
    "posts_between",
    "region_caseload",
    "region_offices",
    "served_clients",
    "served_until",
    "specialists",
    "worker_load",
]

"""Figures: one function for each, used by tile, list, print and export alike."""

from reports.figures.caseload import (
    Load,
    OfficeCaseload,
    PersonCaseload,
    coming_months,
    load_of,
    months_before,
    office_caseload,
    worker_load,
)
from reports.figures.counting import count_each
from reports.figures.deadlines import DECISION_DAYS, PROMISE_DAYS, deadline_sets
from reports.figures.legal import LegalNumbers
from reports.figures.region import OfficeLine, RegionCaseload, region_caseload, region_offices
from reports.figures.served import Served, served_clients
from reports.figures.staff import heads, monthly_heads, posts_between, specialists
from reports.figures.work import (
    MonitoringCounts,
    coming_by_worker,
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
    "coming_by_worker",
    "coming_months",
    "contracts_by_worker",
    "contracts_on",
    "count_each",
    "deadline_sets",
    "done_months",
    "due_months",
    "heads",
    "load_of",
    "monitoring_by_worker",
    "monthly_heads",
    "months_before",
    "office_caseload",
    "overdue_months",
    "posts_between",
    "region_caseload",
    "region_offices",
    "served_clients",
    "specialists",
    "worker_load",
]

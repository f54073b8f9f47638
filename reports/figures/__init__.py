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
from reports.figures.categories import (
    category_region,
    category_year,
    source_region,
    source_year,
)
from reports.figures.community import community_region, community_year
from reports.figures.counting import count_each, counted, numbers_of
from reports.figures.coverage import people_left_out, town_coverage
from reports.figures.deadlines import DECISION_DAYS, PROMISE_DAYS, deadline_sets
from reports.figures.legal import LegalNumbers, legal_rows
from reports.figures.region import (
    OfficeLine,
    RegionCaseload,
    office_rows,
    region_caseload,
    region_offices,
)
from reports.figures.renewals import (
    ending_decisions,
    renewals_by_worker,
    renewals_in_region,
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
    "category_region",
    "category_year",
    "coming_months",
    "community_region",
    "community_year",
    "contracts_by_worker",
    "contracts_on",
    "count_each",
    "counted",
    "deadline_sets",
    "done_months",
    "due_months",
    "ending_decisions",
    "heads",
    "legal_rows",
    "load_of",
    "monitoring_by_worker",
    "monthly_heads",
    "months_before",
    "numbers_of",
    "office_caseload",
    "office_rows",
    "overdue_months",
    "people_left_out",
    "posts_between",
    "region_caseload",
    "region_offices",
    "renewals_by_worker",
    "renewals_in_region",
    "served_clients",
    "served_until",
    "source_region",
    "source_year",
    "specialists",
    "town_coverage",
    "worker_load",
]

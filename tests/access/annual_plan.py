"""Addresses of annual plans: the office reads them, its manager writes them."""

from reports.actions.annual_plan import start_plan
from reports.choices import SectionKind
from reports.models import AnnualPlan
from tests.access import MANAGER, PLANNERS, Row

#: The core centre's staff and another office's manager read the plans of their own office.
READERS = PLANNERS | {"stranger", "core_staff"}
WRITERS = MANAGER | {"stranger"}


def make_plan(town) -> AnnualPlan:
    made = AnnualPlan.objects.of(town.office, 2027).first()
    return made or start_plan(town.office, 2027, from_plan=None, by=town.manager)


def plan(town):
    return {"pk": make_plan(town).pk}


def section(town):
    made = make_plan(town)
    return {"pk": made.pk, "section_pk": made.sections.get(kind=SectionKind.OFFICE).pk}


def staff_section(town):
    made = make_plan(town)
    return {"pk": made.pk, "section_pk": made.sections.get(kind=SectionKind.STAFFING).pk}


def target(town):
    made = make_plan(town)
    return {"pk": made.pk, "row_pk": made.targets.first().pk}


ROWS = {
    "reports:annual-plan-list": Row(READERS),
    "reports:annual-plan-create": Row(WRITERS),
    "reports:annual-plan-detail": Row(PLANNERS, make=plan),
    "reports:annual-plan-preview": Row(PLANNERS, make=plan),
    "reports:annual-plan-pdf": Row(PLANNERS, make=plan),
    "reports:annual-plan-approve": Row(MANAGER, make=plan),
    "reports:annual-plan-new-version": Row(MANAGER, make=plan, method="post"),
    "reports:annual-plan-structure": Row(MANAGER, make=plan),
    "reports:annual-plan-rows": Row(MANAGER, make=plan),
    "reports:annual-plan-figures": Row(MANAGER, make=plan, method="post"),
    "reports:annual-plan-target": Row(MANAGER, make=target),
    "reports:annual-plan-section": Row(PLANNERS, make=section, writers=MANAGER),
    "reports:annual-plan-postings": Row(MANAGER, make=staff_section, method="post"),
}


def years(town, number):
    taken = AnnualPlan.objects.filter(office=town.office).count()
    for year in range(1991 + taken, 1991 + taken + number):
        start_plan(town.office, year, from_plan=None, by=town.manager)


GROW = {"reports:annual-plan-list": years}

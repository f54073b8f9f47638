"""People served in a month: plans that were agreed and reports that were finished."""

from datetime import date

from monitoring.choices import MonthState
from monitoring.models import MonitoringReport
from plans.models import ServiceUsePlan
from staffing.choices import FigureCode
from staffing.models import LegalFigure, Office, User
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringReportFactory, month_of_client
from tests.factories.plans import ServiceUsePlanFactory


def law() -> None:
    """Write the numbers of the law that the caseload is measured against."""
    for code, value, since in (
        (FigureCode.CASELOAD_STANDARD, "35", date(2018, 4, 1)),
        (FigureCode.HANDLED_THRESHOLD, "40", date(2018, 4, 1)),
        (FigureCode.SUPPORT_WORKER_SHARE, "0.5", date(2024, 4, 1)),
    ):
        LegalFigure.objects.create(code=code, value=value, valid_from=since, source="告示")


def agreed_plan(office: Office, author: User, day: str, **fields) -> ServiceUsePlan:
    """Return the plan after the decision, agreed on a day, of a new client unless one is given."""
    case = fields.pop("case", None) or CaseFactory(client__office=office)
    return ServiceUsePlanFactory(
        case=case,
        author=author,
        final=fields.pop("final", True),
        consented=True,
        drafted_on=date.fromisoformat(day),
        **fields,
    )


def finished_report(office: Office, author: User, day: str, **fields) -> MonitoringReport:
    """Return a finished report of a visit on a day, of a new client unless one is given."""
    client = fields.pop("client", None) or CaseFactory(client__office=office).client
    month = month_of_client(client, day[:7], state=MonthState.DONE)
    return MonitoringReportFactory(
        month=month,
        author=author,
        finished=True,
        visited_on=date.fromisoformat(day),
        **fields,
    )


def serve(office: Office, author: User, month: str, number: int) -> None:
    """Make so many clients served by one author in a month (「2026-05」), all by a plan."""
    for count in range(number):
        agreed_plan(office, author, f"{month}-{count % 28 + 1:02}")

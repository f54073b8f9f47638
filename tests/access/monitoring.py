"""Addresses of monitoring months and reports."""

from django.utils import timezone

from monitoring.actions import discard_report
from monitoring.models import MonitoringReport
from tests.access import LEADS, PLANNERS, Row
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringReportFactory, month_of_client

#: Whoever monitors anywhere: pages without object are open to colleagues of other offices.
ANYWHERE = PLANNERS | {"stranger", "core_staff"}


def month(town):
    client = CaseFactory(client__office=town.office).client
    return {"pk": month_of_client(client, "2026-11").pk}


def person(town):
    return {"pk": CaseFactory(client__office=town.office).client.pk}


def report(town):
    client = CaseFactory(client__office=town.office).client
    made = MonitoringReportFactory(month=month_of_client(client, "2026-11", state="reported"))
    return {"pk": made.pk}


def discarded(town):
    """A report that was taken away."""
    made = MonitoringReport.objects.get(**report(town))
    discard_report(
        made, reason="別の方の報告書だったため", by=town.manager, today=timezone.localdate()
    )
    return {"pk": made.pk}


ROWS = {
    "monitoring:month-list": Row(ANYWHERE),
    "monitoring:month-detail": Row(PLANNERS, make=month),
    "monitoring:month-skip": Row(PLANNERS, make=month),
    "monitoring:month-switch": Row(PLANNERS, make=month, method="post"),
    "monitoring:month-visit": Row(PLANNERS, make=month),
    "monitoring:client-months": Row(PLANNERS, make=person),
    "monitoring:report-create": Row(PLANNERS, make=month),
    "monitoring:report-detail": Row(PLANNERS, make=report),
    "monitoring:report-edit": Row(PLANNERS, make=report),
    "monitoring:report-finish": Row(PLANNERS, make=report, method="post"),
    "monitoring:report-submit": Row(PLANNERS, make=report),
    "monitoring:report-discard": Row(LEADS, make=report),
    "monitoring:report-restore": Row(LEADS, make=discarded, method="post"),
    "monitoring:report-next-plan": Row(PLANNERS, make=report, method="post"),
}


def months(town, number):
    for _count in range(number):
        client = CaseFactory(client__office=town.office).client
        month_of_client(client, f"{timezone.localdate():%Y-%m}")


GROW = {"monitoring:month-list": months}

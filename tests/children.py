"""What hangs below the object of a page: `CHILDREN[url name](town, kwargs, number)` adds so many.

tests/test_details.py fails for a detail page without an entry, and for one that costs more
queries the more hangs below it.
"""

from datetime import timedelta

from django.utils import timezone

from cases.choices import Content
from cases.models import CaseAssignment, CaseStep, Client, Consultation, ConsultationContent
from councils.models import Body, Decision, Meeting
from monitoring.models import MonitoringMonth, MonitoringReport
from plans.models import BenefitDecision, ServiceUsePlan
from reports.models import AnnualPlan, TargetRow
from staffing import audit
from staffing.choices import Role
from staffing.models import Office, User
from tests.factories.cases import (
    AppointmentFactory,
    ConsentFactory,
    ConsultationFactory,
    PromiseFactory,
)
from tests.factories.councils import (
    ActionItemFactory,
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    MembershipFactory,
    RecurrenceFactory,
)
from tests.factories.monitoring import (
    MonitoringMonthFactory,
    MonitoringReportFactory,
    MonitoringScheduleFactory,
    NeedReviewFactory,
)
from tests.factories.plans import (
    BenefitDecisionFactory,
    DecidedServiceFactory,
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceUsePlanFactory,
)
from tests.factories.reports import finished_report
from tests.factories.staffing import PostingFactory
from tests.personas import posted


def contact(town, client) -> None:
    """A contact with its content, a promise from it, a visit to come, a consent."""
    worker = posted(client.office, Role.COUNSELLOR)
    made = ConsultationFactory(office=client.office, client=client, worker=worker)
    ConsultationContent.objects.create(consultation=made, content=Content.values[0])
    PromiseFactory(office=client.office, client=client, owner=worker, consultation=made)
    AppointmentFactory(office=client.office, client=client, worker=worker)
    ConsentFactory(client=client)
    audit.record(worker, "client.viewed", client)


def planned(town, client) -> ServiceUsePlan:
    """A plan with a need and a service, its decision with a service and a monitoring month."""
    author = posted(client.office, Role.COUNSELLOR)
    case = client.cases.first()
    CaseAssignment.objects.create(
        case=case, worker=author, started_on=timezone.localdate() - timedelta(days=30)
    )
    CaseStep.objects.create(
        case=case, state=case.state, entered_on=timezone.localdate(), entered_by=author
    )
    plan = ServiceUsePlanFactory(case=case, author=author, consented=True)
    PlannedServiceFactory(need__plan=plan)
    decision = BenefitDecisionFactory(client=client, plan=plan)
    DecidedServiceFactory(decision=decision)
    schedule = MonitoringScheduleFactory(decision=decision)
    MonitoringMonthFactory(schedule=schedule, due_month=decision.ends_on.replace(day=1))
    finished_report(client.office, author, "2026-06-10", client=client)
    return plan


def of_client(town, kwargs, number) -> None:
    client = Client.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        contact(town, client)
        planned(town, client)


def of_consultation(town, kwargs, number) -> None:
    made = Consultation.objects.get(pk=kwargs["pk"])
    for content in Content.values[:number]:
        ConsultationContent.objects.get_or_create(consultation=made, content=content)
        PromiseFactory(
            office=made.office, consultation=made, owner=posted(made.office, Role.COUNSELLOR)
        )


def of_plan(town, kwargs, number) -> None:
    plan = ServiceUsePlan.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        need = PlanNeedFactory(plan=plan)
        PlannedServiceFactory(need=need)
        PlannedServiceFactory(need=need)


def of_decision(town, kwargs, number) -> None:
    decision = BenefitDecision.objects.get(pk=kwargs["pk"])
    schedule = getattr(decision, "schedule", None) or MonitoringScheduleFactory(decision=decision)
    taken = schedule.months.count()
    for count in range(taken, taken + number):
        month = decision.starts_on.replace(month=1 + count % 12, day=1)
        made = MonitoringMonthFactory(schedule=schedule, due_month=month)
        DecidedServiceFactory(decision=decision)
        MonitoringReportFactory(month=made, author=posted(decision.office, Role.COUNSELLOR))


def of_month(town, kwargs, number) -> None:
    client = MonitoringMonth.objects.get(pk=kwargs["pk"]).client
    for _count in range(number):
        contact(town, client)
        planned(town, client)


def of_report(town, kwargs, number) -> None:
    report = MonitoringReport.objects.get(pk=kwargs["pk"])
    taken = report.reviews.count()
    for count in range(taken, taken + number):
        NeedReviewFactory(report=report, position=count + 1)
    of_client(town, {"pk": report.client_id}, number)


def of_meeting(town, kwargs, number) -> None:
    meeting = Meeting.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        AttendanceFactory(meeting=meeting, user=posted(meeting.office, Role.COUNSELLOR))
        Decision.objects.create(item=AgendaItemFactory(meeting=meeting), text="決めたこと")
        ActionItemFactory(meeting=meeting)


def of_body(town, kwargs, number) -> None:
    body = Body.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        MembershipFactory(body=body, user=posted(body.office, Role.COUNSELLOR))
        of_meeting(town, {"pk": MeetingFactory(body=body).pk}, 1)
    if not body.recurrences.exists():
        RecurrenceFactory(body=body)


def of_user(town, kwargs, number) -> None:
    for _count in range(number):
        PostingFactory(
            user=User.objects.get(pk=kwargs["pk"]), office=town.office, role=Role.COUNSELLOR
        )


def of_office(town, kwargs, number) -> None:
    for _count in range(number):
        posted(Office.objects.get(pk=kwargs["pk"]), Role.COUNSELLOR)


def of_annual_plan(town, kwargs, number) -> None:
    plan = AnnualPlan.objects.get(pk=kwargs["pk"])
    taken = plan.targets.count()
    for count in range(taken, taken + number):
        TargetRow.objects.create(plan=plan, position=100 + count, programme=f"相談の事業{count}")
    for _count in range(number):
        of_body(town, {"pk": RecurrenceFactory(body__office=plan.office).body_id}, 1)
        posted(plan.office, Role.COUNSELLOR)


def of_nobody(town, kwargs, number) -> None:
    """A page whose rows are measured as a list, or which has no rows."""


CHILDREN = {
    "cases:client-detail": of_client,
    "cases:client-log": of_client,
    "cases:client-history": of_client,
    "cases:client-edit": of_client,
    "cases:consultation-detail": of_consultation,
    "plans:client-plans": of_client,
    "plans:plan-detail": of_plan,
    "plans:plan-edit": of_plan,
    "plans:decision-detail": of_decision,
    "monitoring:client-months": of_client,
    "monitoring:month-detail": of_month,
    "monitoring:report-detail": of_report,
    "councils:meeting-detail": of_meeting,
    "councils:minutes-edit": of_meeting,
    "councils:minutes-print": of_meeting,
    "councils:body-detail": of_body,
    "staffing:user-detail": of_user,
    "staffing:office-detail": of_office,
    "reports:annual-plan-detail": of_annual_plan,
    "reports:annual-plan-preview": of_annual_plan,
    "reports:caseload-detail": of_nobody,
}

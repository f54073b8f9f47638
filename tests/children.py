"""What hangs below the object of a page: `CHILDREN[url name](town, kwargs, number)` adds so many.

tests/test_details.py fails for a detail page without an entry, and for one that costs more
queries the more hangs below it.
"""

from datetime import date, timedelta

from django.utils import timezone

from cases.choices import Content
from cases.models import (
    CaseAssignment,
    CaseStep,
    Client,
    Consultation,
    ConsultationContent,
    Document,
    Household,
    MedicalCare,
    SupportEntry,
)
from monitoring.models import MonitoringMonth, MonitoringReport, Submission, SubmissionStep
from plans.models import (
    Assessment,
    BenefitDecision,
    CommunitySupport,
    CrisisLine,
    PlanDelivery,
    ProviderPlan,
    SelfPlan,
    ServiceCoordinationMeeting,
    ServiceUsePlan,
)
from staffing import audit
from staffing.choices import Role
from tests.children_office import OFFICE_CHILDREN
from tests.factories.assessments import AssessedNeedFactory, AssessmentFactory
from tests.factories.care import (
    CareMeetingFactory,
    MeetingConclusionFactory,
    MeetingItemFactory,
    MeetingPersonFactory,
    MinutesCorrectionFactory,
    ProviderPlanFactory,
)
from tests.factories.cases import (
    AppointmentFactory,
    CaseFactory,
    CertificateFactory,
    ConsentFactory,
    ConsultationFactory,
    FamilyMemberFactory,
    GuardianFactory,
    HandbookFactory,
    PromiseFactory,
    SupportContactFactory,
    WarningFactory,
)
from tests.factories.documents import AttachmentFactory, DocumentFactory
from tests.factories.monitoring import (
    MonitoringMonthFactory,
    MonitoringReportFactory,
    MonitoringScheduleFactory,
    NeedReviewFactory,
)
from tests.factories.plans import (
    BenefitDecisionFactory,
    CommunityEntryFactory,
    CommunityPlanFactory,
    CommunitySupportFactory,
    DecidedServiceFactory,
    FacilityStayFactory,
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceUsePlanFactory,
)
from tests.factories.reports import finished_report
from tests.personas import posted


def contact(town, client) -> None:
    """A contact with its content, a promise from it, a visit to come, a consent."""
    worker = posted(client.office, Role.COUNSELLOR)
    made = ConsultationFactory(office=client.office, client=client, worker=worker)
    ConsultationContent.objects.create(consultation=made, content=Content.values[0])
    PromiseFactory(office=client.office, client=client, owner=worker, consultation=made)
    AppointmentFactory(office=client.office, client=client, worker=worker)
    ConsentFactory(client=client)
    papers(client)
    audit.record(worker, "client.viewed", client)


def papers(client) -> None:
    """A certificate of another year, a handbook, a guardian, a note, a row of the sheet."""
    year = 2030 + client.certificates.count()
    CertificateFactory(client=client, starts_on=date(year, 4, 1), ends_on=date(year + 1, 3, 31))
    if kind := next(iter({"physical", "mental"} - {b.kind for b in client.handbooks.all()}), None):
        HandbookFactory(client=client, kind=kind)
    GuardianFactory(client=client)
    WarningFactory(client=client)
    MedicalCare.objects.create(client=client, department="みなと病院 精神科")
    SupportEntry.objects.create(client=client, group="public", name="居宅介護")


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
    service = PlannedServiceFactory(need__plan=plan)
    ProviderPlanFactory(client=client).needs.add(service.need)
    care_meeting(CareMeetingFactory(case=case, plan=plan), author)
    PlanDelivery.objects.create(plan=plan, provider_name="若竹", delivered_on=plan.consented_on)
    decision = BenefitDecisionFactory(client=client, plan=plan)
    DecidedServiceFactory(decision=decision)
    schedule = MonitoringScheduleFactory(decision=decision)
    MonitoringMonthFactory(schedule=schedule, due_month=decision.ends_on.replace(day=1))
    finished_report(client.office, author, "2026-06-10", client=client)
    return plan


def care_meeting(meeting, owner) -> None:
    """Somebody who is asked, an item, and a conclusion that is to be done."""
    MeetingPersonFactory(meeting=meeting)
    MeetingItemFactory(meeting=meeting)
    promise = PromiseFactory(office=meeting.office, client=meeting.client, owner=owner)
    MeetingConclusionFactory(meeting=meeting, owner=owner, promise=promise)
    MinutesCorrectionFactory(meeting=meeting)


def of_care_meeting(town, kwargs, number) -> None:
    meeting = ServiceCoordinationMeeting.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        care_meeting(meeting, posted(meeting.office, Role.COUNSELLOR))


def of_provider_plan(town, kwargs, number) -> None:
    plan = ProviderPlan.objects.get(pk=kwargs["pk"])
    case = plan.client.cases.first() or CaseFactory(client=plan.client)
    version = ServiceUsePlanFactory(case=case)
    for _count in range(number):
        plan.needs.add(PlanNeedFactory(plan=version))


def of_client(town, kwargs, number) -> None:
    client = Client.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        contact(town, client)
        planned(town, client)


def of_document(town, kwargs, number) -> None:
    document = Document.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        worker = posted(document.office, Role.COUNSELLOR)
        AttachmentFactory(client=document.client, created_by=worker, document=document)


def of_documents(town, kwargs, number) -> None:
    client = Client.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        worker = posted(client.office, Role.COUNSELLOR)
        document = DocumentFactory(client=client, created_by=worker)
        AttachmentFactory(client=client, created_by=worker, document=document)


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


def of_family(town, kwargs, number) -> None:
    household = Client.objects.get(pk=kwargs["pk"]).family_entries.get().household
    of_household(town, {"pk": household.pk}, number)
    for _count in range(number):
        SupportContactFactory(client_id=kwargs["pk"], deleted_at=None)


def of_household(town, kwargs, number) -> None:
    household = Household.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        client = CaseFactory(client__office=household.office).client
        own = FamilyMemberFactory(household=household, registered_as=client)
        FamilyMemberFactory(household=household, relation="mother", relation_of=own)
        contact(town, client)
        planned(town, client)


def of_self_plan(town, kwargs, number) -> None:
    plan = SelfPlan.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        made = ConsultationFactory(office=plan.office, client=plan.client)
        plan.contacts.add(made)


def of_assessment(town, kwargs, number) -> None:
    assessment = Assessment.objects.get(pk=kwargs["pk"])
    plan = ServiceUsePlan.objects.filter(client=assessment.client_id).first()
    plan = plan or ServiceUsePlanFactory(case=assessment.case, author=town.counsellor)
    for area in assessment.areas.all():
        for _count in range(number):
            need = AssessedNeedFactory(area=area)
            PlanNeedFactory(plan=plan, assessed_key=need.key)


def of_versions(town, kwargs, number) -> None:
    case = Client.objects.get(pk=kwargs["pk"]).cases.get()
    for _count in range(number):
        AssessmentFactory(case=case, assessor=town.counsellor, finished=True)


def of_support(town, kwargs, number) -> None:
    support = CommunitySupport.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        contact = ConsultationFactory(office=support.office, client=support.client)
        CommunityEntryFactory(support=support, kind="call", contact=contact)
        CommunityPlanFactory(support=support, consented_on=support.starts_on)
        CrisisLine.objects.create(support=support, name="姉", phone="0134551111")


def of_submission(town, kwargs, number) -> None:
    row = Submission.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        SubmissionStep.objects.create(
            submission=row, state="sent", acted_on=row.done_on, acted_by=town.counsellor
        )
        row.documents.add(DocumentFactory(client=row.client, office=row.office))
        PlannedServiceFactory(need=PlanNeedFactory(plan=row.plan))


def of_client_community(town, kwargs, number) -> None:
    case = Client.objects.get(pk=kwargs["pk"]).cases.get()
    for count in range(number):
        ended = {"ended_on": date(2026, 5, count + 1)}
        stay = FacilityStayFactory(case=case, end="community", **ended)
        CommunitySupportFactory(case=case, stay=stay, end_reason="achieved", **ended)


CHILDREN = {
    "cases:client-sheet": of_client,
    "cases:client-papers": of_client,
    "plans:self-plan-detail": of_self_plan,
    "plans:assessment-detail": of_assessment,
    "plans:client-assessments": of_versions,
    "plans:support-detail": of_support,
    "monitoring:submission-detail": of_submission,
    "plans:client-community": of_client_community,
    "cases:client-family": of_family,
    "cases:household-detail": of_household,
    "cases:client-detail": of_client,
    "cases:client-log": of_client,
    "cases:client-history": of_client,
    "cases:client-edit": of_client,
    "cases:client-documents": of_documents,
    "cases:document-detail": of_document,
    "cases:consultation-detail": of_consultation,
    "plans:client-plans": of_client,
    "plans:plan-detail": of_plan,
    "plans:plan-edit": of_plan,
    "plans:decision-detail": of_decision,
    "plans:client-meetings": of_client,
    "plans:client-provider-plans": of_client,
    "plans:care-meeting-detail": of_care_meeting,
    "plans:care-minutes-edit": of_care_meeting,
    "plans:provider-plan-detail": of_provider_plan,
    "monitoring:client-months": of_client,
    "monitoring:month-detail": of_month,
    "monitoring:report-detail": of_report,
    **OFFICE_CHILDREN,
}

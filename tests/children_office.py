"""What hangs below the pages of an office: councils, staff, plans of the year, moves of files."""

from datetime import date, timedelta

from django.utils import timezone

from cases.actions import add_interview
from cases.models import (
    Correction,
    Handover,
    HandoverItem,
    Intake,
    LogMonth,
    Share,
)
from councils.models import Body, Decision, LessonPoint, Meeting
from reports.models import AnnualPlan, TargetRow
from staffing import audit
from staffing.choices import Role
from staffing.models import Office, Question, StaffTraining, User
from tests.access.plans import grow_plans
from tests.factories.access import TransferFactory
from tests.factories.cases import (
    CaseFactory,
    ConsultationFactory,
)
from tests.factories.councils import (
    ActionItemFactory,
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
    MembershipFactory,
    RecurrenceFactory,
)
from tests.factories.staffing import PostingFactory
from tests.personas import posted


def of_closing(town, kwargs, number) -> None:
    """Corrections in a closed month, each of another person's contact."""
    closing = LogMonth.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        client = CaseFactory(client__office=town.office).client
        made = ConsultationFactory(office=town.office, client=client, worker=town.counsellor)
        Correction.objects.create(
            consultation=made,
            closing=closing,
            kind="changed",
            texts={"text": ["前", "後"]},
            made_by=posted(town.office, Role.COUNSELLOR),
        )


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


def of_question(town, kwargs, number) -> None:
    """Answers of several people."""
    question = Question.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        writer = posted(question.office, Role.COUNSELLOR)
        question.answers.create(state="answered", text="よいと思います。", made_by=writer)


def of_user(town, kwargs, number) -> None:
    for _count in range(number):
        PostingFactory(
            user=User.objects.get(pk=kwargs["pk"]), office=town.office, role=Role.COUNSELLOR
        )
        StaffTraining.objects.create(
            user_id=kwargs["pk"],
            kind="special",
            completed_on=date(2000, 1, 1) + timedelta(days=StaffTraining.objects.count()),
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


def handed_over(town, kwargs, number):
    handover = Handover.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        case = CaseFactory(client__office=town.office)
        HandoverItem.objects.create(
            handover=handover,
            client=case.client,
            duty="case",
            object_id=case.pk,
            label="契約",
            successor=town.counsellor,
            version_after=1,
        )


def offers(town, kwargs, number):
    for _count in range(number):
        TransferFactory(client__office=town.office, receiver=town.other_office)


def shares(town, kwargs, number):
    share = Share.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        audit.record(town.stranger, "share.viewed", share)


def of_intake(town, kwargs, number) -> None:
    made = Intake.objects.get(pk=kwargs["pk"])
    for _count in range(number):
        add_interview(
            made,
            by=posted(made.office, Role.COUNSELLOR),
            held_on=timezone.localdate(),
            texts={"family": "母と話した。", "work": "見学した。"},
            next_on=None,
        )


def of_near_miss(town, kwargs, number) -> None:
    for _count in range(number):
        LessonPoint.objects.create(
            near_miss_id=kwargs["pk"],
            meeting=MeetingFactory(body__office=town.office),
            title="送迎の引き渡し",
            made_by=town.lead,
        )


def of_interval(town, kwargs, number) -> None:
    """More people whose plans the coming row would change."""
    grow_plans(town, number)


OFFICE_CHILDREN = {
    "plans:interval-detail": of_interval,
    "reports:fee-unit-detail": of_interval,
    "cases:near-miss-detail": of_near_miss,
    "cases:intake-detail": of_intake,
    "cases:handover-detail": handed_over,
    "cases:transfer-detail": offers,
    "cases:log-month-detail": of_closing,
    "councils:meeting-detail": of_meeting,
    "councils:minutes-edit": of_meeting,
    "councils:minutes-print": of_meeting,
    "councils:body-detail": of_body,
    "staffing:question-detail": of_question,
    "staffing:user-detail": of_user,
    "staffing:office-detail": of_office,
    "reports:annual-plan-detail": of_annual_plan,
    "reports:annual-plan-preview": of_annual_plan,
    "reports:caseload-detail": of_nobody,
    "cases:share-detail": shares,
}

"""For every paper somebody with nothing written, and somebody with the longest and rarest texts."""

from collections.abc import Callable
from datetime import date, time
from itertools import count

from django.db import models

from cases.models import FaceSheet, MedicalCare, SupportEntry
from config.common.codes import CodesField
from plans.models import CrisisLine, PresentEntry
from tests.cases.test_papers import RARE
from tests.factories.assessments import AssessedNeedFactory, AssessmentFactory
from tests.factories.care import (
    CareMeetingFactory,
    MeetingConclusionFactory,
    MeetingItemFactory,
    MeetingPersonFactory,
)
from tests.factories.cases import (
    CaseFactory,
    CertificateFactory,
    ConsultationFactory,
    GuardianFactory,
    IntakeFactory,
    PromiseFactory,
    WarningFactory,
    at,
)
from tests.factories.monitoring import MonitoringReportFactory, NeedReviewFactory, month_of_client
from tests.factories.plans import (
    BenefitDecisionFactory,
    CommunityPlanFactory,
    CommunitySupportFactory,
    DecidedServiceFactory,
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceTypeFactory,
    ServiceUsePlanFactory,
    WeekEntryFactory,
)

#: Letters of a text field: more than any box of a paper holds, and still quickly printed.
LONG = 420
#: Texts that are no words, or that no paper shows as they are.
NO_WORDS = ("phone", "fax", "postal", "sha256", "kana", "sort", "key", "number", "weekdays", "date")
#: Names that may stand only beside something else: a day of consent, a caller who is no client.
BESIDE = ("consented_by", "caller_name", "video_consent_name", "cancel_reason")


def lengthen(*records: models.Model) -> None:
    """Fill every text of records with as much as its field takes; each ends in a mark."""
    marks = lengthen.marks
    for record in records:
        for field in record._meta.concrete_fields:
            is_words = isinstance(field, models.CharField | models.TextField) and not field.choices
            is_other = any(part in field.name for part in (*NO_WORDS, *BESIDE))
            if not is_words or is_other or isinstance(field, CodesField):
                continue
            length = min(field.max_length or LONG, LONG)
            if length < 30:
                continue
            mark = f"終{next(marks):03d}"
            filling = (RARE.replace(" ", "") + "長" * LONG)[: length - len(mark)]
            setattr(record, field.name, filling + mark)
        record.save()


lengthen.marks = count(1)


def person(town, *, is_longest: bool, **more):
    """A case of the office; of the longest one the client has a name of 60 letters as well."""
    name = "浅井 花乃"
    case = CaseFactory(
        client__office=town.office, client__name=name, worker=town.counsellor, **more
    )
    if is_longest:
        client = case.client
        lengthen(client, GuardianFactory(client=client), WarningFactory(client=client))
    return case


def client(town, *, is_longest: bool):
    """A person with the face sheet, a contact and a promise."""
    found = person(town, is_longest=is_longest).client
    if is_longest:
        care = MedicalCare.objects.create(client=found, department="精神科")
        entry = SupportEntry.objects.create(client=found, group="public", name="居宅介護")
        contact = ConsultationFactory(
            office=town.office, client=found, occurred_at=at("2026-11-02 10:02"), text="話"
        )
        promise = PromiseFactory(office=town.office, client=found, consultation=contact)
        sheet = FaceSheet.objects.create(client=found)
        lengthen(care, entry, contact, promise, sheet)
    return found


def intake(town, *, is_longest: bool):
    made = IntakeFactory(office=town.office, complaint="眠れない")
    if is_longest:
        lengthen(made)
    return made


def closed(town, *, is_longest: bool):
    case = person(
        town,
        is_longest=is_longest,
        opened_on=date(2020, 4, 1),
        closed_on=date(2026, 3, 31),
        state="closed",
        close_reason="moved",
    )
    if is_longest:
        lengthen(case)
    return case


def assessment(town, *, is_longest: bool):
    made = AssessmentFactory(
        case=person(town, is_longest=is_longest), number=1, assessor=town.counsellor
    )
    if is_longest:
        area = made.areas.first()
        lengthen(made, *made.areas.all()[:3], AssessedNeedFactory(area=area))
    return made


def present(town, *, is_longest: bool):
    made = AssessmentFactory(
        case=person(town, is_longest=is_longest), number=1, assessor=town.counsellor
    )
    if is_longest:
        lived = {"weekdays": "024", "starts_at": time(10), "ends_at": time(15), "kind": "routine"}
        entry = PresentEntry.objects.create(assessment=made, position=1, content="散歩", **lived)
        lengthen(entry)
        made.daily_activities = f"{'長' * LONG}終{next(lengthen.marks):03d}"
        made.save()
    return made


def plan(town, *, is_longest: bool):
    made = ServiceUsePlanFactory(
        case=person(town, is_longest=is_longest), author=town.counsellor, number=1
    )
    if is_longest:
        need = PlanNeedFactory(plan=made, position=1)
        line = PlannedServiceFactory(need=need, service_type=None)
        lengthen(made, need, line, WeekEntryFactory(plan=made, position=1))
    return made


def report(town, *, is_longest: bool):
    about = plan(town, is_longest=is_longest)
    month = month_of_client(about.client, "2026-09")
    made = MonitoringReportFactory(
        month=month, client=about.client, office=town.office, plan=about, author=town.counsellor
    )
    if is_longest:
        lengthen(made, NeedReviewFactory(report=made, position=1))
    return made


def meeting(kind: str) -> Callable:
    def make(town, *, is_longest: bool):
        made = CareMeetingFactory(
            case=person(town, is_longest=is_longest), kind=kind, state="minutes", number=1
        )
        people = [MeetingPersonFactory(meeting=made, position=1, name="波止 ひかる")]
        if is_longest:
            absent = {"meeting": made, "presence": "absent", "asked_on": date(2026, 3, 2)}
            people.append(MeetingPersonFactory(**absent, position=2))
            people[0].presence = "present"
            item = MeetingItemFactory(meeting=made, position=1)
            ending = MeetingConclusionFactory(meeting=made, position=1)
            lengthen(made, *people, item, ending)
            # Who convened it stands on the one paper only, the purpose on the other.
            is_own = kind == "coordination"
            setattr(made, "provider_name" if is_own else "purpose_note", "")
            made.save()
        return made

    return make


def support(town, *, is_longest: bool):
    case = person(town, is_longest=is_longest)
    made = CommunitySupportFactory(case=case, worker=town.counsellor, settlement=True)
    if is_longest:
        lengthen(made, CrisisLine.objects.create(support=made, name="母", position=1))
    return made


def community_plan(town, *, is_longest: bool):
    made = CommunityPlanFactory(support=support(town, is_longest=is_longest), number=1)
    if is_longest:
        lengthen(made)
    return made


def decision(town, *, is_longest: bool):
    case = person(town, is_longest=is_longest)
    made = BenefitDecisionFactory(client=case.client, office=town.office)
    if is_longest:
        made.certificate = CertificateFactory(client=case.client, copayment_cap=9300)
        for number in range(6):
            kind = ServiceTypeFactory(law_group="care", code="", name=f"支援{number}")
            row = DecidedServiceFactory(decision=made, service_type=kind)
            lengthen(kind, row)
        lengthen(made.certificate)
        made.save()
    return made


#: The record that each paper is made of.
MAKERS: dict[str, Callable] = {
    "visit": client,
    "face": client,
    "progress": client,
    "intake": intake,
    "assessment": assessment,
    "present": present,
    "certificate": decision,
    "closing": closed,
    "plan": plan,
    "week": plan,
    "easy": plan,
    "coordination-minutes": meeting("coordination"),
    "support-minutes": meeting("support"),
    "meeting-invitation": meeting("coordination"),
    "monitoring": report,
    "monitoring-week": report,
    "crisis": support,
    "community-plan": community_plan,
}

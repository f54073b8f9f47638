"""People, cases, contacts and appointments."""

from datetime import date, datetime, timedelta

import factory
from django.utils import timezone

from cases.choices import CaseState, ConsentMethod, Method
from cases.choices_lessons import LessonKind
from cases.models import (
    Appointment,
    Case,
    Client,
    Consent,
    Consultation,
    DisabilityHandbook,
    FamilyMember,
    Guardian,
    Household,
    Intake,
    LogMonth,
    NearMiss,
    Promise,
    RecipientCertificate,
    SupportContact,
    Visit,
    WarningNote,
    WorkCategory,
)
from config.common.fiscal import add_months
from config.common.kana import kana_row, name_key, search_key, sort_key
from tests.factories.staffing import OfficeFactory, UserFactory


class ClientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Client

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda n: f"利用 {n}子")
    name_kana = "りよう"
    name_key = factory.LazyAttribute(lambda o: name_key(o.name))
    kana_key = factory.LazyAttribute(lambda o: search_key(o.name_kana))
    kana_sort = factory.LazyAttribute(lambda o: sort_key(o.name_kana or o.name))
    kana_row = factory.LazyAttribute(lambda o: kana_row(o.name_kana))


class CaseFactory(factory.django.DjangoModelFactory):
    """An open case; give `client__office` for a case of one office."""

    class Meta:
        model = Case

    client = factory.SubFactory(ClientFactory)
    office = factory.SelfAttribute("client.office")
    state = CaseState.INQUIRY
    opened_on = date(2026, 4, 1)


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    client = factory.SubFactory(ClientFactory)
    given_on = date(2026, 4, 1)
    method = ConsentMethod.WRITTEN


class CertificateFactory(factory.django.DjangoModelFactory):
    """A welfare certificate of a year."""

    class Meta:
        model = RecipientCertificate

    client = factory.SubFactory(ClientFactory)
    number = factory.Sequence(lambda n: f"{n:010d}")
    starts_on = date(2026, 4, 1)
    ends_on = date(2027, 3, 31)


class HandbookFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DisabilityHandbook

    client = factory.SubFactory(ClientFactory)
    kind = "mental"
    grade = "2級"


class GuardianFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Guardian

    client = factory.SubFactory(ClientFactory)
    name = "利用 母子"


class WarningFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WarningNote

    client = factory.SubFactory(ClientFactory)
    text = "大きな音が苦手。"
    since_on = date(2026, 4, 1)


class ConsultationFactory(factory.django.DjangoModelFactory):
    """A contact of an unregistered caller; give `client` and `office` for a known person."""

    class Meta:
        model = Consultation

    office = factory.SubFactory(OfficeFactory)
    occurred_at = factory.LazyFunction(timezone.now)
    method = Method.CALL
    text = "電話で話した。"
    worker = factory.SubFactory(UserFactory)


class LogMonthFactory(factory.django.DjangoModelFactory):
    """A closed month of long ago, each another one."""

    class Meta:
        model = LogMonth

    office = factory.SubFactory(OfficeFactory)
    closed_month = factory.Sequence(lambda n: add_months(date(2000, 1, 1), n % 200))
    counts = factory.LazyFunction(lambda: {"contacts": 0, "lacks": {}})


class IntakeFactory(factory.django.DjangoModelFactory):
    """A request of the fiscal year 2026 about somebody who is not registered."""

    class Meta:
        model = Intake

    office = factory.SubFactory(OfficeFactory)
    fiscal_year = 2026
    # The action counts on from the highest: what it makes in between has room.
    number = factory.Sequence(lambda n: (n + 1) * 100)
    received_at = factory.LazyFunction(timezone.now)
    receiver = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"相談 {n}郎")
    complaint = "ひとりで暮らしたい。"


class NearMissFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NearMiss

    office = factory.SubFactory(OfficeFactory)
    reporter = factory.SubFactory(UserFactory)
    kind = LessonKind.NEAR_MISS
    occurred_on = date(2026, 5, 12)
    title = factory.Sequence(lambda n: f"予定の部屋番号がなかった{n}")
    happened = "別の階の呼び鈴を押しかけた。"


class WorkCategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkCategory

    part = "I"
    section = "相談支援"
    code = factory.Sequence(lambda n: f"I(9){n}")
    label = "相談の受付"
    position = factory.Sequence(lambda n: n + 1)
    valid_from = date(2018, 4, 1)


class PromiseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Promise

    office = factory.SubFactory(OfficeFactory)
    text = "折り返し電話する"
    owner = factory.SubFactory(UserFactory)


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment

    office = factory.SubFactory(OfficeFactory)
    worker = factory.SubFactory(UserFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=2))
    title = "自宅を訪問"


class HouseholdFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Household

    office = factory.SubFactory(OfficeFactory)
    name = "利用家"


class FamilyMemberFactory(factory.django.DjangoModelFactory):
    """A member nobody registered; give `registered_as` for a client of the office."""

    class Meta:
        model = FamilyMember

    household = factory.SubFactory(HouseholdFactory)
    name = factory.LazyAttribute(lambda o: "" if o.registered_as else "家族 一")
    registered_as = None


class VisitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Visit

    office = factory.SubFactory(OfficeFactory)


class SupportContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SupportContact

    client = factory.SubFactory(ClientFactory)
    organisation = "港町クリニック"


def household_of(*clients: Client) -> Household:
    """Put clients of one office into one household."""
    household = HouseholdFactory(office=clients[0].office)
    for client in clients:
        FamilyMemberFactory(household=household, registered_as=client)
    return household


def at(text: str) -> datetime:
    """Return a local time written 2026-11-24 10:02 as an aware moment."""
    return timezone.make_aware(datetime.strptime(text, "%Y-%m-%d %H:%M"))

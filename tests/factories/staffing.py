"""Offices and people."""

from datetime import date

import factory
from django.utils import timezone

from staffing.choices import AbsenceKind, Dedication, Employment, Job, Role
from staffing.models import (
    Absence,
    Corporation,
    Municipality,
    Office,
    Posting,
    Question,
    TownCount,
    User,
)

PASSWORD = "himitsu-no-kotoba"


class MunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Municipality

    name = factory.Sequence(lambda n: f"第{n}市")
    prefecture = "北海道"
    code = factory.Sequence(lambda n: f"{n:06d}")


class CorporationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Corporation

    name = factory.Sequence(lambda n: f"社会福祉法人その{n}")


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    name = factory.Sequence(lambda n: f"相談支援センター{n}")


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    login_id = factory.Sequence(lambda n: f"staff{n}")
    name = factory.Sequence(lambda n: f"職員 {n}子")
    name_kana = "しょくいん"
    password = factory.django.Password(PASSWORD)


class PostingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Posting

    user = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)
    job = Job.SPECIALIST
    role = Role.COUNSELLOR
    employment = Employment.FULL_TIME
    dedication = Dedication.DEDICATED
    is_specialist = True
    started_on = date(2019, 4, 1)


class AbsenceFactory(factory.django.DjangoModelFactory):
    """Somebody is on leave today."""

    class Meta:
        model = Absence

    office = factory.SubFactory(OfficeFactory)
    user = factory.SubFactory(UserFactory)
    started_on = ended_on = factory.LazyFunction(timezone.localdate)
    kind = AbsenceKind.LEAVE


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question on a contact record; give the record's `office` and `object_id`."""

    class Meta:
        model = Question

    office = factory.SubFactory(OfficeFactory)
    object_type = "cases.consultation"
    text = "この対応でよかったでしょうか。"


class TownCountFactory(factory.django.DjangoModelFactory):
    """A hundred adults with a decision on the first of April."""

    class Meta:
        model = TownCount
        django_get_or_create = ("municipality", "kind", "counted_on")

    municipality = factory.SubFactory(MunicipalityFactory)
    kind = "entitled_adult"
    counted_on = date(2026, 4, 1)
    number = 100

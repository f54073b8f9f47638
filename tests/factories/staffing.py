"""Offices and people."""

from datetime import date

import factory

from staffing.choices import Dedication, Employment, Job, Role
from staffing.models import Corporation, Municipality, Office, Posting, User

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

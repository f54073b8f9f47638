"""One large office with the person who is signed in, and four around it."""

from dataclasses import dataclass
from datetime import date
from random import Random

from config.demo.names import FAMILY_NAMES, MEN, PROVIDERS, WOMEN, pairs
from plans.models import ServiceProvider
from staffing import actions
from staffing.choices import Dedication, Employment, Job, OfficeKind, Role
from staffing.models import Corporation, Municipality, Office, Posting, User
from tests.bench.load.credentials import LOGIN, PASSWORD

SHARES = (0.8, 0.05, 0.05, 0.05, 0.05)
STAFF = (28, 3, 3, 3, 3)


@dataclass
class Place:
    """An office with the keys of its people and providers, and its share of everything."""

    office: Office
    staff: list[int]
    providers: list[int]
    share: float


def build_town(rng: Random, *, since: date) -> tuple[list[Place], Municipality]:
    """Make the offices and their people; `bench` is a lead of the first one."""
    city = Municipality.objects.create(name="計測市", prefecture="北海道", code="990009")
    corporation = Corporation.objects.create(name="社会福祉法人 計測会")
    families, given = pairs(FAMILY_NAMES), pairs(WOMEN) + pairs(MEN)
    places = []
    for number, (share, size) in enumerate(zip(SHARES, STAFF, strict=True), start=1):
        office = actions.create_office(
            by=None,
            name=f"計測相談支援センター第{number}",
            short_name=f"第{number}",
            corporation=corporation,
            municipality=city,
            serves=[city],
            kinds=[OfficeKind.SPECIFIC, OfficeKind.CHILD],
        )
        staff = [_person(office, rng, families, given, since, place) for place in range(size)]
        providers = ServiceProvider.objects.bulk_create(
            ServiceProvider(office=office, name=name, name_kana=kana) for name, kana, _ in PROVIDERS
        )
        places.append(Place(office, staff, [provider.pk for provider in providers], share))
    lead = User.objects.get(pk=places[0].staff[0])
    lead.login_id = LOGIN
    lead.set_password(PASSWORD)
    lead.save()
    return places, city


def _person(office: Office, rng: Random, families, given, since: date, place: int) -> int:
    (family, family_kana), (name, kana) = rng.choice(families), rng.choice(given)
    user = User.objects.create(
        login_id=f"{office.pk}-{place}",
        name=f"{family} {name}",
        name_kana=f"{family_kana} {kana}",
        password="!",
    )
    Posting.objects.create(
        user=user,
        office=office,
        job=Job.SPECIALIST,
        role=Role.COUNSELLOR if place else Role.LEAD,
        employment=Employment.FULL_TIME,
        dedication=Dedication.DEDICATED,
        is_specialist=True,
        started_on=since,
    )
    return user.pk

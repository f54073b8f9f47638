"""The people of the tests: everyone of one office, and those who must not see its files."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, transaction
from django.db.models.sql import InsertQuery
from django.utils import timezone

from staffing.choices import Job, OfficeKind, Role
from staffing.models import Designation, Office, Posting, User
from staffing.permissions import access_for, access_from
from tests.factories.staffing import (
    MunicipalityFactory,
    OfficeFactory,
    PostingFactory,
    UserFactory,
)

INSIDERS = ("clerk", "counsellor", "lead", "manager")
OUTSIDERS = ("stranger", "core_staff", "city", "administrator")
EVERYONE = INSIDERS + OUTSIDERS


@dataclass
class Town:
    """One office with its people (`people` by persona name) and the offices around it."""

    office: Office
    other_office: Office
    core_office: Office
    city_office: Office
    people: dict[str, User]

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


def posted(office: Office, role: str, job: str = Job.SPECIALIST, **fields) -> User:
    """Return a new person posted to the office, with today's access attached."""
    user = PostingFactory(office=office, role=role, job=job, **fields).user
    access_for(user, on=timezone.localdate())
    return user


#: (persona, which office, role, what else of the posting)
POSTS = (
    ("clerk", 0, Role.CLERK, {"job": Job.CLERK, "is_specialist": False}),
    ("counsellor", 0, Role.COUNSELLOR, {}),
    ("lead", 0, Role.LEAD, {"title": "係長"}),
    ("manager", 0, Role.MANAGER, {"job": Job.MANAGER}),
    ("stranger", 1, Role.MANAGER, {"job": Job.MANAGER}),
    ("core_staff", 2, Role.CORE_STAFF, {"job": Job.FUNCTION_STAFF}),
    ("city", 3, Role.CITY, {"job": Job.OFFICIAL, "is_specialist": False}),
)


def build_town() -> Town:
    """Make the office, its clerk, counsellor, lead and manager, and the outsiders."""
    today = timezone.localdate()
    municipality = MunicipalityFactory()
    made = [OfficeFactory.build(municipality=municipality) for _count in range(4)]
    office, other, core, city = offices = Office.objects.bulk_create(made)
    core.serves.add(municipality)
    Designation.objects.bulk_create(
        [
            Designation(office=core, kind=OfficeKind.CORE),
            Designation(office=city, kind=OfficeKind.MUNICIPALITY),
        ]
    )
    administrator = UserFactory.build(is_administrator=True)
    *users, administrator = User.objects.bulk_create(
        [*(UserFactory.build() for _post in POSTS), administrator]
    )
    administrator.access = access_from([], on=today, is_administrator=True)
    people = {"administrator": administrator}
    postings = [
        PostingFactory.build(**{"user": user, "office": offices[place], "role": role} | more)
        for user, (_persona, place, role, more) in zip(users, POSTS, strict=True)
    ]
    for posting, (persona, *_post) in zip(
        Posting.objects.bulk_create(postings), POSTS, strict=True
    ):
        posting.user.access = access_from([posting], on=today)
        people[persona] = posting.user
    return Town(office, other, core, city, people)


#: How the town of a day is written again: its rows as SQL, and the town itself.
_KEPT: dict[date, tuple[list[tuple], bytes]] = {}


def kept_town() -> Town:
    """Return the town as it was first built in this process, its rows written as they were then.

    Half of all tests begin here, and building it costs ten times as much as writing it.
    """
    today = timezone.localdate()
    if today not in _KEPT:
        town = build_town()
        _KEPT[today] = list(_rows_of(town)), pickle.dumps(town)
        return town
    statements, town = _KEPT[today]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(*statement)
    except IntegrityError:  # the test has made an office or a person before
        return build_town()
    return pickle.loads(town)


def _rows_of(town: Town) -> Iterator[tuple]:
    offices = [town.office, town.other_office, town.core_office, town.city_office]
    for rows in (
        [town.office.municipality],
        offices,
        Office.serves.through.objects.filter(office__in=offices),
        Designation.objects.filter(office__in=offices),
        list(town.people.values()),
        Posting.objects.filter(user__in=town.people.values()),
    ):
        model = type(rows[0])
        query = InsertQuery(model)
        query.insert_values(model._meta.concrete_fields, list(rows), raw=True)
        yield from query.get_compiler(DEFAULT_DB_ALIAS).as_sql()

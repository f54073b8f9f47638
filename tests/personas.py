"""The people of the tests: everyone of one office, and those who must not see its files."""

from dataclasses import dataclass

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
    """Make the office, its clerk, counsellor, lead and manager, and the outsiders.

    Half of all tests begin here, so each table is written in one statement.
    """
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

"""The people of the tests: everyone of one office, and those who must not see its files."""

from dataclasses import dataclass

from django.utils import timezone

from staffing.choices import Job, OfficeKind, Role
from staffing.models import Designation, Office, User
from staffing.permissions import access_for
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


def build_town() -> Town:
    """Make the office, its clerk, counsellor, lead and manager, and the outsiders."""
    municipality = MunicipalityFactory()
    office = OfficeFactory(municipality=municipality)
    other = OfficeFactory(municipality=municipality)
    core = OfficeFactory(municipality=municipality)
    core.serves.add(municipality)
    Designation.objects.create(office=core, kind=OfficeKind.CORE)
    city = OfficeFactory(municipality=municipality)
    Designation.objects.create(office=city, kind=OfficeKind.MUNICIPALITY)
    administrator = UserFactory(is_administrator=True)
    access_for(administrator, on=timezone.localdate())
    people = {
        "clerk": posted(office, Role.CLERK, Job.CLERK, is_specialist=False),
        "counsellor": posted(office, Role.COUNSELLOR),
        "lead": posted(office, Role.LEAD, title="係長"),
        "manager": posted(office, Role.MANAGER, Job.MANAGER),
        "stranger": posted(other, Role.MANAGER, Job.MANAGER),
        "core_staff": posted(core, Role.CORE_STAFF, Job.FUNCTION_STAFF),
        "city": posted(city, Role.CITY, Job.OFFICIAL, is_specialist=False),
        "administrator": administrator,
    }
    return Town(office, other, core, city, people)

"""Prepared questions end where a user's sight ends, whoever asked before."""

from datetime import date

import pytest

from cases.models import Client
from staffing.asking import prepared_for_user
from staffing.permissions import Permission, access_for
from tests.factories.access import RestrictionFactory
from tests.factories.cases import ClientFactory

pytestmark = pytest.mark.django_db


@prepared_for_user
def clients(user):
    return Client.objects.visible_to(user).order_by("pk")


@prepared_for_user
def clients_of_planners(user):
    seen = Client.objects.visible_to(user)
    return seen if user.access.holds(Permission.PLAN_VIEW) else seen.none()


def test_each_person_sees_the_files_of_the_own_office(town):
    own, other = (
        ClientFactory(office=town.office),
        ClientFactory(office=town.other_office),
    )
    assert (clients(town.counsellor), clients(town.stranger)) == ([own], [other])


def test_who_has_no_office_with_files_sees_none(town):
    ClientFactory(office=town.office)
    assert clients(town.administrator) == clients(town.city) == []


def test_another_role_is_another_question(town):
    own = ClientFactory(office=town.office)
    assert clients_of_planners(town.counsellor) == [own]
    assert clients_of_planners(town.clerk) == []


def test_a_restricted_file_is_kept_from_those_not_named_on_every_day(town):
    person = ClientFactory(office=town.office)
    RestrictionFactory(client=person, readers=[town.lead], ends_on=date(2026, 11, 30))
    for day, hidden_from_counsellor in ((date(2026, 11, 30), True), (date(2026, 12, 1), False)):
        access_for(town.counsellor, on=day)
        access_for(town.lead, on=day)
        assert clients(town.lead) == [person]
        assert clients(town.counsellor) == ([] if hidden_from_counsellor else [person])

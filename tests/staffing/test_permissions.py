"""Postings decide what a person reaches; roles decide what the person may do there."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from cases.models import Client
from staffing.choices import Role
from staffing.permissions import GRANTS, Permission, access_for, can, require
from tests.factories.cases import ClientFactory
from tests.factories.staffing import OfficeFactory, PostingFactory, UserFactory

DAY = date(2026, 11, 24)


def test_every_role_has_its_line():
    assert set(GRANTS) == set(Role)


def test_a_posting_that_ended_opens_nothing(db):
    posting = PostingFactory(ended_on=date(2026, 3, 31))
    assert access_for(posting.user, on=DAY).office_ids == ()
    assert access_for(posting.user, on=date(2026, 3, 31)).office_ids == (posting.office_id,)


def test_rights_of_one_office_are_not_rights_at_another(db):
    user, first, second = UserFactory(), OfficeFactory(), OfficeFactory()
    PostingFactory(user=user, office=first, role=Role.MANAGER)
    PostingFactory(user=user, office=second, role=Role.CLERK)
    access_for(user, on=DAY)
    assert can(user, Permission.ANNUAL_PLAN_EDIT, first)
    assert not can(user, Permission.ANNUAL_PLAN_EDIT, second)
    with pytest.raises(PermissionDenied):
        require(user, Permission.PLAN_VIEW, second)


def test_two_posts_at_one_office_add_up(db):
    user, office = UserFactory(), OfficeFactory()
    PostingFactory(user=user, office=office, role=Role.CLERK)
    PostingFactory(user=user, office=office, role=Role.COUNSELLOR)
    access_for(user, on=DAY)
    assert can(user, Permission.PLAN_EDIT, office)


@pytest.mark.parametrize("role", [Role.CITY])
def test_the_city_has_no_client_files_in_scope(db, role):
    posting = PostingFactory(role=role)
    access_for(posting.user, on=DAY)
    ClientFactory(office=posting.office)
    assert not Client.objects.visible_to(posting.user).exists()


def test_the_administrator_sees_no_client(db):
    administrator = UserFactory(is_administrator=True)
    access_for(administrator, on=DAY)
    ClientFactory()
    assert not Client.objects.visible_to(administrator).exists()

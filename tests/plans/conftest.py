"""A case of the office, a draft plan, and a counsellor at the desk."""

from datetime import date

import pytest
from django.core.management import call_command

from tests.factories.cases import CaseFactory
from tests.factories.plans import (
    ServiceUsePlanFactory,
)
from tests.plans.posts import TEXTS


@pytest.fixture
def case(town):
    return CaseFactory(
        client__office=town.office,
        client__birth_on=date(1985, 4, 2),
        opened_on=date(2020, 4, 1),
    )


@pytest.fixture
def draft(case, town):
    return ServiceUsePlanFactory(
        case=case, author=town.counsellor, drafted_on=date(2026, 3, 16), **TEXTS
    )


@pytest.fixture
def desk(sign_in, town):
    return sign_in(town.counsellor)


@pytest.fixture
def _seeded(db):
    call_command("seed", verbosity=0)

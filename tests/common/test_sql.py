"""What `config.common.sql` adds to the ORM, on both databases."""

import pytest

from cases.models import Client
from tests.factories.cases import ClientFactory

pytestmark = pytest.mark.django_db


def test_rows_among_some_keys_are_those_that_in_finds(town):
    _first, *others = (ClientFactory(office=town.office) for _number in range(3))
    newest = Client.objects.order_by("-pk").values("pk")[:2]
    assert set(Client.objects.filter(pk__among=newest)) == set(others)
    assert set(Client.objects.filter(pk__in=newest)) == set(others)

"""SQLite knows which index finds few rows once it has looked at its tables."""

import pytest
from django.db import connection

from staffing.tasks import gather_statistics
from tests.factories.cases import ClientFactory

pytestmark = pytest.mark.django_db


def test_statistics_are_gathered_where_nothing_else_does_it(town):
    ClientFactory.create_batch(3, office=town.office)
    gather_statistics()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'cases_client'")
            assert cursor.fetchone()[0] > 0

"""SQLite knows which index finds few rows once it has looked at its tables."""

import pytest
from django.db import connection
from django.utils import timezone

from cases.choices import Method
from cases.models import Consultation
from config.common.bulk import insert_rows
from staffing.tasks import gather_statistics

pytestmark = pytest.mark.django_db

NUMBER = 2_400


def test_an_office_and_one_of_its_people_are_told_apart(town):
    """Which index finds the contacts of one person at a large office."""
    people = [town.counsellor.pk, town.lead.pk]
    now = timezone.now().replace(tzinfo=None)
    rows = [(people[at % 2], "電話で相談", now) for at in range(NUMBER)]
    same = {"office_id": town.office.pk, "method": Method.CALL}
    insert_rows(Consultation, ("worker_id", "text", "occurred_at"), rows, same=same)

    gather_statistics()

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'cases_consultation'")
            alike = {name: int(stat.split()[1]) for name, stat in cursor.fetchall()}
        assert alike["cases_log_worker"] == NUMBER / 2
        assert alike["cases_log_office"] == NUMBER

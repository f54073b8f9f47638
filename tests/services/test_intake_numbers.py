"""Fifty people receive a request at the same moment: every sheet has a number of its own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from cases.actions import receive_request
from cases.models import Intake
from tests.factories.cases import at
from tests.factories.staffing import OfficeFactory, UserFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PEOPLE = 50


# O-08
def test_fifty_requests_at_once_get_fifty_numbers():
    office, by = OfficeFactory(), UserFactory()

    def receive(number):
        try:
            receive_request(
                office=office,
                by=by,
                received_at=at("2026-06-10 10:00"),
                complaint=f"相談 {number}",
                today=date(2026, 6, 10),
                is_logged=True,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(receive, range(PEOPLE)))
    numbers = Intake.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, PEOPLE + 1))

"""Pages by key: where a page begins in the index (figure P12)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Consultation
from config.common.paging import page_by_key
from tests.factories.cases import ConsultationFactory

pytestmark = pytest.mark.django_db


def test_a_page_begins_at_its_row_and_not_at_the_end_of_the_period(town, rf):
    now = timezone.now()
    own = {"office": town.office, "worker": town.counsellor, "client": None}
    old, new = (
        ConsultationFactory(**own, occurred_at=now - timedelta(days=days)) for days in (2, 1)
    )
    log = Consultation.objects.in_period(now - timedelta(days=9), now)
    request = rf.get("/", {"after": new.pk})
    with CaptureQueriesContext(connection) as captured:
        page = page_by_key(request, log, order=("-occurred_at", "-pk"), counts=False)
    assert page.rows == [old]
    # SQLite takes the first of two bounds.
    [asked] = captured.captured_queries
    conditions = asked["sql"].partition(" WHERE ")[2]
    assert conditions.index('"occurred_at" <= (SELECT') < conditions.index('"occurred_at" >= ')

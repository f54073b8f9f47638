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


@pytest.mark.parametrize("query", [{}, {"after": 1}, {"before": 3}])
def test_a_page_found_among_the_keys_has_the_same_rows(town, rf, query):
    own = {"office": town.office, "worker": town.counsellor, "client": None}
    contacts = [ConsultationFactory(**own, caller_name=name) for name in "うあえい"]
    request = rf.get("/", {name: contacts[at].pk for name, at in query.items()})
    pages = [
        page_by_key(
            request,
            Consultation.objects.values("pk", "text"),
            order=("caller_name", "pk"),
            per_page=2,
            keys_first=keys_first,
        )
        for keys_first in (False, True)
    ]
    assert pages[0] == pages[1]
    assert pages[0].rows


def test_a_total_that_is_known_is_not_counted_again(town, rf):
    own = {"office": town.office, "worker": town.counsellor, "client": None}
    contacts = [ConsultationFactory(**own) for _ in range(3)]
    paging = {"order": ("-pk",), "per_page": 2}
    counted = page_by_key(rf.get("/"), Consultation.objects.all(), **paging)
    with CaptureQueriesContext(connection) as captured:
        known = page_by_key(rf.get("/"), Consultation.objects.all(), **paging, known_total=3)
    assert known == counted
    assert len(captured.captured_queries) == 1
    assert known.count == len(contacts)

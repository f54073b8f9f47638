"""Who may open a filed paper: whoever may read every part of it."""

import pytest
from django.urls import reverse

from tests.cases.test_papers import filed
from tests.factories.cases import CaseFactory


@pytest.fixture
def person(town):
    return CaseFactory(client__office=town.office, worker=town.counsellor).client


def test_a_filed_page_before_a_visit_opens_only_to_who_may_read_all_of_it(town, sign_in, person):
    url = filed(sign_in(town.counsellor), person, query="", kind="visit")
    assert sign_in(town.counsellor).get(url).status_code == 200
    clerk = sign_in(town.clerk)
    assert clerk.get(url).status_code == 403
    listed = clerk.get(reverse("cases:client-documents", args=[person.pk]))
    assert url not in listed.content.decode()
    own = filed(clerk, person, query="", kind="visit")
    assert clerk.get(own).status_code == 200

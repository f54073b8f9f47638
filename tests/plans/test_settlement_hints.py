"""A settlement case (地域定着支援) while the person is still, or again, in hospital.  # T-13"""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.models import Pause
from plans.models import CommunitySupport
from plans.rules import Inside, settlement_warnings
from tests.factories.cases import CaseFactory
from tests.factories.plans import CommunitySupportFactory, FacilityStayFactory

TODAY = date(2026, 11, 26)
LINE = {"starts_on": date(2026, 9, 1), "today": TODAY, "transitions": ()}


@pytest.mark.parametrize(
    ("stay", "starts_on", "number"),
    [
        (Inside("みなと病院", date(2019, 5, 1)), date(2026, 9, 1), 1),  # still there
        (Inside("みなと病院", date(2026, 11, 1)), date(2026, 9, 1), 1),  # came back in
        (Inside("みなと病院", date(2019, 5, 1)), date(2026, 12, 1), 1),  # granted for later
        (Inside("みなと病院", date(2019, 5, 1), date(2026, 11, 30)), date(2026, 12, 1), 0),
        (Inside("みなと病院", date(2019, 5, 1), date(2026, 9, 20)), date(2026, 9, 1), 1),
        (Inside("みなと病院", date(2019, 5, 1), date(2026, 9, 1)), date(2026, 9, 1), 0),
        (Inside("みなと病院", date(2026, 10, 1), date(2026, 10, 9)), date(2026, 9, 1), 0),
    ],
)
def test_a_settlement_does_not_go_with_a_stay(stay, starts_on, number):
    facts = LINE | {"starts_on": starts_on}
    assert len(settlement_warnings(**facts, inside=[stay])) == number


@pytest.fixture
def case(town):
    return CaseFactory(client__office=town.office)


@pytest.mark.django_db
def test_a_settlement_during_a_stay_is_started_with_a_warning(town, sign_in, case):
    desk = sign_in(town.counsellor)
    stay = FacilityStayFactory(case=case)
    start = reverse("plans:settlement-create", args=[case.client_id])
    assert stay.get_absolute_url() in desk.get(start).text
    day = str(timezone.localdate())
    typed = {"worker": town.counsellor.pk, "starts_on": day, "ground": "alone"}
    assert desk.post(start, typed).status_code == 302
    settlement = CommunitySupport.objects.get()
    transition = CommunitySupportFactory(case=case, stay=stay)
    for page in (settlement.get_absolute_url(), f"/clients/{case.client_id}/community/"):
        urls = [hint.url for hint in desk.get(page).context["hints"]]
        assert urls == [
            stay.get_absolute_url(),
            reverse("plans:support-edit", args=[transition.pk]),
        ]
    stay.ended_on, stay.end = timezone.localdate(), "community"
    stay.save()
    transition.ended_on, transition.end_reason = timezone.localdate(), "achieved"
    transition.save()
    assert desk.get(settlement.get_absolute_url()).context["hints"] == []


@pytest.mark.django_db
def test_a_pause_in_hospital_warns_of_a_settlement_too(town, sign_in, case):
    pause = Pause.objects.create(
        office=town.office,
        client=case.client,
        kind="hospital",
        place="港北病院",
        starts_on=timezone.localdate(),
    )
    settlement = CommunitySupportFactory(case=case, settlement=True)
    page = sign_in(town.counsellor).get(settlement.get_absolute_url())
    assert [hint.url for hint in page.context["hints"]] == [
        reverse("monitoring:pause-edit", args=[pause.pk])
    ]

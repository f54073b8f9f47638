"""The claim check as people use it: from the records to lines, decisions and a file. T-08"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cases.choices import Counterpart, Method, PlaceKind, Urgency
from config.common.fiscal import add_months, month_end, month_of
from config.common.wareki import wareki
from monitoring.choices import PauseKind
from monitoring.models import Pause
from reports.actions.claims import add_notice, decide_claim
from reports.choices_claims import Decision, Fee
from reports.claims import checked
from reports.claims.page import Viewer
from reports.models import ClaimMark, FeeUnit
from reports.rules.claims import Evidence
from staffing.choices import FigureCode
from staffing.models import LegalFigure
from staffing.permissions import access_for
from staffing.saving import Refused
from tests.factories.cases import CaseFactory, ConsultationFactory
from tests.factories.monitoring import MonitoringReportFactory, month_of_client
from tests.factories.reports import agreed_plan
from tests.factories.staffing import MunicipalityFactory

pytestmark = pytest.mark.django_db

# T-08
TODAY = timezone.localdate()
MONTH = month_of(TODAY)


@pytest.fixture(autouse=True)
def _reference(db):
    call_command("seed", verbosity=0)


@pytest.fixture
def reported(town):
    """A finished report of this month, with everything that its fee asks for."""
    case = CaseFactory(
        client__office=town.office, worker=town.counsellor, contracted_on=date(2024, 4, 1)
    )
    month = month_of_client(case.client, f"{TODAY:%Y-%m}")
    return MonitoringReportFactory(
        month=month, finished=True, visited_on=TODAY, submitted_on=TODAY, author=town.counsellor
    )


def check(town, user=None, month=MONTH):
    user = user or town.counsellor
    access_for(user, on=TODAY)
    return checked(user, town.office, month, month)


def test_a_report_becomes_a_line_with_units_and_evidence(reported, town):
    (row,) = check(town)

    assert (row.base.fee, row.base.units, row.day) == (Fee.MONITORING, 1308, TODAY)
    assert (row.base.is_claimed, row.units, row.amount) == (True, 1308, None)
    assert row.base.evidence[0].key == reported.pk


def test_a_visit_to_the_provider_is_proposed_beside_it(reported, town):
    ConsultationFactory(
        office=town.office,
        client=reported.client,
        occurred_at=timezone.now(),
        method=Method.VISIT,
        counterpart=Counterpart.PROVIDER,
        place_kind=PlaceKind.FACILITY,
        is_evidence=True,
    )

    (row,) = check(town)

    assert [(line.fee, line.total) for line in row.add_ons] == [(Fee.ON_SITE, 100)]
    assert row.units == 1408


def test_trained_posted_and_published_are_the_evidence_of_a_system(reported, town):
    notice = add_notice(
        town.office,
        by=town.manager,
        fee=Fee.MENTAL,
        variant="1",
        started_on=date(2024, 4, 1),
        person=town.counsellor,
        training="精神障害者支援研修",
        completed_on=date(2024, 3, 1),
    )

    (row,) = check(town)
    assert [len(line.missing) for line in row.add_ons] == [1]

    later = month_end(MONTH) + timedelta(days=9)
    type(notice).objects.filter(pk=notice.pk).update(published_on=later)
    (row,) = check(town)
    assert wareki(later, "weekday") in row.add_ons[0].missing[0]  # registered, but after the month

    type(notice).objects.filter(pk=notice.pk).update(published_on=date(2024, 4, 1))
    (row,) = check(town)
    assert row.units == 1308 + 60


def test_the_unit_price_makes_yen_and_the_enhanced_type_the_rate(reported, town, sign_in):
    start = {"started_on": date(2024, 4, 1), "by": town.manager}
    add_notice(town.office, fee="", unit_price="10.14", **start)
    add_notice(town.office, fee=Fee.PLAN, variant="e3", **start)

    (row,) = check(town)

    assert (row.base.variant, row.base.units) == ("e3", 1558)
    assert row.amount == 15798
    page = sign_in(town.clerk).get(reverse("reports:claim-check"), {"month": f"{MONTH:%Y-%m}"})
    assert "1,558単位です。 金額は15,798円です。" in page.content.decode()


def test_reductions_and_the_share_for_staff_follow_from_what_was_notified(reported, town):
    for fee in (Fee.CUT_PUBLISHING, Fee.TREATMENT):
        add_notice(town.office, by=town.manager, fee=fee, started_on=MONTH)

    (row,) = check(town)

    assert [(line.fee, line.units) for line in row.add_ons] == [
        (Fee.CUT_PUBLISHING, -65),
        (Fee.TREATMENT, 63),
    ]
    assert row.units == 1308 - 65 + 63


def test_who_lies_beyond_the_limit_of_a_specialist_is_not_ready(reported, town):
    LegalFigure.objects.filter(code=FigureCode.ON_SITE_LIMIT).update(value=1)
    other = CaseFactory(client__office=town.office, contracted_on=date(2024, 4, 1)).client
    for client, minutes in ((reported.client, 60), (other, 0)):
        ConsultationFactory(
            office=town.office,
            client=client,
            occurred_at=timezone.now() - timedelta(minutes=minutes),
            worker=town.counsellor,
            method=Method.VISIT,
            counterpart=Counterpart.PROVIDER,
            place_kind=PlaceKind.FACILITY,
            is_evidence=True,
        )

    beyond = {row.person.key: len(row.add_ons[-1].missing) for row in check(town)}

    assert sorted(beyond.values()) == [0, 1]


def test_a_stay_in_hospital_stands_as_evidence(town):
    case = CaseFactory(client__office=town.office, contracted_on=date(2024, 4, 1))
    pause = Pause.objects.create(
        office=town.office,
        client=case.client,
        kind=PauseKind.HOSPITAL,
        starts_on=MONTH,
        place="港北病院",
    )
    ConsultationFactory(
        office=town.office,
        client=case.client,
        occurred_at=timezone.now(),
        method=Method.CALL,
        counterpart=Counterpart.MEDICAL,
        text="病棟の相談員に生活の様子を伝えた",
    )

    (row,) = check(town)

    (line,) = row.add_ons
    assert (line.fee, line.variant) == (Fee.HOSPITAL_IN, "2")
    assert next((each.kind, each.key) for each in line.evidence) == ("pause", pause.pk)


def test_a_decision_wins_over_the_records_and_needs_its_reason(reported, town):
    asked = {
        "month": MONTH,
        "fee": Fee.MONITORING,
        "variant": "1",
        "decision": Decision.LEAVE,
        "by": town.counsellor,
    }
    with pytest.raises(Refused):
        decide_claim(reported.client, note=" ", **asked)

    decide_claim(reported.client, note="他事業所が請求", **asked)
    assert check(town)[0].units == 0
    decide_claim(reported.client, note="", **asked | {"decision": ""})
    assert check(town)[0].units == 1308
    decide_claim(reported.client, note="他事業所が請求", **asked)
    assert ClaimMark.objects.alive().count() == 1


def test_the_page_shows_lines_totals_and_says_that_nothing_is_sent(reported, town, sign_in):
    page = sign_in(town.clerk).get(reverse("reports:claim-check"))

    text = page.content.decode()
    assert reported.client.name in text
    assert "1,308" in text
    assert "請求そのものではありません" in text
    # The clerk opens no report.
    assert reverse("monitoring:report-detail", args=[reported.pk]) not in text


def test_a_decision_is_made_on_its_page(reported, town, sign_in):
    args = [reported.client_id, MONTH.year, MONTH.month, "monitoring-1"]
    url = reverse("reports:claim-decide", args=args)
    client = sign_in(town.counsellor)
    assert client.get(url).status_code == 200

    refused = client.post(url, {"decision": "leave", "_key": str(uuid4())})
    assert "note" in refused.context["form"].errors
    client.post(url, {"decision": "leave", "note": "重複", "_key": str(uuid4())})

    assert ClaimMark.objects.get().decision == Decision.LEAVE


def test_a_decision_leads_back_to_where_it_was_opened(reported, town, sign_in):
    desk = sign_in(town.counsellor)
    listed = desk.get(reverse("reports:claim-check"), {"kind": "adult", "page": "1"})
    url = listed.context["rows"][0]["lines"][0]["url"]
    note = {"decision": "leave", "note": "重複"}
    back = desk.post(url, note | {"_key": str(uuid4())}).url
    assert "kind=adult" in back
    assert back.endswith(f"#who-{reported.client_id}")
    assert f'id="who-{reported.client_id}"' in listed.text
    year = reverse("reports:client-claims", args=[reported.client_id])
    url = desk.get(year).context["rows"][0]["lines"][0]["url"]
    assert desk.post(url, note | {"_key": str(uuid4())}).url == year


@pytest.mark.parametrize("item", ["nonsense", "monitoring-x"])
def test_a_fee_that_does_not_exist_is_not_found(item, reported, town, sign_in):
    args = [reported.client_id, MONTH.year, MONTH.month, item]

    assert (
        sign_in(town.counsellor).get(reverse("reports:claim-decide", args=args)).status_code == 404
    )


def test_the_year_of_a_person(reported, town, sign_in):
    page = sign_in(town.counsellor).get(reverse("reports:client-claims", args=[reported.client_id]))

    assert [item["row"].month for item in page.context["rows"]] == [MONTH]


def test_a_first_plan_of_a_month_counts_with_its_gaps(town):
    agreed_plan(town.office, town.counsellor, TODAY.isoformat())

    (row,) = check(town)

    assert row.base.fee == Fee.PLAN
    assert row.base.standing == "lacks"
    assert row.units == 0 or Fee.FIRST in {line.fee for line in row.add_ons}


def test_the_months_before_say_that_nothing_was_first(town, reported):
    earlier = add_months(MONTH, -2)
    assert check(town, month=earlier) == []


def test_seeding_twice_writes_the_units_once():
    before = FeeUnit.objects.count()
    call_command("seed", verbosity=0)

    assert FeeUnit.objects.count() == before > 60


def test_the_tables_behind_it_are_open_to_read(town, sign_in):
    client = sign_in(town.counsellor)

    assert "報酬告示" in client.get(reverse("reports:fee-unit-list")).content.decode()
    assert client.get(reverse("reports:fee-notice-list")).status_code == 200


def test_the_manager_registers_what_was_notified(town, sign_in):
    client = sign_in(town.manager)
    url = reverse("reports:fee-notice-create")
    data = {"fee": "plan", "variant": "", "started_on": "R6.4.1", "_key": str(uuid4())}

    assert "variant" in client.post(url, data).context["form"].errors
    client.post(url, data | {"variant": "e1"})

    page = client.get(reverse("reports:fee-notice-list"))
    (row,) = page.context["rows"]
    edit = reverse("reports:fee-notice-edit", args=[row["notice"].pk])
    assert client.get(edit).status_code == 200
    proof = Evidence("notice", row["notice"].pk, row["notice"].started_on, "")
    assert Viewer(town.manager, town.office.pk).link(proof) == edit
    assert Viewer(town.counsellor, town.office.pk).link(proof) == ""


def test_special_and_far_places_go_by_the_address(reported, town):
    client = reported.client
    client.municipality, client.address = MunicipalityFactory(), "港北市奥山町 4-1"
    client.save()
    values = {"by": town.manager, "started_on": date(2024, 4, 1)}
    place = {"municipality": client.municipality, "places": "奥山町"}
    add_notice(town.office, fee=Fee.SPECIAL_AREA, **place, **values)
    add_notice(town.office, fee=Fee.REMOTE, **place, **values)
    hospital = {"method": Method.VISIT, "counterpart": Counterpart.MEDICAL, "is_evidence": True}
    ConsultationFactory(office=town.office, client=client, occurred_at=timezone.now(), **hospital)

    (row,) = check(town)
    assert {line.fee: line.total for line in row.add_ons} == {
        Fee.MEDICAL_LINK: 300,
        Fee.REMOTE: 300,
        Fee.SPECIAL_AREA: 196,
    }

    client.address = "港北市本町 1-1"
    client.save()
    (row,) = check(town)
    assert [line.fee for line in row.add_ons] == [Fee.MEDICAL_LINK]


def test_a_system_notified_for_two_people_counts_once_and_peers_are_two(reported, town):
    trained = {
        "by": town.manager,
        "started_on": date(2024, 4, 1),
        "completed_on": date(2024, 3, 1),
        "published_on": date(2024, 4, 1),
    }
    for person in (town.counsellor, town.lead):
        add_notice(town.office, fee=Fee.MENTAL, variant="2", person=person, **trained)
    add_notice(town.office, fee=Fee.PEER, person=town.counsellor, **trained)
    add_notice(town.office, fee=Fee.BASE, person=town.lead, by=town.manager, started_on=MONTH)

    (row,) = check(town)
    assert [(line.fee, len(line.missing)) for line in row.add_ons] == [
        (Fee.MENTAL, 0),
        (Fee.PEER, 1),
        (Fee.BASE, 0),
    ]

    add_notice(town.office, fee=Fee.PEER, person=town.lead, **trained)
    (row,) = check(town)
    assert row.units == 1308 + 30 + 100 + 500


def test_an_emergency_waits_until_the_office_is_part_of_a_base(reported, town):
    ConsultationFactory(
        office=town.office,
        client=reported.client,
        occurred_at=timezone.now(),
        method=Method.CALL,
        counterpart=Counterpart.PROVIDER,
        urgency=Urgency.NOW,
        text="短期入所の空きを確認した",
        is_evidence=True,
    )
    (row,) = check(town)
    assert [(line.fee, len(line.missing)) for line in row.add_ons] == [(Fee.EMERGENCY, 1)]

    add_notice(town.office, fee=Fee.EMERGENCY, by=town.manager, started_on=MONTH)
    (row,) = check(town)
    assert [(line.total, line.is_claimed) for line in row.add_ons] == [(700, True)]


def test_a_stay_without_any_contact_asks_for_the_information(town):
    case = CaseFactory(client__office=town.office, contracted_on=date(2024, 4, 1))
    Pause.objects.create(
        office=town.office, client=case.client, kind=PauseKind.HOSPITAL, starts_on=TODAY
    )

    (row,) = check(town)

    assert [(line.fee, len(line.missing)) for line in row.add_ons] == [(Fee.HOSPITAL_IN, 1)]


def test_what_lacks_something_is_claimed_with_a_reason_only(reported, town):
    fee = {"month": MONTH, "fee": Fee.CAP, "variant": "", "by": town.counsellor}
    with pytest.raises(Refused):
        decide_claim(reported.client, decision=Decision.CLAIM, note="", lacks=True, **fee)

    decide_claim(reported.client, decision=Decision.CLAIM, note="別綴り", lacks=True, **fee)

    assert ClaimMark.objects.alive().count() == 1

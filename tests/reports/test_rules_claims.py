"""Base fees and add-ons of a month: pure rules of domain 5.2 and 5.3."""

from datetime import date
from itertools import pairwise

import pytest

from cases.choices import Counterpart, Method, PlaceKind
from reports.choices_claims import Fee, Variant
from reports.fee_reference import fee_rows
from reports.rules.addons import candidates
from reports.rules.claims import (
    Contact,
    MeetingFact,
    Month,
    PlanFact,
    ReportFact,
    base_fee,
    idle_months,
)

# T-08
MONTH = date(2026, 11, 1)
DAY = date(2026, 11, 17)


def plan(made_on=DAY, **fields):
    days = {
        "delivered_on": made_on,
        "submitted_on": made_on,
        "assessed_on": made_on,
        "draft_consented_on": made_on,
        "draft_delivered_on": made_on,
    }
    return PlanFact(key=1, made_on=made_on, **days | fields)


def report(visited_on=DAY, **fields):
    values = {
        "is_at_home": True,
        "has_place": True,
        "submitted_on": visited_on,
        "asks_for_plan": False,
        "needs_change": False,
    }
    return ReportFact(key=2, visited_on=visited_on, **values | fields)


def contact(**fields):
    values = {
        "key": 3,
        "day": DAY,
        "method": Method.VISIT,
        "counterpart": Counterpart.SELF,
        "place_kind": PlaceKind.HOME,
        "present": (),
        "is_evidence": True,
        "worker": 1,
        "words": "訪問",
        "has": frozenset(),
    }
    return Contact(**values | fields)


def month(**fields):
    values = {
        "client": 1,
        "month": MONTH,
        "is_child": False,
        "age": 40,
        "contracted_on": date(2025, 4, 1),
        "idle_months": 5,
    }
    return Month(**values | fields)


def proposed(**fields):
    this = month(**fields)
    return {(each.fee, each.variant): each for each in candidates(this, base_fee(this))}


def test_the_month_of_the_plan_is_that_of_its_consent():
    found = base_fee(month(plans=[plan(date(2026, 11, 20))]))

    assert (found.fee, found.day, found.missing) == (Fee.PLAN, date(2026, 11, 20), ())


def test_monitoring_is_paid_once_however_often_it_was_done():
    found = base_fee(month(reports=[report(), report(date(2026, 11, 25))]))

    assert found.fee == Fee.MONITORING
    assert len(found.notes) == 1


def test_plan_and_monitoring_of_one_month_are_not_both_paid():
    assert base_fee(month(plans=[plan()], reports=[report()])).fee == Fee.PLAN


def test_monitoring_that_leads_into_a_plan_of_the_next_month_is_not_paid():
    following = plan(date(2026, 12, 10))

    asked = base_fee(month(reports=[report(asks_for_plan=True)], next_plan=following))
    other = base_fee(month(reports=[report()], next_plan=following))

    assert (asked.fee, bool(asked.notes)) == (None, True)
    assert other.fee == Fee.MONITORING


def test_an_office_that_took_over_in_the_month_is_pointed_out():
    found = base_fee(month(reports=[report()], moved_away_on=DAY))

    assert (found.fee, len(found.notes)) == (Fee.MONITORING, 1)


@pytest.mark.parametrize(
    "name",
    [
        "delivered_on",
        "submitted_on",
        "assessed_on",
        "draft_consented_on",
        "draft_delivered_on",
    ],
)
def test_each_step_of_a_plan_without_record_is_a_risk(name):
    assert len(base_fee(month(plans=[plan(**{name: None})])).missing) == 1


def test_what_the_chain_of_evidence_lacks_is_a_risk_too():
    assert base_fee(month(plans=[plan(lacks=("担当者会議の記録がない",))])).missing == (
        "担当者会議の記録がない",
    )


@pytest.mark.parametrize(
    ("fields", "notes"),
    [
        ({"plans": [plan()], "has_care_manager": True}, 1),
        ({"reports": [report()], "has_care_manager": True}, 1),
        ({"plans": [plan()]}, 0),
        ({"plans": [plan()], "has_care_manager": True, "is_child": True}, 0),
        ({"has_care_manager": True}, 0),
    ],
)
def test_who_has_a_care_manager_is_pointed_out(fields, notes):
    assert len(base_fee(month(**fields)).notes) == notes


@pytest.mark.parametrize(
    "field", [{"is_at_home": False}, {"has_place": False}, {"submitted_on": None}]
)
def test_monitoring_without_visit_place_or_submission_is_a_risk(field):
    assert len(base_fee(month(reports=[report(**field)])).missing) == 1


def test_the_first_plan_has_its_add_on_and_the_second_has_not():
    assert (Fee.FIRST, "") in proposed(plans=[plan()], idle_months=None)
    assert (Fee.FIRST, "") in proposed(plans=[plan()], idle_months=6)
    assert (Fee.FIRST, "") not in proposed(plans=[plan()], idle_months=5)


def test_the_months_without_anything_are_whole_ones():
    assert idle_months(MONTH, None) is None
    assert idle_months(MONTH, date(2026, 10, 1)) == 0
    assert idle_months(MONTH, date(2026, 4, 1)) == 6


def test_admission_by_visit_and_in_another_way():
    told = {"counterpart": Counterpart.MEDICAL, "has": frozenset({"admission"})}

    by_visit = proposed(contacts=[contact(**told)])
    by_phone = proposed(contacts=[contact(**told, method=Method.CALL)])

    assert (Fee.HOSPITAL_IN, Variant.ONE) in by_visit
    assert (Fee.HOSPITAL_IN, Variant.TWO) in by_phone


def test_discharge_counts_three_meetings_and_needs_a_plan():
    met = [
        contact(key=n, counterpart=Counterpart.MEDICAL, has=frozenset({"discharge"}))
        for n in range(4)
    ]

    without = proposed(contacts=met)[Fee.DISCHARGE, ""]
    complete = proposed(contacts=met, plans=[plan()])[Fee.DISCHARGE, ""]

    assert (without.times, len(without.missing)) == (3, 1)
    assert complete.missing == ()


def test_intensive_support_only_without_base_fee_and_with_a_home_visit():
    twice = [contact(key=1), contact(key=2, method=Method.DESK, place_kind=PlaceKind.OFFICE)]

    assert proposed(contacts=twice)[Fee.INTENSIVE, Variant.VISIT].missing == ()
    assert (Fee.INTENSIVE, Variant.VISIT) not in proposed(contacts=twice, reports=[report()])
    assert (Fee.INTENSIVE, Variant.VISIT) not in proposed(contacts=twice, contracted_on=None)
    away = [contact(key=n, place_kind=PlaceKind.FACILITY) for n in (1, 2)]
    assert len(proposed(contacts=away)[Fee.INTENSIVE, Variant.VISIT].missing) == 1


def test_the_link_with_care_insurance_is_for_adults_without_base_fee():
    about = [contact(has=frozenset({"care"}), method=Method.CALL)]

    assert (Fee.CARE_LINK, Variant.INFO) in proposed(contacts=about, age=64)
    assert (Fee.CARE_LINK, Variant.INFO) not in proposed(contacts=about, is_child=True, age=10)
    assert (Fee.CARE_LINK, Variant.INFO) not in proposed(contacts=about, reports=[report()])


def test_a_child_that_moves_to_school():
    about = [contact(has=frozenset({"move"}), counterpart=Counterpart.SCHOOL)]

    assert (Fee.CHILD_MOVE, Variant.VISIT) in proposed(contacts=about, is_child=True, age=6)
    assert (Fee.CHILD_MOVE, Variant.VISIT) not in proposed(contacts=about)


def test_the_talk_with_a_doctor_has_the_rate_of_the_month():
    talk = [contact(counterpart=Counterpart.MEDICAL)]

    assert (Fee.MEDICAL_LINK, Variant.TALK_PLAN) in proposed(contacts=talk, plans=[plan()])
    assert (Fee.MEDICAL_LINK, Variant.TALK_MONITORING) in proposed(
        contacts=talk, reports=[report()]
    )
    assert (Fee.MEDICAL_LINK, Variant.TALK_PLAN) not in proposed(contacts=talk)


def test_a_meeting_counts_in_a_month_of_monitoring_with_its_minutes():
    held = [MeetingFact(9, DAY, "第2回")]
    heard = [contact(method=Method.MEETING, is_evidence=False)]

    by_minutes = proposed(meetings=held, reports=[report()])[Fee.MEETING, ""]
    by_log = proposed(contacts=heard, reports=[report()])[Fee.MEETING, ""]

    assert by_minutes.missing == ()
    assert len(by_log.missing) == 1
    assert (Fee.MEETING, "") not in proposed(meetings=held, plans=[plan()])


def test_monitoring_where_the_service_is_given():
    seen = contact(place_kind=PlaceKind.FACILITY, counterpart=Counterpart.PROVIDER)

    assert (Fee.ON_SITE, "") in proposed(contacts=[seen])
    assert (Fee.ON_SITE, "") not in proposed(contacts=[contact()])


def test_a_contact_without_the_mark_of_evidence_is_no_proof():
    seen = contact(
        place_kind=PlaceKind.FACILITY, counterpart=Counterpart.PROVIDER, is_evidence=False
    )

    assert len(proposed(contacts=[seen])[Fee.ON_SITE, ""].missing) == 1


def units(fee, variant, whom, day):
    return [
        row.units
        for row in fee_rows()
        if (row.fee, row.variant, row.whom) == (fee, variant, whom)
        and row.valid_from <= day
        and (row.valid_to is None or row.valid_to >= day)
    ]


@pytest.mark.parametrize(
    ("fee", "variant", "whom", "day", "wanted"),
    [
        (Fee.PLAN, "1", "adult", date(2018, 3, 31), [1600]),
        (Fee.PLAN, "1", "adult", date(2018, 4, 1), [1458]),
        (Fee.PLAN, "1", "adult", date(2021, 3, 31), [1462]),
        (Fee.PLAN, "e1", "adult", date(2026, 11, 1), [2014]),
        (Fee.MONITORING, "1", "child", date(2026, 11, 1), [1448]),
        (Fee.FIRST, "", "child", date(2018, 4, 1), [500]),
        (Fee.HOSPITAL_IN, "1", "", date(2018, 4, 1), [200]),
        (Fee.HOSPITAL_IN, "2", "", date(2018, 4, 1), [100]),
        (Fee.DISCHARGE, "", "", date(2018, 4, 1), [200]),
        (Fee.CARE_LINK, "info", "adult", date(2018, 4, 1), [100]),
        (Fee.MEDICAL_LINK, "talk_plan", "", date(2018, 4, 1), [100]),
        (Fee.MEETING, "", "", date(2018, 4, 1), [100]),
        (Fee.ON_SITE, "", "", date(2018, 4, 1), [100]),
        (Fee.BEHAVIOUR, "1", "", date(2018, 4, 1), [35]),
        (Fee.MEDICAL_CARE, "1", "", date(2024, 3, 31), [35]),
        (Fee.MENTAL, "1", "", date(2024, 4, 1), [60]),
        (Fee.INTENSIVE, "visit", "", date(2021, 3, 31), []),
    ],
)
def test_units_are_those_of_the_day(fee, variant, whom, day, wanted):
    assert units(fee, variant, whom, day) == wanted


def test_no_rate_holds_twice_on_a_day():
    seen = {}
    for row in fee_rows():
        seen.setdefault((row.fee, row.variant, row.whom), []).append(row)
    for rows in seen.values():
        for earlier, later in pairwise(rows):
            assert earlier.valid_to < later.valid_from

"""Add-ons of the community base, far and special places, long first plans (domain 5.2). T-08"""

from datetime import date

import pytest

from cases.choices import Counterpart, Method, PlaceKind
from reports.choices_claims import Fee, Variant
from reports.rules.addons import candidates, named
from reports.rules.claims import Base, Contact, Evidence, Month, PlanFact, StayFact, base_fee
from reports.rules.places import Place
from reports.rules.regional import far_visits
from reports.rules.stays import discharge

# T-08
MONTH = date(2026, 11, 1)


def contact(day, *has, **fields):
    values = {
        "key": day.day,
        "day": day,
        "method": Method.VISIT,
        "counterpart": Counterpart.SELF,
        "place_kind": PlaceKind.HOME,
        "present": (),
        "is_evidence": True,
        "worker": 1,
        "words": "訪問",
        "has": frozenset(has),
    }
    return Contact(**values | fields)


def plan(**fields):
    day = date(2026, 11, 20)
    days = {
        "delivered_on": day,
        "submitted_on": day,
        "assessed_on": day,
        "draft_consented_on": day,
        "draft_delivered_on": day,
    }
    return PlanFact(key=1, made_on=day, **days | fields)


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


def found(**fields):
    this = month(**fields)
    return {(each.fee, each.variant): each for each in candidates(this, base_fee(this))}


def test_the_words_of_a_contact_and_a_body_that_is_meant_otherwise():
    assert named("至急で短期入所の空きを確認。緊急受入れを依頼") == {"urgent", "short_stay"}
    assert named("社会福祉協議会の貸付を案内") == set()
    assert named("協議会に報告") == {"council"}


@pytest.mark.parametrize(
    ("contract", "visits", "wanted"),
    [
        (date(2026, 9, 1), [date(2026, 11, 5)], None),
        (date(2026, 6, 10), [date(2026, 10, 5), date(2026, 10, 9), date(2026, 11, 5)], (2, 0)),
        (date(2026, 6, 10), [date(2026, 9, 10), date(2026, 9, 11)], (1, 0)),
        (date(2026, 6, 10), [date(2026, 9, 10), date(2026, 11, 21)], (1, 1)),
        (date(2026, 3, 1), [date(2026, month, 5) for month in (7, 8, 9, 10)], (3, 0)),
    ],
)
def test_a_first_plan_long_after_the_contract_counts_its_months_with_visits(
    contract, visits, wanted
):
    seen = [contact(day) for day in visits]
    got = found(
        plans=[plan()],
        contracted_on=contract,
        idle_months=None,
        before=[each for each in seen if each.day < MONTH],
        contacts=[each for each in seen if each.day >= MONTH],
    ).get((Fee.FIRST, Variant.MONTHS))

    assert (got and (got.times, len(got.missing))) == wanted


def test_the_meetings_of_the_whole_stay_count_with_the_plan_made_after_it():
    stay = StayFact(8, date(2026, 8, 3), date(2026, 10, 28), "入院中")
    talks = [
        contact(day, method=Method.MEETING, counterpart=Counterpart.MEDICAL)
        for day in (date(2026, 7, 30), date(2026, 9, 14), date(2026, 10, 26))
    ]
    planned = month(stays=[stay], before=talks, plans=[plan()])
    left = month(month=date(2026, 10, 1), stays=[stay], contacts=talks[2:], next_plan=plan())
    during = month(month=date(2026, 9, 1), stays=[stay], contacts=talks[1:2])

    (one,) = discharge(planned, Base(Fee.PLAN))

    assert (one.times, one.missing) == (2, ())
    assert [each.day.month for each in one.evidence if each.kind == "contact"] == [9, 10]
    assert discharge(left, Base(None)) == discharge(during, Base(None)) == []
    again = month(stays=[stay], before=talks, plans=[plan()], last_plan=plan())
    assert discharge(again, Base(Fee.PLAN)) == []


@pytest.mark.parametrize(
    ("base", "fee"), [({"plans": [plan()]}, Fee.MEDICAL_LINK), ({}, Fee.INTENSIVE)]
)
def test_information_given_in_writing_has_a_rate_of_its_own(base, fee):
    told = contact(date(2026, 11, 9), "info", method=Method.MAIL, counterpart=Counterpart.MEDICAL)
    about = contact(
        date(2026, 11, 9),
        "info",
        "admission",
        method=Method.MAIL,
        counterpart=Counterpart.MEDICAL,
    )

    assert (fee, Variant.INFO) in found(contacts=[told], **base)
    assert (fee, Variant.INFO) not in found(contacts=[about], **base)


def test_an_emergency_counts_each_day_once_whatever_else_the_month_has():
    calls = [
        contact(date(2026, 11, day), *has, method=Method.CALL, key=number)
        for number, (day, has) in enumerate(
            [(3, ("urgent", "short_stay")), (3, ("urgent", "short_stay")), (9, ("short_stay",))]
        )
    ]

    assert found(contacts=calls)[Fee.EMERGENCY, ""].times == 1
    assert (Fee.EMERGENCY, "") not in found(contacts=calls[2:])
    assert (Fee.EMERGENCY, "") not in found(contacts=calls, contracted_on=None)


def test_joint_support_needs_what_was_done_together_and_the_report_to_the_council():
    told = contact(date(2026, 11, 9), "council", method=Method.CALL)
    together = contact(date(2026, 11, 5), method=Method.MEETING)

    assert len(found(contacts=[told])[Fee.JOINT, ""].missing) == 1
    assert found(contacts=[told, together])[Fee.JOINT, ""].missing == ()
    assert (Fee.JOINT, "") not in found(contacts=[together])


def test_far_visits_are_those_behind_an_add_on():
    went = contact(date(2026, 11, 5), counterpart=Counterpart.MEDICAL)
    phoned = contact(date(2026, 11, 6), method=Method.CALL, counterpart=Counterpart.MEDICAL)
    this = month(contacts=[went, phoned], plans=[plan()])
    proposed = candidates(this, base_fee(this))

    (far,) = far_visits(this, proposed)

    assert [(each.kind, each.key) for each in far.evidence] == [("contact", 5)]
    assert far_visits(this, []) == []
    assert isinstance(far.evidence[0], Evidence)


@pytest.mark.parametrize(
    ("names", "municipality", "address", "is_there"),
    [
        ("", 1, "", True),
        ("", 2, "小樽市", False),
        ("銭函、張碓町", 1, "小樽市張碓町 12-3", True),
        ("銭函 張碓町", 1, "小樽市銭函３丁目", True),
        ("銭函3丁目", 1, "小樽市銭函３丁目", True),
        ("銭函", 1, "小樽市花園1-2", False),
        ("銭函", 2, "小樽市銭函3丁目", False),
        ("塩ヶ谷", 1, "塩ケ谷 4", True),
        ("銭函", 1, "", False),
    ],
)
def test_an_address_lies_in_a_place_by_its_name(names, municipality, address, is_there):
    assert Place(1, names).holds(municipality, address) is is_there

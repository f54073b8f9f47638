"""Add-ons around a registered stay, limits over people, and shares: pure rules (5.2, 5.3). T-08"""

from datetime import date
from decimal import Decimal

import pytest

from cases.choices import Counterpart, Method, PlaceKind
from reports.choices_claims import Fee, Variant
from reports.rules.claims import Base, Contact, Month, StayFact
from reports.rules.limits import Visit, beyond_limit, share
from reports.rules.stays import admission, discharge, is_about_stay

# T-08
MONTH = date(2026, 11, 1)
PLANNED, NOTHING = Base(Fee.PLAN), Base(None)
CAME_IN = StayFact(7, date(2026, 11, 9), None, "入院中　港北病院")
LEFT = StayFact(8, date(2026, 9, 3), date(2026, 11, 24), "入院中　港北病院")
SHORT = StayFact(9, date(2026, 11, 9), date(2026, 11, 24), "入院中　港北病院")
HOME = StayFact(6, date(2026, 11, 9), None, "入所中　ひだまり", is_hospital=False)


def contact(day=17, **fields):
    values = {
        "key": day,
        "day": date(2026, 11, day),
        "method": Method.CALL,
        "counterpart": Counterpart.MEDICAL,
        "place_kind": PlaceKind.OFFICE,
        "present": (),
        "is_evidence": True,
        "worker": 1,
        "words": "病棟",
    }
    return Contact(**values | fields)


def month(*stays, contacts=()):
    return Month(
        client=1,
        month=MONTH,
        is_child=False,
        age=40,
        contracted_on=date(2025, 4, 1),
        idle_months=5,
        stays=stays,
        contacts=contacts,
    )


@pytest.mark.parametrize(
    ("stays", "contacts", "wanted"),
    [
        ([], [contact()], None),
        ([CAME_IN], [], (Variant.TWO, ["pause"], 1)),
        ([CAME_IN], [contact(8)], (Variant.TWO, ["pause"], 1)),
        ([CAME_IN], [contact(10)], (Variant.TWO, ["pause", "contact"], 0)),
        ([CAME_IN], [contact(10, method=Method.VISIT)], (Variant.ONE, ["pause", "contact"], 0)),
        ([CAME_IN], [contact(10, is_evidence=False)], (Variant.TWO, ["pause", "contact"], 1)),
        ([SHORT], [contact(26)], (Variant.TWO, ["pause"], 1)),
        ([HOME], [contact(10)], None),
        ([LEFT], [contact(10)], None),
    ],
)
def test_a_stay_asks_for_information_to_the_hospital(stays, contacts, wanted):
    found = admission(month(*stays, contacts=contacts), NOTHING)

    shown = [(c.variant, [each.kind for each in c.evidence], len(c.missing)) for c in found]
    assert shown == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("stays", "contacts", "base", "wanted"),
    [
        ([CAME_IN], [contact(20, method=Method.VISIT)], PLANNED, None),
        ([LEFT], [], PLANNED, (1, ["pause"], 1)),
        ([LEFT], [contact(20)], PLANNED, (1, ["pause"], 1)),
        ([LEFT], [contact(20, method=Method.VISIT)], PLANNED, (1, ["pause", "contact"], 0)),
        ([LEFT], [contact(20, method=Method.VISIT)], NOTHING, (1, ["pause", "contact"], 1)),
        ([LEFT], [contact(27, method=Method.VISIT)], PLANNED, (1, ["pause"], 1)),
        ([SHORT], [contact(20, method=Method.VISIT)], PLANNED, (1, ["pause"], 1)),
        (
            [SHORT],
            [contact(20, method=Method.VISIT, has=frozenset({"discharge"}))],
            PLANNED,
            (1, ["pause", "contact"], 0),
        ),
        (
            [LEFT],
            [contact(day, method=Method.VISIT) for day in (2, 9, 16, 20)],
            PLANNED,
            (3, ["pause", *["contact"] * 4], 0),
        ),
    ],
)
def test_leaving_asks_for_a_meeting_before_and_a_plan(stays, contacts, base, wanted):
    found = discharge(month(*stays, contacts=contacts), base)

    shown = [(c.times, [each.kind for each in c.evidence], len(c.missing)) for c in found]
    assert shown == ([wanted] if wanted else [])


def test_a_contact_about_the_stay_is_no_talk_of_its_own():
    visit = contact(10, method=Method.VISIT)

    assert is_about_stay(month(CAME_IN), visit)
    assert is_about_stay(month(LEFT), visit)
    assert not is_about_stay(month(), visit)


def visits(number, worker=1, since=1):
    return [Visit(MONTH, client, worker) for client in range(since, since + number)]


@pytest.mark.parametrize(
    ("seen", "beyond"),
    [
        (visits(39), set()),
        (visits(40), {40}),
        ([*visits(39), *visits(39)], set()),
        ([*visits(39), *visits(39, worker=2, since=40)], set()),
        ([*visits(40), Visit(date(2026, 11, 20), 40, 2)], set()),
        ([Visit(date(2026, 11, 30), 0, 1), *visits(39)], {0}),
    ],
)
def test_a_specialist_counts_thirty_nine_people_a_month(seen, beyond):
    assert beyond_limit(seen, 39) == beyond


@pytest.mark.parametrize(
    ("units", "percent", "wanted"),
    [
        (1308, "-1", -13),
        (1572, "-1", -16),
        (1308, "-5", -65),
        (1308, "5.1", 67),
        (50, "1", 1),
        (1000, "15", 150),
    ],
)
def test_a_share_of_units_is_rounded_to_whole_ones(units, percent, wanted):
    assert share(units, Decimal(percent)) == wanted

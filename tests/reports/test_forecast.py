"""The outlook of 24 months and what spreading its peaks would change. S-01"""

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from config.common.fiscal import add_months, month_end, month_of
from config.common.wareki import month_label
from reports.figures.forecast import MONTHS, outlook, summed
from reports.figures.region_outlook import region_outlook
from reports.rules.spreading import Move, allowed, spread
from staffing.permissions import access_for
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringMonthFactory, MonitoringScheduleFactory
from tests.factories.plans import BenefitDecisionFactory, SelfPlanFactory

# S-01
TODAY = timezone.localdate()
FIRST = month_of(TODAY)

numbers = st.tuples(st.integers(0, 20), st.integers(0, 20))


@given(st.lists(numbers, min_size=2, max_size=12))
def test_spreading_loses_nobody_and_makes_no_month_higher(months):
    counts = [count for count, _movable in months]
    movable = {place: min(pair) for place, pair in enumerate(months)}

    after, moves = spread(counts, movable)

    assert sum(after) == sum(counts)
    assert max(after) <= max(counts)
    assert min(after) >= 0
    for place in range(len(counts)):
        assert sum(move.number for move in moves if move.start == place) <= movable[place]
    assert all(abs(move.start - move.end) == 1 for move in moves)


def test_a_peak_gives_to_its_neighbours():
    after, moves = spread([1, 7, 1], {1: 7})

    assert after == [3, 3, 3]
    assert moves == [Move(1, 0, 2), Move(1, 2, 2)]


@pytest.mark.parametrize(
    ("wish", "number"),
    [(Move(1, 2, 9), 3), (Move(1, 3, 1), 0), (Move(2, 3, 1), 0), (Move(0, -1, 1), 0)],
)
def test_a_wish_is_cut_to_what_may_move(wish, number):
    found = allowed(wish, [1, 7, 1], {1: 3})

    assert (found.number if found else 0) == number


@pytest.fixture
def person(db, town):
    """Somebody monitored every three months whose decision ends in five months."""
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    end = month_end(add_months(FIRST, 5))
    decision = BenefitDecisionFactory(
        client=case.client,
        starts_on=add_months(FIRST, -6),
        ends_on=end,
        interval_months=3,
        monitoring_from=add_months(FIRST, -4),
        monitoring_to=end.replace(day=1),
    )
    schedule = MonitoringScheduleFactory(decision=decision)
    for place in (2, 5):
        MonitoringMonthFactory(schedule=schedule, due_month=add_months(FIRST, place))
    return case.client


def lines(town, by="person", offices=None):
    access_for(town.lead, on=TODAY)
    return outlook(town.lead, offices or [town.office.pk], by=by, today=TODAY)


def test_stored_months_renewals_and_the_periods_after_them(person, town):
    (line,) = lines(town)

    assert (line.key, line.name) == (town.counsellor.pk, town.counsellor.name)
    assert [place for place, number in enumerate(line.renewals) if number] == [5, 17]
    assert [place for place, number in enumerate(line.monitoring) if number] == [
        2,
        5,
        8,
        11,
        14,
        17,
        20,
        23,
    ]
    assert sorted(line.movable.elements()) == [2, 8, 11, 14, 20, 23]


def test_the_same_work_by_office_and_municipality(person, town):
    for by in ("office", "municipality"):
        assert sum(summed(lines(town, by)).monitoring) == 8


def test_overdue_monitoring_stands_apart(person, town):
    schedule = MonitoringScheduleFactory(decision__client=person)
    MonitoringMonthFactory(schedule=schedule, due_month=add_months(FIRST, -1))

    assert lines(town)[0].backlog == 1


def test_a_closed_case_is_not_renewed(person, town):
    case = person.cases.get()
    type(case).objects.filter(pk=case.pk).update(
        closed_on=TODAY, state="closed", close_reason="moved"
    )

    assert sum(summed(lines(town)).renewals) == 0


def test_a_period_with_the_persons_own_plan_is_not_monitored(person, town):
    own = SelfPlanFactory(
        case=person.cases.get(), starts_on=add_months(FIRST, -1), ends_on=month_end(FIRST)
    )
    assert sum(summed(lines(town)).monitoring) == 8
    type(own).objects.update(ends_on=month_end(add_months(FIRST, 11)))
    (line,) = lines(town)
    assert [place for place, n in enumerate(line.monitoring) if n] == [2, 5, 14, 17, 20, 23]
    type(own).objects.update(ends_on=None)
    (line,) = lines(town)
    assert [place for place, n in enumerate(line.monitoring) if n] == [2, 5]
    assert sum(line.renewals) == 2


def test_the_page_answers_and_tries_a_move(person, town, sign_in):
    client = sign_in(town.lead)
    url = reverse("reports:forecast")

    page = client.get(url)
    assert page.context["peak"]["number"] == 2
    assert len(page.context["months"]) == MONTHS
    start = add_months(FIRST, 2)
    tried = client.get(f"{url}?month={start:%Y-%m}&way=earlier&number=3").context["what_if"]
    assert [move["number"] for move in tried["moves"]] == [1]
    assert tried["after"][1:3] == [1, 0]
    assert tried["is_cut"]
    never = client.get(f"{url}?month=2010-04&way=later&number=3")
    assert never.context["what_if"]["moves"] == []
    assert "その月から動かせる人はいません" in never.content.decode()
    for by in ("office", "municipality"):
        assert client.get(f"{url}?by={by}").status_code == 200


def test_years_stand_over_the_months_in_the_era_of_the_page(person, town, sign_in):
    page = sign_in(town.lead).get(reverse("reports:forecast")).content.decode()
    assert f'<th scope="col" class="n nw">{month_label(FIRST, "short").split(".")[0]}<br>' in page
    assert f"'{FIRST:%y}" not in page


def test_an_office_without_work_reads_no_peak_of_nothing(town, sign_in):
    page = sign_in(town.lead).get(reverse("reports:forecast")).content.decode()
    assert "今後24か月の予定はありません" in page
    assert "最も多いのは" not in page


def test_a_counsellor_sees_the_own_line_only(person, town, sign_in):
    other = CaseFactory(client__office=town.office, worker=town.lead)
    schedule = MonitoringScheduleFactory(decision__client=other.client)
    MonitoringMonthFactory(schedule=schedule, due_month=FIRST)

    page = sign_in(town.counsellor).get(reverse("reports:forecast"))

    assert [line["name"] for line in page.context["lines"]] == [town.counsellor.name]


def due_next_month(office, number):
    """So many people whose monitoring is due next month; their decisions end after the outlook."""
    for _count in range(number):
        case = CaseFactory(client__office=office)
        decision = BenefitDecisionFactory(
            client=case.client,
            starts_on=FIRST,
            ends_on=month_end(add_months(FIRST, MONTHS + 1)),
        )
        schedule = MonitoringScheduleFactory(decision=decision)
        MonitoringMonthFactory(schedule=schedule, due_month=add_months(FIRST, 1))


@pytest.mark.parametrize(
    ("numbers", "hides", "cells", "total"),
    [
        ((6, 7), True, (6, 7), 13),
        ((2, 7), True, (None, None), 9),
        ((2, 2), True, (None, None), None),
        ((2, 7), False, (2, 7), 9),
    ],
)
def test_the_region_sees_months_by_office_and_no_small_numbers(
    db, town, numbers, hides, cells, total
):
    offices = [town.office, town.other_office]
    for office, number in zip(offices, numbers, strict=True):
        due_next_month(office, number)

    found = region_outlook(offices, TODAY, hides=hides)

    row = found.monitoring[2]
    assert (row.month, row.cells, row.total) == (add_months(FIRST, 1), cells, total)
    assert len(found.renewals) == MONTHS


def test_the_city_sees_the_outlook_of_its_region_without_people(person, town, sign_in):
    page = sign_in(town.city).get(reverse("reports:forecast"))

    text = page.content.decode()
    assert page.context["hides"]
    assert "＊" in text
    assert person.name not in text
    assert town.counsellor.name not in text
    assert [room["name"] for room in page.context["rooms"]]


def test_the_core_centre_has_both_outlooks(person, town, sign_in):
    client = sign_in(town.core_staff)

    assert "parts" not in client.get(reverse("reports:forecast")).context
    region = client.get(reverse("reports:forecast") + "?region=true")
    assert region.context["may_office"]

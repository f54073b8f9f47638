"""計画作成率 and セルフプラン率 of a municipality, month by month.  # S-09 # C-07 # S-12"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from reports.figures import town_coverage
from reports.rules.coverage import Covered, coverage_rows, percent, valid_figure
from staffing.models import TownCount
from tests.factories.cases import CaseFactory, CertificateFactory
from tests.factories.plans import BenefitDecisionFactory, SelfPlanFactory, ServiceUsePlanFactory
from tests.factories.staffing import MunicipalityFactory, TownCountFactory

URL = "/figures/coverage/"
KINDS = ("entitled_adult", "entitled_child")
YEAR = (date(2026, 4, 1), date(2027, 3, 31))


def test_a_rate_is_cut_and_needs_a_whole():
    assert percent(2, 3) == Decimal("66.6")
    assert percent(39, 100) == Decimal("39.0")
    assert percent(1, None) is None
    assert percent(None, 100) is None


def test_the_newest_number_of_a_day_holds():
    figures = {
        "entitled_adult": [(date(2025, 4, 1), 90), (date(2026, 4, 1), 100)],
        "entitled_child": [(date(2025, 4, 1), 10)],
    }
    assert valid_figure(figures, KINDS, date(2026, 5, 1)) == (110, date(2025, 4, 1))
    assert valid_figure(figures, KINDS, date(2026, 3, 31)) == (100, date(2025, 4, 1))
    assert valid_figure(figures, KINDS, date(2024, 3, 31)) == (None, None)


def test_who_has_a_plan_and_who_made_it_alone():
    people = [
        Covered((YEAR,), date(2026, 5, 10), ()),
        Covered((YEAR,), None, ()),
        Covered((YEAR,), None, ((date(2026, 4, 1), date(2026, 5, 30), True),)),
        Covered((), date(2020, 1, 1), ((date(2026, 5, 31), None, False),)),
    ]
    days = [date(2026, 4, 30), date(2026, 5, 31)]
    figures = {"entitled_adult": [(date(2026, 4, 1), 4)]}
    april, may = coverage_rows(people, figures, days, kinds=KINDS, hides=False)
    assert (april.planned, april.own, april.unwanted, april.rate) == (0, 1, 1, Decimal("0.0"))
    assert (may.planned, may.own, may.unwanted, may.own_rate) == (1, 1, 0, Decimal("25.0"))
    hidden = coverage_rows(people, figures, days, kinds=KINDS, hides=True)[1]
    assert (hidden.planned, hidden.rate, hidden.own) == (None, None, None)


@pytest.fixture
def covered(town):
    """Six people of the town with a plan, one with a self-made plan; one lives elsewhere."""
    home = town.office.municipality
    for _count in range(6):
        case = CaseFactory(client__office=town.office, client__municipality=home)
        ServiceUsePlanFactory(case=case, consented=True)
        BenefitDecisionFactory(client=case.client)
    SelfPlanFactory(case=CaseFactory(client__office=town.office, client__municipality=home))
    away = CaseFactory(client__office=town.office, client__municipality=MunicipalityFactory())
    ServiceUsePlanFactory(case=away, consented=True)
    BenefitDecisionFactory(client=away.client)
    TownCountFactory(municipality=home, number=12)
    return home


@pytest.mark.django_db
def test_the_rows_count_the_records_of_the_town(covered):
    rows = town_coverage(covered, 2026, today=date(2026, 11, 26), hides=False)
    assert [row.day for row in rows][-2:] == [date(2026, 10, 31), date(2026, 11, 26)]
    assert (rows[-1].planned, rows[-1].rate) == (6, Decimal("50.0"))
    assert (rows[-1].own, rows[-1].own_rate) == (1, Decimal("8.3"))
    assert town_coverage(covered, 2027, today=date(2026, 11, 26), hides=False) == []


@pytest.mark.parametrize("persona", ["manager", "city", "core_staff"])
@pytest.mark.django_db
def test_manager_and_city_see_rates_without_small_numbers(town, covered, sign_in, persona):
    page = sign_in(town.people[persona]).get(URL, {"month": "2026-11"})
    row = page.context["towns"][0]["rows"][-1]
    assert (row.planned, row.entitled) == (6, 12)
    assert row.own == (1 if persona == "core_staff" else None)
    assert page.context["can_edit"] == (persona != "manager")


@pytest.mark.django_db
def test_a_number_is_shown_with_its_thousands_apart(town, sign_in):
    town_of_city = town.city_office.municipality
    TownCountFactory(municipality=town_of_city, kind="population", number=60415)
    assert "<b>60,415</b>" in sign_in(town.city).get(URL).text


def test_the_city_writes_its_numbers_down_once_a_day(town, sign_in):
    desk = sign_in(town.city)
    typed = {
        "municipality": town.city_office.municipality_id,
        "kind": "entitled_child",
        "counted_on": "R8.4.1",
        "number": "34",
        "source": "年度当初の集計",
    }
    assert desk.post(f"{URL}numbers/new/", typed).status_code == 302
    assert TownCount.objects.get().number == 34
    assert desk.post(f"{URL}numbers/new/", typed).status_code == 422
    later = f"{timezone.localdate() + timedelta(days=2)}"
    assert desk.post(f"{URL}numbers/new/", typed | {"counted_on": later}).status_code == 422
    foreign = typed | {"municipality": MunicipalityFactory().pk, "kind": "population"}
    assert "municipality" in desk.post(f"{URL}numbers/new/", foreign).context["form"].errors
    edit = f"{URL}numbers/{TownCount.objects.get().pk}/"
    assert desk.post(edit, typed | {"number": "35", "_version": "1"}).status_code == 302
    assert TownCount.objects.get().number == 35


@pytest.mark.django_db
def test_a_past_month_counts_where_the_decision_of_that_month_was_made(town, covered):
    """Who moved away since then still counts in the old town's months, and not in its new ones."""
    away = MunicipalityFactory()
    mover = CaseFactory(client__office=town.office, client__municipality=away)
    ServiceUsePlanFactory(case=mover, consented=True)
    until = {"starts_on": date(2026, 4, 1), "ends_on": date(2026, 9, 30)}
    BenefitDecisionFactory(client=mover.client, municipality=covered, **until)
    since = {"starts_on": date(2026, 10, 1), "ends_on": date(2027, 9, 30)}
    BenefitDecisionFactory(client=mover.client, municipality=away, **since)
    rows = town_coverage(covered, 2026, today=date(2026, 11, 26), hides=False)
    numbers = {row.day.month: row.planned for row in rows}
    assert (numbers[9], numbers[10], numbers[11]) == (7, 6, 6)
    there = town_coverage(away, 2026, today=date(2026, 11, 26), hides=False)
    assert {row.day.month: row.planned for row in there}[9] == 0
    assert there[-1].planned == 1


@pytest.mark.django_db
def test_a_self_made_plan_follows_the_certificate_of_its_day(town):
    home, away = town.office.municipality, MunicipalityFactory()
    client = CaseFactory(client__office=town.office, client__municipality=away).client
    SelfPlanFactory(client=client, starts_on=date(2026, 4, 1))
    CertificateFactory(
        client=client, municipality=home, starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30)
    )
    rows = town_coverage(home, 2026, today=date(2026, 11, 26), hides=False)
    assert [row.own for row in rows][:4] == [1, 1, 1, 0]


@pytest.fixture
def unplaced(town):
    """Two people of the office of whom nothing says which municipality decided."""
    people = [
        CaseFactory(client__office=town.office, client__municipality=None).client for _ in range(4)
    ]
    today = timezone.localdate()
    year = {"starts_on": today - timedelta(days=90), "ends_on": today + timedelta(days=90)}
    BenefitDecisionFactory(client=people[0], **year)
    SelfPlanFactory(client=people[1], starts_on=today - timedelta(days=90))
    BenefitDecisionFactory(client=people[2], municipality=town.office.municipality, **year)
    return people  # the last one has no decision at all


@pytest.mark.django_db
def test_the_page_says_who_is_left_out_and_leads_there(town, sign_in, unplaced):
    desk = sign_in(town.manager)
    note = desk.get(URL).context["left_out"]
    assert note["number"] == 2
    page = desk.get(note["url"])
    assert {client.pk for client in page.context["page"]} == {unplaced[0].pk, unplaced[1].pk}
    assert f"/clients/{unplaced[0].pk}/edit/#id_municipality" in page.text
    unplaced[0].municipality = town.office.municipality
    unplaced[0].save()
    assert desk.get(URL).context["left_out"]["number"] == 1


@pytest.mark.django_db
def test_a_city_reads_no_small_number_and_gets_no_list(town, sign_in, unplaced):
    desk = sign_in(town.city)
    page = desk.get(URL)
    assert page.context["left_out"] | {"day": None} == {
        "day": None,
        "number": None,
        "is_region": True,
        "own": 0,
        "url": "",
    }
    assert desk.get(f"{URL}left-out/").status_code == 403

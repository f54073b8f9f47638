"""Every number of the home page opens exactly its rows; what is missing leads to its field."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.choices import Method
from cases.models import Case
from config.common.fiscal import add_months, month_of
from monitoring.choices import MonthState
from plans.models import BenefitDecision
from reports.figures import deadline_sets
from reports.figures.gaps import GAPS, gap_sets
from tests.factories.care import CareMeetingFactory
from tests.factories.cases import (
    AppointmentFactory,
    CaseFactory,
    ConsentFactory,
    ConsultationFactory,
    PromiseFactory,
)
from tests.factories.councils import MeetingFactory
from tests.factories.monitoring import MonitoringReportFactory, month_of_client
from tests.factories.plans import BenefitDecisionFactory, ServiceUsePlanFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def held(town, **fields):
    """A client with an open case of the counsellor, opened long ago."""
    fields = {"worker": town.counsellor, "opened_on": TODAY() - timedelta(days=400)} | fields
    return CaseFactory(client__office=town.office, **fields).client


@pytest.fixture
def work(town):
    """Something under every number: of the counsellor, of the lead, of nobody."""
    today, now = TODAY(), timezone.now()
    month = month_of(today)
    for worker in (town.counsellor, town.lead, None):
        client = held(town, worker=worker, client__name_kana="", contracted_on=today)
        fields = {"office": town.office, "client": client}
        who = worker or town.manager
        ConsultationFactory(worker=who, method=Method.VISIT, **fields)
        PromiseFactory(owner=who, due_on=today - timedelta(days=1), **fields)
        AppointmentFactory(worker=who, starts_at=now - timedelta(days=1), **fields)
        ServiceUsePlanFactory(case=client.cases.get(), author=who)
        agreed = held(town, worker=worker)
        ServiceUsePlanFactory(case=agreed.cases.get(), author=who, consented=True)
        for days in (-3, 30):
            ends = today + timedelta(days=days)
            fields = {"starts_on": ends - timedelta(days=300), "ends_on": ends}
            BenefitDecisionFactory(client=held(town, worker=worker), **fields)
        for state in MonthState:
            due = month_of_client(held(town, worker=worker), f"{month:%Y-%m}", state=state)
            if state in (MonthState.REPORTED, MonthState.DONE, MonthState.SUBMITTED):
                MonitoringReportFactory(month=due, author=who)
        month_of_client(held(town, worker=worker), f"{add_months(month, -1):%Y-%m}")
        MeetingFactory(office=town.office, held_on=today - timedelta(days=2), writer=worker)
        CareMeetingFactory(case=client.cases.get(), held_on=today - timedelta(days=2))


def rows_behind(desk, url):
    """How many rows the list behind a number has, all its pages together."""
    page = desk.get(url)
    assert page.status_code == 200, url
    return page.context["page"].count


@pytest.mark.parametrize("view", ["mine", "team"])
@pytest.mark.parametrize("persona", ["counsellor", "lead", "clerk"])
def test_every_number_of_the_home_page_opens_exactly_its_rows(town, sign_in, work, persona, view):
    desk = sign_in(town.people[persona])
    home = desk.get("/", {"view": view}).context
    lines = home["counts"].warnings
    numbers = {line.url: line.number for line in lines if "/gaps/" not in line.url}
    if months := home.get("months"):
        own = f"&worker={town.people[persona].pk}" if view == "mine" else ""
        path = reverse("monitoring:month-list")
        numbers |= {f"{path}?state={state}{own}": number for state, _w, number in months.tallies}
    assert {url: rows_behind(desk, url) for url in numbers} == numbers
    assert view == "mine" or len(numbers) > 1
    missing = next((line for line in lines if "/gaps/" in line.url), None)
    gaps = desk.get(reverse("reports:gap-list"), {"view": view}).context
    assert gaps["total"] == (missing.number if missing else 0)


def test_every_number_of_what_is_missing_opens_exactly_its_rows(town, sign_in, work):
    desk, path = sign_in(town.manager), reverse("reports:gap-list")
    page = desk.get(path, {"view": "team"}).context
    numbers = {
        f"{path}?of={gap.key}&view=team&worker={person['worker']}": number
        for person in page["people"]
        for gap, number in person["cells"]
    } | {f"{path}?of={gap.key}&view=team": number for gap, number in page["totals"].items()}
    assert {url: rows_behind(desk, url) for url in numbers} == numbers
    assert all(number > 0 for number in page["totals"].values())
    assert page["total"] == sum(person["total"] for person in page["people"])


def test_every_line_of_the_rule_table_leads_to_the_field_that_fills_it_in(town, sign_in, work):
    desk = sign_in(town.manager)
    for gap in GAPS:
        page = desk.get(reverse("reports:gap-list"), {"of": gap.key, "view": "team"})
        path, _hash, field = page.context["rows"][0]["url"].partition("#")
        form = desk.get(path)
        assert form.status_code == 200, gap.key
        assert f'id="{field}"' in form.content.decode() or not field, gap.key


def test_what_is_filled_in_is_missing_no_more(town):
    today = TODAY()
    client = held(town, contracted_on=today, client__birth_on=today, client__name_kana="あ")
    client.certificate_number, client.municipality = "0123456789", town.office.municipality
    client.save()
    ConsentFactory(client=client, includes_support=True, includes_meeting=True)
    BenefitDecisionFactory(client=client)
    note = {"method": Method.VISIT, "place_kind": "home", "minutes": 30}
    record = ConsultationFactory(office=town.office, worker=town.counsellor, client=client, **note)
    record.contents.create(content="services")
    sets = gap_sets(town.manager, today, is_own=False, office_id=town.office.pk)
    assert [gap.key for gap, rows in sets.items() if rows.exists()] == []
    BenefitDecision.objects.all().delete()
    assert [gap.key for gap, rows in sets.items() if rows.all().exists()] == ["decision"]


@pytest.mark.parametrize(
    ("days_ago", "opened_ago", "is_quiet"),
    [(59, 400, False), (60, 400, True), (None, 59, False), (None, 61, True), (10, 400, False)],
)
def test_nobody_spoken_with_for_so_many_days_is_told(town, days_ago, opened_ago, is_quiet):
    client = held(town, opened_on=TODAY() - timedelta(days=opened_ago))
    if days_ago is not None:
        at = timezone.localtime().replace(hour=12) - timedelta(days=days_ago)
        of_client = {"client": client, "occurred_at": at}
        ConsultationFactory(office=town.office, worker=town.counsellor, **of_client)
    sets = deadline_sets(town.counsellor, TODAY(), is_own=True, office=town.office)
    assert sets["quiet"].exists() == is_quiet
    town.office.quiet_days = 7
    sets = deadline_sets(town.counsellor, TODAY(), is_own=True, office=town.office)
    assert sets["quiet"].exists()


def test_a_closed_case_is_never_quiet(town):
    ended = {"state": "closed", "closed_on": TODAY(), "close_reason": "moved"}
    Case.objects.filter(client=held(town)).update(**ended)
    sets = deadline_sets(town.counsellor, TODAY(), is_own=False, office=town.office)
    assert not sets["quiet"].exists()


def test_an_office_sets_its_own_number_of_days(town, sign_in):
    path = reverse("staffing:office-edit", args=[town.office.pk])
    assert 'name="quiet_days"' in sign_in(town.manager).get(path).content.decode()

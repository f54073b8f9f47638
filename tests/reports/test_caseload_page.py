"""担当件数 (S34): who sees which rows, and every number opens exactly its records."""

import re
from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import CaseAssignment
from config.common.fiscal import add_months, month_of
from monitoring.choices import MonthState
from plans.choices import PlanKind
from reports.rules.caseload import tenths
from staffing.choices import Role
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import month_of_client
from tests.factories.reports import agreed_plan, finished_report, law, serve
from tests.factories.staffing import PostingFactory

URL = "/caseload/"


@pytest.fixture
def month(town):
    """This month, with work of each kind for the counsellor and the lead."""
    law()
    now = month_of(timezone.localdate())
    text, before = f"{now:%Y-%m}", f"{add_months(now, -1):%Y-%m}"
    agreed_plan(town.office, town.counsellor, f"{text}-01")
    agreed_plan(town.office, town.counsellor, f"{text}-01", kind=PlanKind.CHILD)
    finished_report(town.office, town.lead, f"{text}-01")
    serve(town.office, town.counsellor, before, 7)
    held = CaseFactory(
        client__office=town.office, worker=town.counsellor, contracted_on=date(2026, 4, 2)
    )
    CaseAssignment.objects.create(case=held, worker=town.counsellor, started_on=date(2026, 4, 2))
    CaseFactory(client__office=town.office, contracted_on=date(2026, 4, 2))
    month_of_client(held.client, text)
    month_of_client(held.client, text, state=MonthState.DONE)
    month_of_client(held.client, before)
    return now


def links_with_numbers(page: str) -> list[tuple[str, str]]:
    """Return (address, number) of every number of the table that is a link."""
    found = re.findall(r'href="(/caseload/records/[^"]+)">(?:<b>)?([\d.]+)<', page)
    return [(url.replace("&amp;", "&"), number) for url, number in found]


# T-07
def test_every_number_opens_exactly_its_records(town, month, sign_in):
    browser = sign_in(town.manager)
    links = links_with_numbers(browser.get(URL).content.decode())
    assert len(links) > 30
    for url, number in links:
        response = browser.get(url)
        assert response.context["count"] == len(response.context["page"].object_list)
        counted = response.context["count"]
        if "half_year" in url:
            assert number == str(tenths(Fraction(counted, 6))), url
        else:
            assert counted == int(number), url


def test_a_record_says_why_it_counts_and_leads_to_the_paper(town, month, sign_in):
    plan = agreed_plan(town.office, town.lead, f"{month:%Y-%m}-02")
    url = reverse("reports:caseload-detail")
    page = sign_in(town.manager).get(url, {"of": "served", "worker": town.lead.pk})
    rows = list(page.context["page"])
    assert {str(row["what"]) for row in rows} == {"計画作成", "モニタリング"}
    assert reverse("plans:plan-detail", args=[plan.pk]) in page.content.decode()


def test_a_counsellor_sees_the_own_row_and_the_sums_of_the_office(town, month, sign_in):
    page = sign_in(town.counsellor).get(URL)
    assert [row["person"].worker_id for row in page.context["rows"]] == [town.counsellor.pk]
    assert town.lead.name not in page.content.decode()
    assert page.context["total"]["load"].served == 3


def test_a_counsellor_cannot_ask_for_a_colleagues_records(town, month, sign_in):
    browser = sign_in(town.counsellor)
    url = reverse("reports:caseload-detail")
    assert browser.get(url, {"worker": town.counsellor.pk}).status_code == 200
    assert browser.get(url, {"worker": town.lead.pk}).status_code == 403


def test_a_lead_sees_everybody(town, month, sign_in):
    workers = {row["person"].worker_id for row in sign_in(town.lead).get(URL).context["rows"]}
    assert {town.counsellor.pk, town.lead.pk} <= workers


def test_another_office_sees_none_of_these_people(town, month, sign_in):
    browser = sign_in(town.stranger)
    page = browser.get(URL)
    assert page.context["total"]["load"].served == 0
    assert town.counsellor.name not in page.content.decode()
    records = browser.get(reverse("reports:caseload-detail"), {"worker": town.counsellor.pk})
    assert list(records.context["page"]) == []


def test_the_answer_names_who_is_over_the_standard(town, sign_in):
    law()
    now = month_of(timezone.localdate())
    for step in range(-6, 0):
        serve(town.office, town.counsellor, f"{add_months(now, step):%Y-%m}", 36)
    page = sign_in(town.manager).get(URL)
    family = town.counsellor.name.split()[0]
    assert f"標準の35件を超えているのは1人（{family} +1.0）です。" in page.context["answer"]


def test_the_month_can_be_changed_but_not_into_the_future(town, month, sign_in):
    browser = sign_in(town.manager)
    before = add_months(month, -1)
    page = browser.get(URL, {"month": f"{before:%Y-%m}"})
    assert (page.context["month"], page.context["next_month"]) == (before, month)
    assert page.context["total"]["load"].served == 7
    later = browser.get(URL, {"month": f"{add_months(month, 3):%Y-%m}"})
    assert later.context["month"] == month
    assert browser.get(URL, {"month": "いつか"}).context["month"] == month
    assert browser.get(URL, {"month": "1868-01"}).context["month"] == date(2012, 4, 1)
    assert browser.get(URL, {"month": "0001-01"}).status_code == 200


def test_a_database_without_the_numbers_of_the_law_still_shows_the_counts(town, sign_in):
    agreed_plan(town.office, town.counsellor, timezone.localdate().isoformat())
    page = sign_in(town.manager).get(URL)
    assert page.status_code == 200
    assert page.context["total"]["load"].served == 1
    assert "標準の件数が登録されていません" in page.context["answer"]


def test_a_file_is_offered_to_those_only_who_may_take_it(town, month, sign_in):
    path = reverse("staffing:list-export", args=["caseload"])
    assert path in sign_in(town.lead).get(URL).content.decode()
    core = sign_in(town.core_staff)
    assert path not in core.get(URL).content.decode()
    assert core.get(path).status_code == 403


def test_core_staff_see_the_offices_of_the_region_without_people(town, month, sign_in):
    page = sign_in(town.core_staff).get(URL, {"region": "true"})
    lines = {line["name"]: line["served"] for line in page.context["lines"]}
    assert lines[town.office.name] == "3"
    text = page.content.decode()
    assert town.counsellor.name not in text
    assert "利用 " not in text


def test_the_city_never_sees_a_number_of_fewer_than_five_people(town, month, sign_in):
    page = sign_in(town.city).get(URL)
    lines = {line["name"]: line for line in page.context["lines"]}
    assert lines[town.office.name]["served"] == "＊"
    assert page.context["sums"]["served"] == "＊"
    assert town.counsellor.name not in page.content.decode()


def test_the_city_sees_a_large_office(town, sign_in):
    law()
    now = timezone.localdate()
    for step in range(-6, 1):
        serve(town.office, town.counsellor, f"{add_months(month_of(now), step):%Y-%m}", 8)
    line = next(
        line
        for line in sign_in(town.city).get(URL).context["lines"]
        if line["name"] == town.office.name
    )
    assert (line["served"], line["average"]) == ("8", "8.0")


def test_who_works_at_two_offices_sees_the_chosen_one(town, month, sign_in):
    PostingFactory(user=town.manager, office=town.other_office, role=Role.MANAGER)
    browser = sign_in(town.manager)
    assert browser.get(URL).context["office"].load.served == 3
    browser.post(reverse("office-switch"), {"office": town.other_office.pk})
    assert browser.get(URL).context["office"].load.served == 0

"""Plan against actual: counted as the plan counts, every number opens its records."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from config.common.fiscal import fiscal_months, fiscal_year
from reports.actual_page import actual_table
from reports.choices import ActualKey
from reports.rules.actuals import attainment, key_of_row, monthly_so_far
from tests.factories.cases import CaseFactory, ConsultationFactory
from tests.factories.reports import agreed_plan, finished_report

URL = "/figures/actuals/"


# O-12
def test_a_row_of_the_plan_says_what_it_counts():
    assert key_of_row("特定相談", "利用支援") == ActualKey.PLAN_ADULT
    assert key_of_row("児童相談", "継続支援") == ActualKey.REPORT_CHILD
    assert key_of_row("地域相談", "利用支援") == ActualKey.COMMUNITY_FIRST
    assert key_of_row("基本相談（登録外）", "") == ActualKey.BASIC
    assert key_of_row("食事会", "") is None


# O-12
def test_figures_are_cut_as_in_the_plan():
    assert attainment(191, 191) == 100
    assert attainment(2, 3) == Decimal("66.6")
    assert attainment(5, 0) is None
    assert monthly_so_far([3, 4, 0, 0], 2) == Decimal("3.5")
    assert monthly_so_far([], 0) is None


@pytest.fixture
def year(town):
    """This month: a plan, a report, two contacts with strangers and one with a client."""
    today = timezone.localdate()
    case = CaseFactory(client__office=town.office, worker=town.counsellor)
    agreed_plan(town.office, town.counsellor, today.isoformat())
    finished_report(town.office, town.counsellor, today.isoformat())
    for client in (None, None, case.client):
        ConsultationFactory(
            office=town.office, worker=town.counsellor, client=client, occurred_at=timezone.now()
        )
    return today


# O-12
@pytest.mark.django_db
def test_every_number_opens_its_records(town, sign_in, year):
    table = actual_table(town.office, fiscal_year(year), today=year)
    place = list(fiscal_months(fiscal_year(year))).index(year.replace(day=1))
    found = {line.key: line.cells[place] for line in table.lines}
    assert found[ActualKey.PLAN_ADULT] == 1
    assert found[ActualKey.REPORT_ADULT] == 1
    assert found[ActualKey.BASIC] == 2
    assert table.total.total == 4
    assert table.total.cells[place + 1 :] == (None,) * (11 - place)
    desk = sign_in(town.lead)
    page = desk.get(URL)
    assert page.status_code == 200
    for line in table.lines:
        for number, url in line.shown_cells:
            if url:
                response = desk.get(url)
                totals = response.context.get("totals")
                assert (totals["contacts"] if totals else response.context["count"]) == number


# O-12
@pytest.mark.django_db
def test_the_table_leaves_as_paper_and_as_a_file(town, sign_in, year):
    desk = sign_in(town.manager)
    paper = desk.get(reverse("reports:actuals-pdf"))
    assert paper.content.startswith(b"%PDF")
    words = PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    # Nothing breaks within a word of the narrow columns.
    assert (words.count("利用支援"), words.count("特定相談"), words.count("月平均")) == (4, 1, 1)
    file = desk.post(reverse("staffing:list-export", args=["actuals"]), {"kind": "csv"})
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[-1].startswith("合計")
    assert desk.get(f"{URL}records/?of=basic").status_code == 404
    town.manager.language = "en"
    town.manager.save()
    paper = sign_in(town.manager).get(reverse("reports:actuals-pdf"))
    assert "4月" in PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert sign_in(town.clerk).get(URL).status_code == 403


# O-12
@pytest.mark.django_db
def test_a_year_that_is_over_has_all_its_months(town):
    table = actual_table(town.office, 2020, today=date(2026, 11, 1))
    assert table.passed == 12
    assert all(cell == 0 for cell in table.total.cells)

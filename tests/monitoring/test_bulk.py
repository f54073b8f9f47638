"""The acts on ticked months of S26: visits, inquiry sheets, printed reports."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cases.models import Appointment
from config.common.wareki import wareki
from monitoring.inquiries import inquiry_sheets
from monitoring.models import MonitoringMonth
from staffing.models import AuditEntry
from tests.factories.cases import CaseFactory
from tests.factories.monitoring import MonitoringReportFactory, month_of_client
from tests.factories.plans import (
    PlannedServiceFactory,
    PlanNeedFactory,
    ServiceProviderFactory,
    ServiceTypeFactory,
    ServiceUsePlanFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
THIS = f"{TODAY:%Y-%m}"


@pytest.fixture
def months(town):
    cases = [CaseFactory(client__office=town.office, worker=town.counsellor) for _ in range(2)]
    return [month_of_client(case.client, THIS) for case in cases]


def tick(months, act):
    return {"record": [month.pk for month in months], "act": act}


def test_the_visits_of_ticked_months_are_planned_together(months, town, sign_in):
    client = sign_in(town.counsellor)
    led = client.post(reverse("monitoring:month-bulk"), tick(months, "visits"))
    page = client.get(led.url)
    assert len(page.context["form"].formsets["visits"].forms) == 2
    day = TODAY + timedelta(days=3)
    data = {
        "_key": str(uuid4()),
        "visits-TOTAL_FORMS": 2,
        "visits-INITIAL_FORMS": 2,
        "visits-0-month": months[0].pk,
        "visits-0-starts_on": f"{day:%Y-%m-%d}",
        "visits-0-starts_time": "",
        "visits-0-worker": town.counsellor.pk,
        "visits-1-month": months[1].pk,
        "visits-1-worker": town.counsellor.pk,
    }

    refused = client.post(led.url, data)
    assert refused.status_code == 422
    client.post(led.url, data | {"visits-0-starts_time": "13:30"})

    made = Appointment.objects.get()
    assert made.client_id == months[0].client_id
    assert MonitoringMonth.objects.get(pk=months[0].pk).appointment == made


def test_a_month_of_another_office_is_not_among_them(months, town, sign_in):
    response = sign_in(town.stranger).post(
        reverse("monitoring:month-bulk"), tick(months, "visits"), follow=True
    )

    assert response.redirect_chain[-1][0] == reverse("monitoring:month-list")
    assert not Appointment.objects.exists()


def test_a_sheet_for_each_provider_of_a_person(months, town):
    plan = ServiceUsePlanFactory(
        case=months[0].client.cases.get(), consented=True, final=True, author=town.counsellor
    )
    need = PlanNeedFactory(plan=plan, goal="週4日通う")
    provider = ServiceProviderFactory(office=town.office, name="あおば工房")
    PlannedServiceFactory(need=need, provider=provider, service_type=ServiceTypeFactory())

    twin = months[1].client  # the same name, another person in charge
    twin.name = months[0].client.name
    twin.save()
    months[0].client.cases.update(worker=town.counsellor)
    twin.cases.update(worker=town.lead)
    rows = MonitoringMonth.objects.with_worker().order_by("pk")

    sheets = inquiry_sheets(list(rows), today=TODAY)

    assert [sheet["worker"] for sheet in sheets] == [town.counsellor.name, town.lead.name]
    soonest = TODAY + timedelta(days=7)
    last = max(months[0].due_on - timedelta(days=10), soonest)
    assert sheets[0]["answer_by"] == wareki(last, "long-weekday")
    assert [(sheet["provider"], len(sheet["rows"])) for sheet in sheets] == [
        ("あおば工房", 1),
        ("（事業者名）", 0),
    ]


def test_inquiry_sheets_and_reports_are_printed_and_noted(months, town, sign_in):
    MonitoringReportFactory(month=months[0], finished=True, visited_on=TODAY)
    client, url = sign_in(town.counsellor), reverse("monitoring:month-bulk")

    for act in ("inquiries", "reports"):
        response = client.post(url, tick(months, act))
        assert response["Content-Type"] == "application/pdf"

    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"inquiry.printed", "paper.printed"} <= verbs


# ux 6.0: a sheet that got among others is known by its footer
def test_each_report_among_others_bears_the_number_of_its_person(months, town, sign_in):
    for month in months[:2]:
        MonitoringReportFactory(month=month, finished=True, visited_on=TODAY)

    response = sign_in(town.counsellor).post(
        reverse("monitoring:month-bulk"), tick(months, "reports")
    )

    pages = PdfReader(io.BytesIO(response.content)).pages
    words = ["".join(page.extract_text().split()) for page in pages]
    numbers = {f"利用者番号{month.client_id}" for month in months[:2]}
    assert {
        number
        for number in numbers
        for page in words
        if f"{number}令和" in page or f"{number}R" in page
    } == numbers
    assert "枚" not in words[0]


def test_without_a_tick_or_a_report_the_page_says_so(months, town, sign_in):
    client, url = sign_in(town.counsellor), reverse("monitoring:month-bulk")

    nobody = {"act": "inquiries", "record": [0, 99_999_999]}
    for data in ({"act": "visits"}, tick(months, "reports"), nobody):
        response = client.post(url, data, follow=True)
        assert list(response.context["messages"])

"""今月のモニタリング: whose, how far, how late; every number leads to its list."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from config.common.fiscal import add_months
from monitoring import overview
from monitoring.models import MonitoringMonth
from plans.choices import PlanKind
from tests.factories.cases import CaseFactory, ClientFactory
from tests.factories.monitoring import MonitoringReportFactory, month_of_client
from tests.factories.plans import ServiceUsePlanFactory
from tests.factories.staffing import MunicipalityFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
MONTH = TODAY.replace(day=1)
LAST, NEXT = add_months(MONTH, -1), add_months(MONTH, 1)


def due(town, month=MONTH, worker=None, **fields):
    case = CaseFactory(client__office=town.office, worker=worker)
    return month_of_client(case.client, f"{month:%Y-%m}", **fields)


def listed(client, **query):
    response = client.get(reverse("monitoring:month-list"), query)
    return [row.pk for row in response.context["rows"]]


def test_the_page_shows_this_month_and_everything_overdue(town, sign_in):
    late, now = due(town, LAST), due(town)
    due(town, LAST, state="done")
    due(town, NEXT)
    due(town, is_due=False)

    assert listed(sign_in(town.counsellor)) == [late.pk, now.pk]


def test_another_month_shows_only_itself(town, sign_in):
    due(town, LAST)
    coming = due(town, NEXT)

    assert listed(sign_in(town.counsellor), month=f"{NEXT:%Y-%m}") == [coming.pk]


def test_nonsense_in_the_address_shows_the_current_month(town, sign_in):
    now = due(town)

    query = {"month": "いつか", "worker": "x", "state": "y", "municipality": "z"}
    assert listed(sign_in(town.counsellor), **query) == [now.pk]


def test_every_number_of_the_table_is_the_length_of_its_list(town, sign_in):
    for worker in (town.counsellor, town.lead, None):
        due(town, LAST, worker)
        due(town, MONTH, worker)
        due(town, MONTH, worker, state="skipped")
        due(town, NEXT, worker)
        MonitoringReportFactory(month=due(town, MONTH, worker), finished=True)
        MonitoringReportFactory(month=due(town, LAST, worker, state="reported"))
    client = sign_in(town.counsellor)
    table = client.get(reverse("monitoring:month-list")).context["matrix"]

    cells = [(row.total_url, row.total) for row in table.rows]
    cells += [(row.next_url, row.next_count) for row in table.rows]
    cells += [(cell.url, cell.count) for row in table.rows for cell in row.cells]
    for url, count in cells:
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert len(listed(client, **query)) == count, url
    assert table.total == sum(row.total for row in table.rows) == 15
    assert table.sums["overdue"] == 6


def test_the_answer_names_who_is_late(town, sign_in):
    due(town, LAST, town.counsellor)
    due(town, MONTH, town.lead)

    answer = sign_in(town.counsellor).get(reverse("monitoring:month-list")).context["answer"]

    assert town.counsellor.name in answer
    assert town.lead.name not in answer


def test_months_are_told_apart_by_adult_and_child_and_municipality(town, sign_in):
    adult, child = due(town), due(town)
    plan = ServiceUsePlanFactory(
        case=child.client.cases.get(), kind=PlanKind.CHILD, client=child.client
    )
    decision = child.schedule.decision
    decision.plan = plan
    decision.save()
    town_hall = MunicipalityFactory()
    adult.client.municipality = town_hall
    adult.client.save()
    client = sign_in(town.counsellor)

    assert listed(client, kind="child") == [child.pk]
    assert listed(client, kind="adult") == [adult.pk]
    assert listed(client, municipality=town_hall.pk) == [adult.pk]


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("open", "monitoring:report-create"),
        ("skipped", "monitoring:month-detail"),
    ],
)
def test_every_row_offers_one_next_step(state, action, town, sign_in):
    month = due(town, state=state)

    rows = sign_in(town.counsellor).get(reverse("monitoring:month-list")).context["rows"]

    assert rows[0].action_url == reverse(action, args=[month.pk])


def test_before_its_month_a_visit_is_planned_not_reported(town, sign_in):
    month = due(town, NEXT)
    query = {"month": f"{NEXT:%Y-%m}"}

    rows = sign_in(town.counsellor).get(reverse("monitoring:month-list"), query).context["rows"]

    assert rows[0].action_url == reverse("monitoring:month-visit", args=[month.pk])


def test_only_the_most_urgent_row_is_marked(town, sign_in):
    due(town, LAST)
    due(town, LAST)

    rows = sign_in(town.counsellor).get(reverse("monitoring:month-list")).context["rows"]

    assert [row.is_primary for row in rows] == [True, False]


def test_the_pages_go_on_where_the_last_one_stopped(town, sign_in):
    months = [due(town, state="open" if place % 2 else "skipped") for place in range(52)]
    client = sign_in(town.counsellor)

    first = client.get(reverse("monitoring:month-list"))
    page = first.context["page"]
    second = client.get(f"{reverse('monitoring:month-list')}?{page.next_query}")

    shown = [row.pk for row in first.context["rows"]] + [row.pk for row in second.context["rows"]]
    assert sorted(shown) == sorted(month.pk for month in months)
    assert len(set(shown)) == 52


def queries_of(client, path) -> int:
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    return len(caught)


@pytest.mark.parametrize("page", ["list", "person"])
def test_a_page_costs_the_same_for_one_and_for_many(page, town, sign_in):
    client = sign_in(town.counsellor)
    person = ClientFactory(office=town.office)
    path = (
        reverse("monitoring:month-list")
        if page == "list"
        else reverse("monitoring:client-months", args=[person.pk])
    )
    MonitoringReportFactory(month=month_of_client(person, f"{MONTH:%Y-%m}"), finished=True)
    due(town, MONTH, town.counsellor)
    queries_of(client, path)
    before = queries_of(client, path)
    for place in range(12):
        MonitoringReportFactory(month=month_of_client(person, f"{2010 + place}-04"), finished=True)
        due(town, MONTH, town.counsellor)
        due(town, LAST, town.lead)

    assert queries_of(client, path) == before


def test_the_table_of_numbers_costs_one_query(town, django_assert_num_queries):
    for worker in (town.counsellor, town.lead, town.manager):
        due(town, MONTH, worker)

    with django_assert_num_queries(1):
        overview.matrix(MonitoringMonth.objects.all(), month=MONTH, today=TODAY)


def test_the_words_of_an_interval():
    assert overview.interval_label(1) != overview.interval_label(6)
    assert "6" in overview.interval_label(6)


def test_the_months_of_another_office_are_nowhere(town, sign_in):
    due(town)
    due(town, LAST)

    page = sign_in(town.stranger).get(reverse("monitoring:month-list"))

    assert page.context["rows"] == []
    assert page.context["matrix"].total == 0

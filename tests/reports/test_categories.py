"""業務区分: numbers by month and office, with their rows; no small number for the city."""

from itertools import product

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from cases.models import Consultation
from cases.rules import count_contacts
from config.common.fiscal import fiscal_range, month_end
from councils.models import Meeting, NetworkActivity
from reports.figures import category_year
from reports.rules.small_cells import shown_row
from tests.factories.cases import ClientFactory, ConsultationFactory, WorkCategoryFactory, at
from tests.factories.councils import BodyFactory, MeetingFactory, NetworkActivityFactory

URL = "/figures/categories/"


def test_a_shown_row_gives_no_small_number_away():
    for counts in product((0, 1, 4, 5, 9), repeat=4):
        cells, total = shown_row(counts, hides=True)
        hidden = [count for count, cell in zip(counts, cells, strict=True) if cell is None]
        assert all(cell is None or cell == 0 or cell >= 5 for cell in cells)
        assert total is None or not hidden or (len(hidden) > 1 and sum(hidden) >= 5)


@pytest.fixture
def busy(town):
    """Two persons and a stranger in April and May; one contact has no category."""
    type(town.office).objects.filter(pk=town.office.pk).update(has_work_categories=True)
    category = WorkCategoryFactory()
    people = [ClientFactory(office=town.office) for _one in range(2)]
    rows = [("04-10", people[0]), ("04-11", people[0]), ("04-12", None), ("05-10", people[0])]
    for day, client in [*rows, ("05-31", people[1])]:
        ConsultationFactory(
            office=town.office,
            worker=town.counsellor,
            client=client,
            occurred_at=at(f"2026-{day} 23:30"),
            work_category=category if day != "04-12" else None,
        )
    return category


# K-02
@pytest.mark.django_db
def test_the_year_counts_as_the_rule_does(town, busy):
    found = category_year(town.office.pk, 2026)
    contacts = [
        (r.occurred_at.astimezone().date(), r.client_id) for r in Consultation.objects.all()
    ]
    months = [(month, month_end(month)) for month in found.months]
    for place, span in enumerate([*months, fiscal_range(2026)]):
        by_rule = count_contacts(contacts, *span)
        shown = [(*line.cells, line.total)[place] for line in (found.contacts, found.persons)]
        assert shown == list(by_rule)
    assert found.persons.total == 2
    assert found.lines[-1].total == 1


# K-02
@pytest.mark.django_db
def test_every_number_opens_exactly_its_rows(town, sign_in, busy):
    desk = sign_in(town.lead)
    page = desk.get(f"{URL}?month=2026-05")
    cells = [c for part in page.context["parts"] for line in part["lines"] for c in line["cells"]]
    linked = [cell for cell in cells if cell["url"]]
    assert [cell["label"] for cell in linked] == ["2", "2", "4", "1", "1"]
    for cell in linked:
        assert len(desk.get(cell["url"]).context["rows"]) == int(cell["label"])


# K-02
@pytest.mark.django_db
def test_meetings_and_activities_are_counted_beside_the_contacts(town, sign_in, busy):
    body = BodyFactory(office=town.office)
    for day, state in (("04-10", "finished"), ("05-12", "planned"), ("05-13", "cancelled")):
        done = {"finished_at": timezone.now()} if state == "finished" else {}
        MeetingFactory(body=body, held_on=f"2026-{day}", state=state, work_category=busy, **done)
    MeetingFactory(body=body, held_on="2030-03-01")
    for category in (busy, busy, None):
        NetworkActivityFactory(office=town.office, held_on="2026-05-20", work_category=category)
    page = sign_in(town.lead).get(f"{URL}?month=2026-05")
    numbers = [
        [cell["label"] for cell in line["cells"] if cell["url"]]
        for block in page.context["blocks"]
        for part in block["parts"]
        for line in part["lines"]
    ]
    assert numbers == [["1", "1", "2"], ["2", "2"], ["1", "1"]]
    for block in page.context["blocks"]:
        for line in (line for part in block["parts"] for line in part["lines"]):
            for cell in filter(lambda cell: cell["url"], line["cells"]):
                opened = sign_in(town.lead).get(cell["url"]).context["page"]
                assert opened.count == int(cell["label"])
    region = sign_in(town.city).get(f"{URL}?month=2026-05")
    assert [block["sums"][0]["cells"][-1]["label"] for block in region.context["blocks"]] == [
        "1",
        "3",
    ]


# K-02
# K-06
@pytest.mark.django_db
def test_an_activity_carries_a_category_of_its_day(town, sign_in, busy):
    new = reverse("councils:activity-create")
    typed = {
        "held_on": "2015-04-01",
        "kind": "course",
        "title": "出前講座",
        "worker": town.counsellor.pk,
        "participants": "24",
        "work_category_id": busy.pk,
    }
    desk = sign_in(town.counsellor)
    type(busy).objects.filter(pk=busy.pk).update(valid_from="2021-04-01")
    cache.clear()
    assert "work_category_id" in desk.post(new, typed).context["form"].errors
    assert "held_on" in desk.post(new, typed | {"held_on": "2098-04-01"}).context["form"].errors
    assert desk.post(new, typed | {"held_on": "2026-05-20"}).status_code == 302
    activity = NetworkActivity.objects.get()
    assert (activity.work_category, activity.participants) == (busy, 24)
    listed, opened = reverse("councils:activity-list"), activity.get_absolute_url()
    assert opened in desk.get(listed).content.decode()
    assert opened not in sign_in(town.clerk).get(listed).content.decode()
    desk = sign_in(town.counsellor)
    desk.post(reverse("councils:activity-delete", args=[activity.pk]), {"reason": "二重"})
    assert not NetworkActivity.objects.alive().exists()
    desk.post(reverse("councils:activity-restore", args=[activity.pk]))
    assert NetworkActivity.objects.alive().get() == activity
    row = BodyFactory(office=town.office)
    told = {"body": row.pk, "held_on": "2026-06-01", "mode": "venue", "work_category_id": busy.pk}
    told |= {"attendees-TOTAL_FORMS": "0", "attendees-INITIAL_FORMS": "0"}
    assert sign_in(town.lead).post(reverse("councils:meeting-create"), told).status_code == 302
    assert Meeting.objects.get().work_category == busy


# K-01
@pytest.mark.django_db
def test_the_city_sees_no_small_number_and_no_way_to_the_rows(town, sign_in, busy):
    body = sign_in(town.city).get(f"{URL}?month=2026-04").content.decode()
    assert "＊" in body
    assert "/log/" not in body


@pytest.mark.django_db
def test_the_table_costs_the_same_however_much_there_is(
    town, sign_in, busy, django_assert_max_num_queries
):
    desk = sign_in(town.lead)
    desk.get(URL)
    with django_assert_max_num_queries(8):
        desk.get(f"{URL}?month=2026-05")

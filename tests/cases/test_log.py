"""The log: periods, conditions, totals; the record and its correction."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.models import Consultation
from staffing.models import AuditEntry
from tests.factories.cases import ClientFactory, ConsultationFactory, PromiseFactory, at

pytestmark = pytest.mark.django_db
LIST = "/log/"


@pytest.fixture
def desk(town, sign_in):
    return sign_in(town.counsellor)


def contact(town, **fields):
    return ConsultationFactory(**{"office": town.office, "worker": town.counsellor} | fields)


def keys(page):
    return [row["pk"] for row in page.context["rows"]]


def test_without_a_choice_this_month_is_shown_with_its_totals(desk, town):
    client = ClientFactory(office=town.office)
    contact(town, client=client, minutes=16)
    contact(town, client=client, minutes=35)
    contact(town, caller_name="港町病院")
    contact(town, occurred_at=timezone.now() - timedelta(days=40), minutes=500)
    totals = desk.get(LIST).context["totals"]
    assert (totals["contacts"], totals["minutes"], totals["persons"]) == (3, 51, 1)


def test_a_whole_period_is_the_same_as_one_narrowed_by_what_holds_for_all(desk, town):
    client = ClientFactory(office=town.office)
    for minutes in (10, None, 20):
        contact(town, client=client, minutes=minutes)
    contact(town, office=town.other_office, client=ClientFactory(office=town.other_office))
    contact(town, client=client, deleted_at=timezone.now())
    whole, narrowed = (desk.get(f"{LIST}{query}").context for query in ("", "?who=registered"))
    assert not narrowed["filter"].is_whole_period
    assert [name for name in ("rows", "totals", "page") if whole[name] != narrowed[name]] == []
    assert len(whole["rows"]) == 3


@pytest.mark.parametrize(("period", "days_ago"), [("today", 1), ("year", 400)])
def test_a_period_leaves_out_what_lies_before(desk, town, period, days_ago):
    inside = contact(town)
    contact(town, occurred_at=timezone.now() - timedelta(days=days_ago))
    assert keys(desk.get(f"{LIST}?period={period}")) == [inside.pk]


def test_a_typed_range_counts_both_its_days(desk, town):
    inside = [
        contact(town, occurred_at=at("2026-10-31 23:59")).pk,
        contact(town, occurred_at=at("2026-10-01 00:00")).pk,
    ]
    contact(town, occurred_at=at("2026-11-01 00:00"))
    contact(town, occurred_at=at("2026-09-30 23:59"))
    assert keys(desk.get(f"{LIST}?since=R8.10.1&until=2026-10-31")) == inside


def test_an_end_before_the_start_is_said_and_what_was_typed_stays(desk, town):
    page = desk.get(f"{LIST}?since=R8.10.31&until=R8.10.1")
    form = page.context["filter"].form
    assert "until" in form.errors
    assert str(form.errors["until"][0]) in page.content.decode()
    assert form["since"].value() == "R8.10.31"


@pytest.mark.parametrize("text", ["R8.2.30", "こわれた日", "9" * 500])
def test_a_broken_day_is_said(desk, text):
    page = desk.get(LIST, {"since": text})
    assert page.status_code == 200
    assert "since" in page.context["filter"].form.errors


def test_conditions_on_who_how_what_and_whom(desk, town):
    known = contact(
        town, client=ClientFactory(office=town.office), method="visit", worker=town.lead
    )
    known.contents.create(content="money")
    unknown = contact(town, outcome="referred")
    assert keys(desk.get(f"{LIST}?method=visit")) == [known.pk]
    assert keys(desk.get(f"{LIST}?worker={town.lead.pk}")) == [known.pk]
    assert keys(desk.get(f"{LIST}?content=money")) == [known.pk]
    assert keys(desk.get(f"{LIST}?who=unregistered")) == [unknown.pk]
    assert keys(desk.get(f"{LIST}?outcome=referred")) == [unknown.pk]
    assert keys(desk.get(f"{LIST}?client={known.client_id}")) == [known.pk]


def test_a_text_is_looked_for_behind_a_ticket(desk, town):
    wanted = contact(town, text="送迎の時間が合わない")
    contact(town, text="年金の相談")
    response = desk.post(
        reverse("cases:consultation-search"), {"q": "送迎", "period": "month", "method": "call"}
    )
    assert "送迎" not in response.url
    assert "method=call" in response.url
    assert keys(desk.get(response.url)) == [wanted.pk]


def test_the_text_of_somebody_elses_ticket_stays_unknown(desk, town, sign_in):
    contact(town, text="年金の相談")
    url = desk.post(reverse("cases:consultation-search"), {"q": "送迎"}).url
    page = sign_in(town.lead).get(url)
    assert page.context["filter"].text == ""
    assert len(keys(page)) == 1


def test_the_log_pages_by_key_without_losing_a_row(desk, town):
    same = timezone.now()
    made = {contact(town, occurred_at=same).pk for _number in range(60)}
    first = desk.get(LIST)
    second = desk.get(f"{LIST}?{first.context['page'].next_query}")
    assert set(keys(first)) | set(keys(second)) == made
    assert len(keys(first)) + len(keys(second)) == 60
    back = desk.get(f"{LIST}?{second.context['page'].previous_query}")
    assert keys(back) == keys(first)


def test_the_log_costs_the_same_however_long(desk, town):
    def queries():
        desk.get(LIST)  # what is remembered between requests is not the list's cost
        with CaptureQueriesContext(connection) as captured:
            desk.get(LIST)
        return len(captured)

    contact(town)
    few = queries()
    for _number in range(20):
        record = contact(town, client=ClientFactory(office=town.office))
        record.contents.create(content="work")
        PromiseFactory(office=town.office, consultation=record)
    assert queries() == few


# K-01
def test_another_offices_log_does_not_exist(desk, town):
    foreign = ConsultationFactory(office=town.other_office, text="よその話")
    assert keys(desk.get(f"{LIST}?period=year")) == []
    assert desk.get(foreign.get_absolute_url()).status_code == 404
    assert desk.get(LIST, follow=True).context["totals"]["contacts"] == 0


def test_reading_a_record_is_written_down(desk, town):
    record = contact(town)
    desk.get(record.get_absolute_url())
    assert AuditEntry.objects.filter(verb="consultation.viewed", object_id=record.pk).exists()


def test_a_long_record_is_shown_whole_and_cut_in_the_list(desk, town):
    record = contact(town, text="話" * 5000)
    assert len(desk.get(LIST).context["rows"][0]["text"]) < 200
    assert "話" * 5000 in desk.get(record.get_absolute_url()).content.decode()


def test_a_colleague_who_is_not_the_writer_cannot_correct(town, sign_in):
    record = contact(town, worker=town.lead)
    desk = sign_in(town.counsellor)
    assert desk.get(reverse("cases:consultation-edit", args=[record.pk])).status_code == 403
    assert not desk.get(record.get_absolute_url()).context["may_correct"]


def test_the_writer_corrects_the_record(desk, town):
    record = contact(town, caller_name="港町病院", text="まちがい")
    path = reverse("cases:consultation-edit", args=[record.pk])
    page = desk.get(path)
    form = page.context["form"]
    assert form["client_text"].value() == "港町病院"
    typed = {"text": "正しい", "occurred_on": "R8.4.1", "occurred_time": "930", "client": "new"}
    desk.post(path, page.context["sheet"].hidden | typed | {"client_text": "港町病院"})
    record.refresh_from_db()
    assert (record.text, record.caller_name) == ("正しい", "港町病院")
    assert record.occurred_at == at("2026-04-01 09:30")


def test_figures_of_a_month_count_contacts_minutes_and_persons(town):
    client = ClientFactory(office=town.office)
    for day in ("01", "30"):
        contact(town, client=client, occurred_at=at(f"2026-11-{day} 00:00"), minutes=10)
    contact(town, occurred_at=at("2026-12-01 00:00"))
    month = Consultation.objects.filter(office=town.office).in_month(at("2026-11-15 00:00").date())
    assert month.totals() == {"contacts": 2, "minutes": 20, "persons": 1}
    assert month.count_by("method") == {"call": 2}


def test_a_deleted_record_leaves_list_and_count_and_comes_back(desk, town):
    record = contact(town, client=ClientFactory(office=town.office))
    path = reverse("cases:consultation-delete", args=[record.pk])
    assert desk.post(path, {"reason": ""}).status_code == 422
    desk.post(path, {"reason": "別の人に書いた"})
    assert desk.get(LIST, follow=True).context["totals"]["contacts"] == 0
    assert desk.get(record.get_absolute_url()).status_code == 404
    (row,) = desk.get(reverse("cases:deleted-list")).context["rows"]
    assert row["record"].delete_reason == "別の人に書いた"

    desk.post(reverse("cases:consultation-restore", args=[record.pk]))

    assert keys(desk.get(LIST)) == [record.pk]


def test_the_list_of_deleted_records_costs_the_same_however_long(desk, town):
    def queries():
        path = reverse("cases:deleted-list")
        desk.get(path)
        with CaptureQueriesContext(connection) as captured:
            desk.get(path)
        return len(captured)

    now = timezone.now()
    contact(town, deleted_at=now, deleted_by=town.lead)
    few = queries()
    for _number in range(10):
        contact(town, deleted_at=now, client=ClientFactory(office=town.office))
    assert queries() == few

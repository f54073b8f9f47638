"""The way of a case on its pages; appointments, promises and the search."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases import actions, panels
from cases.models import Appointment, Promise
from cases.panels import StepLink, add_step_link
from staffing.models import AuditEntry
from tests.factories.cases import (
    AppointmentFactory,
    CaseFactory,
    ClientFactory,
    ConsultationFactory,
    PromiseFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(town, sign_in):
    return sign_in(town.counsellor)


@pytest.fixture
def case(town):
    return CaseFactory(client__office=town.office, opened_on=date(2026, 4, 1))


CONTRACT = {
    "explained_on": "R8.4.2",
    "contracted_on": "R8.4.3",
    "contract_signed_by": "利用 花子",
    "skip_reason": "前の事業所から続けて",
}
END = {
    "closed_on": "R8.5.1",
    "close_reason": "moved",
    "goal_result": "partly",
    "continued_by": "転出先の事業所",
}


def advance(case, to):
    return reverse("cases:case-advance", args=[case.pk, to])


def test_a_missing_day_of_a_step_is_asked_for_by_its_name(desk, case):
    page = desk.post(advance(case, "closed"), {"closed_on": ""})

    assert page.status_code == 422
    assert page.context["form"].errors["closed_on"] == ["終結した日を入れてください。"]


def queries(desk, path):
    desk.get(path)  # what is remembered between requests is not the list's cost
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(path).status_code == 200
    return len(captured)


# T-01
def test_a_contract_asks_for_the_days_that_prove_it(desk, case):
    page = desk.get(advance(case, "contracted"))
    assert list(page.context["form"].fields)[:2] == ["explained_on", "contracted_on"]
    desk.post(advance(case, "contracted"), CONTRACT)
    case.refresh_from_db()
    assert (case.state, case.contracted_on) == ("contracted", date(2026, 4, 3))
    assert case.contract_signed_by == "利用 花子"


def test_a_contract_before_the_first_contact_is_said(desk, case):
    page = desk.post(advance(case, "contracted"), CONTRACT | {"contracted_on": "R8.3.31"})
    assert page.status_code == 422
    assert "contracted_on" in page.context["form"].errors


@pytest.mark.parametrize("day", ["あさって", "R8.4.31", ""])
def test_a_day_that_cannot_be_is_said_and_kept(desk, case, day):
    page = desk.post(advance(case, "contracted"), {"explained_on": "R8.4.2", "contracted_on": day})
    assert page.status_code == 422
    assert "contracted_on" in page.context["form"].errors
    assert page.context["form"]["explained_on"].value() == "R8.4.2"
    case.refresh_from_db()
    assert case.state == "inquiry"


def test_a_step_that_does_not_follow_has_no_page(desk, case):
    assert desk.get(advance(case, "active")).status_code == 404


def test_the_end_asks_why(desk, case):
    assert desk.post(advance(case, "closed"), {"closed_on": "R8.5.1"}).status_code == 422
    desk.post(advance(case, "closed"), END)
    case.refresh_from_db()
    assert case.state == "closed"


def test_after_the_end_the_page_offers_a_new_case(desk, case):
    desk.post(advance(case, "closed"), END)
    page = desk.get(case.get_absolute_url())
    assert page.context["steps"]["is_closed"]
    response = desk.post(page.context["steps"]["open_url"], {"opened_on": "R8.6.1"})
    assert response.status_code == 302
    assert desk.get(case.get_absolute_url()).context["case"].state == "inquiry"


def test_a_second_click_moves_the_case_once(desk, case):
    key = {
        "_key": "0c7a3e7f-3a36-4ef0-8d06-2f3ad4b06c0b",
        "on": "R8.4.2",
        "skip_reason": "電話だけ",
    }
    for _click in range(2):
        assert desk.post(advance(case, "intake"), key).status_code == 302
    assert case.steps.count() == 1


def test_a_paper_of_an_upper_app_takes_the_place_of_the_days(desk, case, monkeypatch):
    monkeypatch.setattr(panels, "_step_links", {})
    add_step_link(StepLink("intake", "受付票を書く", lambda client: "/paper/", "client.edit"))
    (way,) = desk.get(case.get_absolute_url()).context["steps"]["next"]
    assert (way["button"], way["url"]) == ("受付票を書く", "/paper/")


def test_a_step_with_a_paper_leads_to_the_paper(desk, case, monkeypatch):
    monkeypatch.setattr(panels, "_step_links", {})
    add_step_link(StepLink("intake", "受付票を書く", lambda client: "/paper/", "client.edit"))
    assert desk.get(advance(case, "intake")).url == "/paper/"


def test_a_lead_changes_the_person_in_charge(town, sign_in, case):
    path = reverse("cases:case-assign", args=[case.pk])
    desk = sign_in(town.lead)
    typed = {"worker": town.counsellor.pk, "on": "R8.5.1"}
    assert desk.post(path, desk.get(path).context["sheet"].hidden | typed).status_code == 302
    case.refresh_from_db()
    assert case.worker == town.counsellor


def test_somebody_of_another_office_cannot_be_put_in_charge(town, sign_in, case):
    path = reverse("cases:case-assign", args=[case.pk])
    page = sign_in(town.lead).post(path, {"worker": town.stranger.pk, "on": "R8.5.1"})
    assert "worker" in page.context["form"].errors


def correct(desk, case, opened_on, route=""):
    path = reverse("cases:case-correct", args=[case.pk])
    typed = {"opened_on": opened_on, "route": route}
    return desk.post(path, desk.get(path).context["sheet"].hidden | typed)


@pytest.fixture
def opened(town):
    """A case as the action opens it, with its first step and a person in charge."""
    client = ClientFactory(office=town.office)
    return actions.open_case(
        client, on=date(2026, 5, 20), by=town.counsellor, worker=town.counsellor
    )


def test_a_first_contact_typed_wrong_is_corrected_with_its_step_and_worker(desk, opened):
    case = opened
    assert correct(desk, case, "R8.5.2", "medical").status_code == 302
    case.refresh_from_db()
    assert (case.opened_on, case.route) == (date(2026, 5, 2), "medical")
    assert case.steps.get().entered_on == date(2026, 5, 2)
    assert case.assignments.get().started_on == date(2026, 5, 2)
    assert AuditEntry.objects.filter(verb="case.corrected").count() == 1


def test_a_first_contact_cannot_come_after_what_followed_it(desk, opened):
    desk.post(advance(opened, "intake"), {"on": "R8.5.22", "skip_reason": "電話"})
    page = correct(desk, opened, "R8.5.23")
    assert "R8.5.22に次の手続きへ進んでいます" in page.context["form"].errors["opened_on"][0]
    opened.refresh_from_db()
    assert opened.opened_on == date(2026, 5, 20)


def test_a_day_before_the_first_contact_says_where_that_one_is_corrected(desk, case):
    page = desk.post(advance(case, "referred"), {"referred_on": "R2.4.2", "referred_to": "市役所"})
    (words,) = page.context["form"].errors["referred_on"]
    assert "「ほかの進め方」から先に直してください" in words
    menu = desk.get(case.get_absolute_url()).content.decode()
    assert reverse("cases:case-correct", args=[case.pk]) in menu


APPOINTMENT = {
    "title": "モニタリング",
    "method": "visit",
    "starts_on": "あした",
    "starts_time": "1030",
    "ends_time": "11:30",
}


def test_an_appointment_is_made_and_stands_in_its_week(desk, town):
    client = ClientFactory(office=town.office)
    typed = {"client": client.pk, "client_text": client.name, "worker": town.counsellor.pk}
    response = desk.post(reverse("cases:appointment-create"), APPOINTMENT | typed)
    made = Appointment.objects.get()
    assert (made.client, made.ends_at - made.starts_at) == (client, timedelta(hours=1))
    days = desk.get(response.url).context["days"]
    assert [row for day in days for row in day["rows"]] == [made]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ends_time", "10:00"),
        ("starts_on", "R8.2.30"),
        ("starts_time", "26:00"),
        ("title", ""),
        ("title", "長" * 10_000),
        ("client_text", "いない人"),
    ],
)
def test_bad_appointments_are_said_and_kept(desk, town, field, value):
    typed = APPOINTMENT | {"worker": town.counsellor.pk, "place": "自宅"} | {field: value}
    page = desk.post(reverse("cases:appointment-create"), typed)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert page.context["form"][field].value() == value
    assert page.context["form"]["place"].value() == "自宅"


# K-01
def test_a_client_of_another_office_gets_no_appointment(desk, town):
    foreign = ClientFactory(office=town.other_office)
    typed = APPOINTMENT | {"worker": town.counsellor.pk, "client": foreign.pk}
    page = desk.post(reverse("cases:appointment-create"), typed)
    assert "client_text" in page.context["form"].errors
    assert not Appointment.objects.exists()


def test_an_appointment_is_moved(desk, town):
    made = AppointmentFactory(office=town.office, worker=town.counsellor)
    path = reverse("cases:appointment-edit", args=[made.pk])
    hidden = desk.get(path).context["sheet"].hidden
    desk.post(path, hidden | APPOINTMENT | {"worker": town.lead.pk, "starts_on": "R8.12.1"})
    made.refresh_from_db()
    assert timezone.localtime(made.starts_at).date() == date(2026, 12, 1)
    assert made.worker == town.lead


def test_a_cancelled_appointment_leaves_the_week_and_comes_back(desk, town):
    made = AppointmentFactory(office=town.office, worker=town.counsellor)
    response = desk.post(reverse("cases:appointment-cancel", args=[made.pk]), {"reason": "熱"})
    page = desk.get(response.url)
    assert not any(day["rows"] for day in page.context["days"])
    assert [row.pk for row in page.context["cancelled"]] == [made.pk]
    response = desk.post(reverse("cases:appointment-restore", args=[made.pk]))
    assert any(day["rows"] for day in desk.get(response.url).context["days"])


def test_a_holiday_is_named(desk):
    page = desk.get("/appointments/?week=2026-11-23")
    assert page.context["days"][0]["closed"] == "勤労感謝の日"
    assert page.context["days"][6]["closed"]


def test_the_week_costs_the_same_however_full(desk, town):
    AppointmentFactory(office=town.office, worker=town.counsellor)
    few = queries(desk, "/appointments/")
    for _number in range(15):
        AppointmentFactory(
            office=town.office,
            client=ClientFactory(office=town.office),
            consultation=ConsultationFactory(office=town.office),
        )
    assert queries(desk, "/appointments/") == few


def test_one_click_closes_a_promise(desk, town):
    promise = PromiseFactory(office=town.office, client=ClientFactory(office=town.office))
    response = desk.post(reverse("cases:promise-close", args=[promise.pk]))
    assert response.url == promise.client.get_absolute_url()
    promise.refresh_from_db()
    assert promise.closed_at


def test_a_word_on_what_came_of_it_is_kept(desk, town):
    promise = PromiseFactory(office=town.office)
    desk.post(reverse("cases:promise-close", args=[promise.pk]), {"closing_note": "伝えた"})
    page = desk.get("/promises/?state=closed")
    assert [row.closing_note for row in page.context["page"]] == ["伝えた"]


def test_promises_stand_by_their_day_the_undated_last(desk, town):
    days = (None, date(2026, 12, 1), date(2026, 11, 1))
    late, middle, first = (PromiseFactory(office=town.office, due_on=day) for day in days)
    assert list(desk.get("/promises/").context["page"]) == [first, middle, late]


def test_promises_page_by_key(desk, town):
    for number in range(55):
        PromiseFactory(office=town.office, due_on=date(2026, 11, 1) + timedelta(days=number % 3))
    first = desk.get("/promises/").context["page"]
    second = desk.get(f"/promises/?{first.next_query}").context["page"]
    assert len({row.pk for row in [*first, *second]}) == 55


def test_the_list_of_promises_costs_the_same_however_long(desk, town):
    PromiseFactory(office=town.office)
    few = queries(desk, "/promises/")
    for _number in range(15):
        PromiseFactory(office=town.office, client=ClientFactory(office=town.office))
    assert queries(desk, "/promises/") == few


def test_something_to_do_is_noted_for_a_person(desk, town):
    client = ClientFactory(office=town.office)
    path = f"{reverse('cases:promise-create')}?client={client.pk}"
    typed = {"client": client.pk, "client_text": client.name, "owner": town.counsellor.pk}
    desk.post(path, typed | {"text": "申請書を渡す", "due_on": "+7"})
    assert Promise.objects.get().due_on == timezone.localdate() + timedelta(days=7)


def found(desk, text):
    return desk.get(desk.post(reverse("search"), {"q": text}).url)


def test_the_search_finds_people_and_notes_and_marks_the_place(desk, town):
    client = ClientFactory(office=town.office, name="佐藤 花子", name_kana="さとう はなこ")
    record = ConsultationFactory(office=town.office, text="前置き。佐藤さんの送迎の話。")
    page = found(desk, "佐藤")
    assert [row["pk"] for row in page.context["clients"]] == [client.pk]
    assert [row["pk"] for row in page.context["contacts"]] == [record.pk]
    assert "<mark>佐藤</mark>" in page.context["contacts"][0]["excerpt"]


# K-01
def test_the_search_stays_in_the_office(desk, town):
    ClientFactory(office=town.other_office, name="佐藤 花子", name_kana="さとう はなこ")
    ConsultationFactory(office=town.other_office, text="佐藤さんの話")
    page = found(desk, "佐藤")
    assert (page.context["clients"], page.context["contacts"]) == ([], [])


@pytest.mark.parametrize("text", ["", "　", "%", "<script>", "名" * 10_000, "𠮷"])
def test_any_search_text_gets_an_answer(desk, text):
    assert found(desk, text).status_code == 200


def test_the_search_costs_the_same_however_much_is_found(desk, town):
    def cost():
        url = desk.post(reverse("search"), {"q": "佐藤"}).url
        return queries(desk, url)

    ClientFactory(office=town.office, name="佐藤 花子")
    ConsultationFactory(office=town.office, text="佐藤さん")
    few, found = cost(), []
    for _round in range(2):
        for number in range(20):
            client = ClientFactory(office=town.office, name=f"佐藤 {number}")
            ConsultationFactory(office=town.office, client=client, text="佐藤さん")
        found.append(cost())
    # Where the newest contacts fill the list, the older ones are not asked.
    assert found == [few - 1, few - 1]

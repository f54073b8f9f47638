"""Find, register, read and change a person."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases import panels
from cases.models import Client
from cases.panels import Fact, ListColumn, Panel, add_fact, add_list_column, add_panel
from staffing.models import AuditEntry
from tests.factories.cases import CaseFactory, ClientFactory, ConsultationFactory, PromiseFactory
from tests.factories.staffing import MunicipalityFactory

pytestmark = pytest.mark.django_db
LIST, NEW, FORM = "/clients/", "/clients/new/", "/clients/new/form/"
TYPED = {"name": "浅井 花乃", "name_kana": "あさい かの", "opened_on": "R8.4.1"}


@pytest.fixture
def desk(town, sign_in):
    return sign_in(town.counsellor)


def person(town, name="利用 花子", kana="りよう はなこ", **fields):
    case = CaseFactory(
        client__office=town.office, client__name=name, client__name_kana=kana, **fields
    )
    return case.client


def names(page):
    return [row["name"] for row in page.context["rows"]]


def queries(desk, path):
    desk.get(path)  # what is remembered between requests is not the list's cost
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(path).status_code == 200
    return len(captured)


def test_the_list_stands_in_the_order_of_the_reading(desk, town):
    for name, kana in (
        ("渡辺", "わたなべ"),
        ("加藤", "かとう"),
        ("賀藤", "がとう"),
        ("角田", "カドタ"),
    ):
        person(town, name, kana)
    assert names(desk.get(LIST)) == ["加藤", "賀藤", "角田", "渡辺"]


def test_one_row_of_the_kana_table(desk, town):
    person(town, "渡辺", "わたなべ")
    person(town, "加藤", "かとう")
    assert names(desk.get(f"{LIST}?row=わ")) == ["渡辺"]


def test_a_search_text_never_stands_in_the_address(desk, town):
    person(town, "髙橋 一", "たかはし はじめ")
    person(town, "加藤 一", "かとう はじめ")
    response = desk.post(reverse("cases:client-search"), {"q": "高橋"})
    assert "高橋" not in response.url
    assert names(desk.get(response.url)) == ["髙橋 一"]


@pytest.mark.parametrize(
    "text", ["さとう", "サトウ", "ｻﾄｳ", "佐藤", "S60.4.2", "1985-04-02", "0134-22", "0123456"]
)
def test_a_person_is_found_by_whatever_is_known(desk, town, text):
    CaseFactory(
        client__office=town.office,
        client__name="佐藤 花子",
        client__name_kana="さとう はなこ",
        client__birth_on=date(1985, 4, 2),
        client__phone="0134221234",
        client__certificate_number="0123456789",
    )
    person(town, "加藤", "かとう")
    response = desk.post(reverse("cases:client-search"), {"q": text})
    assert names(desk.get(response.url)) == ["佐藤 花子"]


def test_the_other_conditions_stay_when_a_text_is_added(desk, town):
    response = desk.post(reverse("cases:client-search"), {"q": "佐", "row": "さ", "state": "all"})
    assert "row=" in response.url
    assert "state=all" in response.url


def test_without_a_condition_only_open_cases_are_listed(desk, town):
    person(town, "いまの人")
    person(town, "前の人", state="closed", closed_on=date(2026, 5, 1), close_reason="moved")
    assert names(desk.get(LIST)) == ["いまの人"]
    assert names(desk.get(f"{LIST}?state=closed")) == ["前の人"]
    assert len(names(desk.get(f"{LIST}?state=all"))) == 2


def test_conditions_on_worker_state_age_and_disability(desk, town):
    today = timezone.localdate()
    child = person(town, "児童", worker=town.counsellor, state="contracted")
    Client.objects.filter(pk=child.pk).update(birth_on=today.replace(year=today.year - 10, day=1))
    adult = person(town, "成人", worker=town.lead)
    Client.objects.filter(pk=adult.pk).update(birth_on=date(1980, 1, 1))
    adult.disabilities.create(kind="mental")
    assert names(desk.get(f"{LIST}?worker={town.lead.pk}")) == ["成人"]
    assert names(desk.get(f"{LIST}?state=using")) == ["児童"]
    assert names(desk.get(f"{LIST}?state=consulting")) == ["成人"]
    assert names(desk.get(f"{LIST}?age=child")) == ["児童"]
    assert names(desk.get(f"{LIST}?disability=mental")) == ["成人"]


def test_a_condition_takes_several_values_and_keeps_them(desk, town):
    for name, worker in (("一人", town.counsellor), ("二人", town.lead), ("三人", None)):
        person(town, name, worker=worker)
    both = [town.counsellor.pk, town.lead.pk]
    response = desk.post(reverse("cases:client-search"), {"worker": both, "disability": ""})
    assert response.url == f"{LIST}?worker={both[0]}&worker={both[1]}"
    page = desk.get(response.url)
    assert sorted(names(page)) == ["一人", "二人"]
    assert page.context["chips"][1]["query"].count("worker=") == 2
    assert desk.get(LIST).url == response.url


def test_the_list_costs_the_same_however_long(desk, town):
    person(town)
    few = queries(desk, LIST)
    for number in range(20):
        client = person(town, f"利用 {number}")
        ConsultationFactory(office=town.office, client=client)
        client.disabilities.create(kind="mental")
    assert queries(desk, LIST) == few


def test_a_column_of_an_upper_app_comes_with_the_people(desk, town, monkeypatch):
    monkeypatch.setattr(panels, "_columns", {})
    monkeypatch.setattr(panels, "_facts", {})
    people = [person(town, f"利用 {number}") for number in range(3)]
    few = queries(desk, LIST)
    add_fact(Fact("key", lambda: F("pk"), "client.view"))
    add_fact(Fact("hidden", lambda: F("pk"), "office.edit"))
    cell = "R9.{}".format
    add_list_column(
        ListColumn("due", "次のモニタリング", "key", lambda v, *, today: cell(v), "client.view")
    )
    page = desk.get(LIST)
    assert {row["cells"][0][1] for row in page.context["rows"]} == {cell(p.pk) for p in people}
    assert "fact_hidden" not in page.context["rows"][0]
    assert queries(desk, LIST) == few


def test_a_panel_of_an_upper_app_stands_on_the_page(desk, town, monkeypatch):
    monkeypatch.setattr(panels, "_panels", {})
    hidden = Panel("b", "side", "components/notice.html", lambda *a, **k: {}, "office.edit")
    empty = Panel("c", "side", "components/notice.html", lambda *a, **k: None, "client.view")
    add_panel(Panel("a", "side", "components/notice.html", lambda *a, **k: {}, "client.view"))
    add_panel(hidden)
    add_panel(empty)
    page = desk.get(person(town).get_absolute_url())
    assert [item["key"] for item in page.context["side_panels"]] == ["a"]


def test_the_search_before_registering_gives_its_reasons(desk, town):
    CaseFactory(
        client__office=town.office,
        client__name="佐藤 花子",
        client__name_kana="さとう はなこ",
        client__birth_on=date(1985, 4, 2),
    )
    response = desk.post(NEW, {"name": "さとう", "birth_on": "S60.4.2"})
    page = desk.get(response.url)
    (found,) = page.context["candidates"]
    assert len(found["reasons"]) == 2
    assert "さとう" not in response.url


# K-01
def test_hints_never_cross_offices(desk, town):
    ClientFactory(office=town.other_office, name="佐藤 花子", name_kana="さとう はなこ")
    page = desk.get(desk.post(NEW, {"name": "さとう"}).url)
    assert page.context["candidates"] == []
    foreign = {"name": "佐藤 花子", "name_kana": "さとう はなこ", "birth_on": "S60.4.2"}
    assert desk.post(FORM, TYPED | foreign).status_code == 302


def test_the_form_takes_over_what_was_searched(desk):
    response = desk.post(NEW, {"name": "さとう", "phone": "0134-22-1234"})
    create = desk.get(response.url).context["create_url"]
    form = desk.get(create).context["form"]
    assert form["name_kana"].value() == "さとう"
    assert form["phone"].value() == "0134221234"


def test_an_empty_search_says_what_to_do(desk):
    assert desk.post(NEW, {}).status_code == 422


def test_registering_leads_to_the_person_with_the_next_step(desk, town):
    response = desk.post(FORM, TYPED | {"worker": town.counsellor.pk, "disabilities": ["mental"]})
    client = Client.objects.get()
    assert response.url == client.get_absolute_url()
    page = desk.get(response.url)
    assert page.context["steps"]["next"][0]["state"] == "intake"
    assert list(client.disabilities.values_list("kind", flat=True)) == ["mental"]


def test_a_twin_must_be_looked_at_before_it_is_registered(desk, town):
    first = TYPED | {"birth_on": "S60.4.2"}
    desk.post(FORM, first)
    page = desk.post(FORM, first)
    assert page.status_code == 422
    assert len(page.context["form"].twins) == 1
    desk.post(FORM, first | {"is_confirmed": "on"})
    assert Client.objects.count() == 2


@pytest.mark.parametrize("name", ["𠮷﨑 髙子", "田中 😀", "葛󠄀城 さくら"])
def test_any_character_of_a_name_is_kept_and_shown(desk, name):
    desk.post(FORM, TYPED | {"name": name})
    client = Client.objects.get()
    assert client.name == name
    assert name in desk.get(client.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "名" * 10_000),
        ("name", "\u202e逆さま"),
        ("name_kana", "漢字"),
        ("birth_on", "S60.2.30"),
        ("birth_on", "60.4.2"),
        ("birth_on", "R50.1.1"),
        ("opened_on", "平成100.1.1"),
        ("phone", "12"),
        ("certificate_number", "12345"),
        ("consent_on", "あした"),
    ],
)
def test_bad_input_is_said_and_everything_typed_stays(desk, field, value):
    page = desk.post(FORM, TYPED | {"address": "港町1-2"} | {field: value})
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert page.context["form"][field].value() == value
    assert page.context["form"]["address"].value() == "港町1-2"
    assert not Client.objects.exists()


def test_a_second_click_registers_once(desk):
    key = {"_key": "7f0c7a3e-3a36-4ef0-8d06-2f3ad4b06c0b"}
    desk.post(FORM, TYPED | key)
    desk.post(FORM, TYPED | key)
    assert Client.objects.count() == 1


def test_two_people_save_one_person_and_both_changes_are_kept(town, sign_in):
    client = person(town)
    path = reverse("cases:client-edit", args=[client.pk])

    def posted(page, **changed):
        form = page.context["form"]
        typed = {name: form[name].value() or "" for name in form.fields}
        for rows in form.formsets.values():
            typed |= {bound.html_name: bound.value() for bound in rows.management_form}
        shown = {"has_ltc_care_manager": "unknown", "birth_on": "", "disabilities": []}
        return page.context["sheet"].hidden | typed | shown | changed

    mine = posted(sign_in(town.counsellor).get(path), phone="0134000001")
    desk = sign_in(town.lead)
    desk.post(path, posted(desk.get(path), address="港町1-2"))

    response = sign_in(town.counsellor).post(path, mine)

    assert response.status_code == 302
    client.refresh_from_db()
    assert (client.phone, client.address) == ("0134000001", "港町1-2")


def test_every_look_into_a_file_is_written_down(desk, town):
    client = person(town)
    for name in ("client-detail", "client-log", "client-edit", "client-history"):
        desk.get(reverse(f"cases:{name}", args=[client.pk]))
    looked = AuditEntry.objects.filter(verb="client.viewed", client_id=client.pk)
    assert looked.count() == 4


def test_the_page_costs_the_same_however_long_the_story(desk, town):
    client = person(town)
    record = ConsultationFactory(office=town.office, client=client)
    PromiseFactory(office=town.office, client=client, consultation=record)
    few = queries(desk, client.get_absolute_url())
    for _number in range(30):
        record = ConsultationFactory(office=town.office, client=client)
        PromiseFactory(office=town.office, client=client, consultation=record)
    assert queries(desk, client.get_absolute_url()) == few


def test_the_timeline_costs_the_same_however_long(desk, town):
    client = person(town)
    path = reverse("cases:client-log", args=[client.pk])
    ConsultationFactory(office=town.office, client=client)
    few = queries(desk, path)
    for _number in range(20):
        ConsultationFactory(office=town.office, client=client)
    assert queries(desk, path) == few


def test_only_those_with_the_history_see_who_did_what(town, sign_in):
    path = reverse("cases:client-history", args=[person(town).pk])
    assert "acts" not in sign_in(town.counsellor).get(path).context
    assert sign_in(town.manager).get(path).context["acts"]


def test_the_history_costs_the_same_however_long(town, sign_in):
    client = person(town)
    desk = sign_in(town.manager)
    path = reverse("cases:client-history", args=[client.pk])
    desk.get(path)
    few = queries(desk, path)
    for _number in range(10):
        desk.get(client.get_absolute_url())
    assert queries(desk, path) == few


def test_suggestions_name_people_of_the_office_only(desk, town):
    ClientFactory(office=town.office, name="佐藤 花子", name_kana="さとう はなこ")
    ClientFactory(office=town.other_office, name="佐藤 よそ子", name_kana="さとう よそこ")
    body = desk.post(reverse("cases:client-suggest"), {"q": "さと"}).content.decode()
    assert "佐藤 花子" in body
    assert "よそ子" not in body


def test_another_office_cannot_be_asked_for_suggestions(desk, town):
    url = f"{reverse('cases:client-suggest')}?office={town.other_office.pk}"
    assert desk.post(url, {"q": "さと"}).status_code == 404


def test_the_towns_to_choose_from_are_those_of_ones_own_people(town, sign_in):
    near, far = MunicipalityFactory(name="近町"), MunicipalityFactory(name="遠町")
    for office, municipality in (
        (town.office, near),
        (town.office, near),
        (town.other_office, far),
    ):
        ClientFactory(office=office, municipality=municipality)
    listed = sign_in(town.counsellor).get(reverse("cases:client-list")).context["filter"]
    offered = [str(label) for _key, label in listed.form.fields["municipality"].choices]
    assert [label for label in offered if label in ("近町", "遠町")] == ["近町"]

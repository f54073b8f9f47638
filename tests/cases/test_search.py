"""The one search box finds what an office would type, and only in one's own offices (S03)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cases.actions import change_client
from cases.excerpts import around, marked
from cases.models import Client
from cases.recent import remember
from cases.rules import read_query
from config.common.kana import name_key, search_key
from plans.models import ServiceProvider
from tests.factories.cases import CaseFactory, ClientFactory, ConsultationFactory
from tests.factories.councils import MeetingFactory

pytestmark = pytest.mark.django_db
#: What finds 齋藤 髙子 (さいとう たかこ), born on 1985-04-02.
FOUND = """
さいとう|サイトウ|ｻｲﾄｳ|さい とう|さい|たかこ
タカコ|さいとうたかこ|さいとう　たかこ|たかこ さいとう|サイトウ タカコ
齋藤|斎藤|斉藤|齊藤|齋|齋藤髙子|斉藤 高子|高子|髙子 齋藤|斉藤さん
さいとう様|斉藤　たかこ|齋藤\U000e0100
S60.4.2|s60.4.2|Ｓ６０．４．２|S60/4/2|S60-4-2|S600402|S60 4 2|昭和60年4月2日
昭和６０年４月２日|昭60.4.2
㍼60年4月2日|昭和 60年 4月 2日|1985/4/2|1985-04-02|1985.4.2|19850402|１９８５０４０２|1985年4月2日
さいとう S60.4.2|斉藤 1985/4/2|S60.4.2 斉藤
0134-22-4111|0134 22 4111|(0134)22-4111|０１３４２２４１１１|4111|22-4111
0123456789|6789|６７８９|斉藤 6789|たあちゃん|タアチャン
"""
NOT_FOUND = "さとう|佐藤|S60.4.3|1985/4/22|0134-22-4112|9999|たかこ 佐藤|斉藤 S60.4.3|　|No.0"


@pytest.fixture
def desk(town, sign_in):
    return sign_in(town.counsellor)


def person(town, name, kana, **fields):
    return CaseFactory(
        client__office=town.office, client__name=name, client__name_kana=kana, **fields
    ).client


def found(desk, text, **query):
    return desk.get(desk.post("/search/", {"q": text}).url, query).context


def names(desk, text):
    return [row["name"] for row in found(desk, text)["clients"]]


def test_an_office_finds_a_person_by_whatever_it_types(town, desk):
    known = {"birth_on": date(1985, 4, 2), "phone": "0134224111"}
    client = person(
        town, "齋藤 髙子", "さいとう たかこ", **{f"client__{k}": known[k] for k in known}
    )
    change_client(
        client,
        by=town.manager,
        version=None,
        certificate_number="0123456789",
        also_called="たあちゃん",
    )
    person(town, "加藤 一", "かとう はじめ", client__birth_on=date(1970, 1, 1))
    ClientFactory(office=town.other_office, name="齋藤 髙子", name_kana="さいとう たかこ")
    texts = [*FOUND.strip().replace("\n", "|").split("|"), f"No.{client.pk}"]
    assert [text for text in texts if names(desk, text) != ["齋藤 髙子"]] == []
    assert [text for text in NOT_FOUND.split("|") if names(desk, text)] == []


def test_own_people_come_first_then_those_opened_lately_then_by_kana(town, desk):
    for given in ("あい", "いと", "うみ", "えま"):
        person(town, f"水野 {given}", f"みずの {given}")
    person(town, "清水野 花", "しみずの はな", worker=town.counsellor)
    person(town, "水野 ゆう", "みずの ゆう", worker=town.counsellor)
    remember(town.counsellor, Client.objects.get(name="水野 うみ"), now=timezone.now())
    expected = ["水野 ゆう", "水野 うみ", "水野 あい", "水野 いと", "水野 えま", "清水野 花"]
    assert names(desk, "みずの") == expected


def test_what_fits_is_marked(town, desk):
    client = person(town, "髙橋 一", "たかはし はじめ", client__birth_on=date(1985, 4, 2))
    change_client(client, by=town.manager, version=None, phone="0134224111")
    (row,) = found(desk, "高橋")["clients"]
    assert row["shown_name"] == "<mark>髙橋</mark> 一"
    (row,) = found(desk, "ﾀｶﾊｼ")["clients"]
    assert row["shown_kana"] == "<mark>たかはし</mark> はじめ"
    (row,) = found(desk, "224111")["clients"]
    assert row["number"] == "0134-<mark>22-4111</mark>"
    assert found(desk, "S60.4.2")["clients"][0]["is_birth"]


@pytest.mark.parametrize(
    ("shown", "fold", "key", "expected"),
    [
        ("さいとう たかこ", search_key, "とうたか", "さい<mark>とう たか</mark>こ"),
        ("﨑山 <乃>", name_key, "崎", "<mark>﨑</mark>山 &lt;乃&gt;"),
        ("﨑山", name_key, "", "﨑山"),
    ],
)
def test_a_key_is_marked_in_what_was_written(shown, fold, key, expected):
    assert marked(shown, fold, [key]) == expected


def test_every_word_of_a_note_is_marked_however_it_is_written():
    found = around("ＦＡＸで髙橋さんへ送迎の件", "fax 高橋")
    assert found == "<mark>ＦＡＸ</mark>で<mark>髙橋</mark>さんへ送迎の件"
    assert around("<b>", "x") == "&lt;b&gt;"


@pytest.mark.parametrize(
    "text", ["送迎", "ｿｳｹﾞｲ", "そうげい", "高橋", "FAX", "fax", "１０時", "10時", "FAX 送迎"]
)
def test_a_note_is_found_however_its_words_are_written(town, desk, text):
    note = "送迎（ソウゲイ）の件で髙橋さんにFAX。10時に。"
    held = ConsultationFactory(office=town.office, worker=town.counsellor, text=note)
    ConsultationFactory(office=town.office, worker=town.counsellor, text="別の件")
    assert [row["pk"] for row in found(desk, text)["contacts"]] == [held.pk]


def test_meetings_and_providers_are_found_in_their_groups(town, desk):
    meeting = MeetingFactory(office=town.office, body__office=town.office, purpose="送迎の見直し")
    meeting.agenda.create(title="議題1", discussion="移動支援の不足について")
    MeetingFactory(office=town.other_office, purpose="送迎の見直し")
    ServiceProvider.objects.create(
        office=town.office, name="送迎サービスさくら", phone="0134220000"
    )
    groups = {group.key: rows for group, rows, _more in found(desk, "送迎")["others"]}
    assert {key: len(rows) for key, rows in groups.items()} == {"meetings": 1, "providers": 1}
    assert groups["meetings"][0].url == meeting.get_absolute_url()
    (_group, rows, _more) = found(desk, "移動支援")["others"][0]
    assert "<mark>移動支援</mark>の不足" in rows[0].excerpt


def test_a_provider_is_found_as_it_is_typed_in_the_own_office_only(town, desk):
    for office, name, phone in (
        (town.office, "さくら", "0134220000"),
        (town.office, "すみれ", "0134230001"),
        (town.other_office, "さくら", "0134220000"),
    ):
        ServiceProvider.objects.create(office=office, name=name, phone=phone)
    for text, names in (
        ("さくら", ["さくら"]),
        ("すみれ", ["すみれ"]),
        ("013423", ["すみれ"]),
        ("さく%", []),
    ):
        groups = found(desk, text)["others"]
        assert [row.title for _group, rows, _more in groups for row in rows] == names


def test_one_range_shows_only_its_group(town, desk):
    person(town, "送迎 太郎", "そうげい たろう")
    ConsultationFactory(office=town.office, worker=town.counsellor, text="送迎の件")
    only = found(desk, "送迎", **{"in": "records"})
    assert (len(only["clients"]), len(only["contacts"])) == (0, 1)
    assert list(only["ranges"]) == ["people", "records", "meetings", "assessments", "providers"]
    assert len(found(desk, "送迎", **{"in": "nonsense"})["clients"]) == 1


@pytest.mark.parametrize(
    "text", ["みずの", "水野", "S60.4.2", "4111", "水野 はな", "みずの S60.4.2"]
)
def test_people_are_found_by_an_index_not_by_a_look_at_each(town, text):  # P4
    wanted = read_query(text, today=timezone.localdate() + timedelta(days=1))
    found = Client.objects.filter(office=town.office).matching(wanted)
    sql = str(found.query)
    assert any(sign in sql for sign in ("MATCH", "_terms", "@>", "birth_on"))
    # The small tables of a test are read whole on PostgreSQL, whatever index there is.
    if connection.vendor == "sqlite":
        plan = found.explain()
        assert "SCAN cases_client\n" not in f"{plan}\n"
        assert "cases_client_words" in plan or "cases_client_birth" in plan

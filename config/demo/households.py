"""Households of the demo: a mother of 80 and her son of 50, a family with a child, a man alone."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.actions import (
    add_member,
    add_supporter,
    change_member,
    log_visit,
    make_promise,
    register_client,
)
from cases.actions.households import own_entry
from cases.models import Client
from config.common.fiscal import add_months_to_day
from config.demo.town import Town
from staffing.models import User

APART = {"living": "apart"}


def write_households(town: Town, today: date) -> int:
    """Write three households of the first office; return how many clients they have."""
    worker = town.people[town.first.pk][2]
    people = _old_and_young(town, worker, today)
    people += _with_child(town, worker, today)
    people += _alone(town, worker, today)
    return len(people)


def _born(today: date, age: int, month: int, day: int) -> date:
    """A birthday by which somebody is so old today."""
    had = (month, day) <= (today.month, today.day)
    return date(today.year - age - (not had), month, day)


def _client(town: Town, worker: User, today: date, **fields) -> Client:
    return register_client(
        office=town.first,
        by=worker,
        worker=worker,
        opened_on=add_months_to_day(today, -7),
        municipality_id=town.municipality.pk,
        consent_method="written",
        **fields,
    )


def _old_and_young(town: Town, worker: User, today: date) -> list[Client]:
    home = {"address": "北海道潮見市港町3丁目8-2", "phone": "0134551208"}
    son = _client(
        town,
        worker,
        today,
        name="桐谷 正",
        name_kana="きりたに ただし",
        gender="male",
        birth_on=_born(today, 52, 6, 14),
        disabilities=["intellectual"],
        route="community_centre",
        care_note="初めての人には話しにくい。母といっしょの面談から始める。",
        **home,
    )
    mother = _client(
        town,
        worker,
        today,
        name="桐谷 芳子",
        name_kana="きりたに よしこ",
        gender="female",
        birth_on=_born(today, 81, 2, 3),
        disabilities=["physical"],
        route="community_centre",
        has_ltc_care_manager=True,
        care_note="春に自宅で転倒。耳が遠いので、ゆっくり大きな声で話す。",
        **home,
    )
    add = _adder(son, worker, today)
    add("mother", registered_as=mother, is_main_carer=True, occupation="無職", emergency_order=1)
    add("father", name="桐谷 勇", name_kana="きりたに いさむ", age=85, is_deceased=True)
    add(
        "elder_sister",
        name="三上 和恵",
        name_kana="みかみ かずえ",
        age=56,
        occupation="会社員",
        emergency_order=2,
        phone="09055503104",
        note="隣の市。月に一度来る",
        **APART,
    )
    change_member(own_entry(son, by=worker), by=worker, version=None, occupation="在宅")
    _supporter(
        son, worker, "provider", "就労継続支援B型 しおかぜ", "目黒", "通所（週4日）", "strong"
    )
    _supporter(son, worker, "medical", "港町内科クリニック", "白井", "主治医", "normal")
    _supporter(son, worker, "community", "", "古賀 ミツ", "民生委員", "normal")
    _supporter(son, worker, "friend", "", "となりの工藤さん", "声かけ", "weak")
    _supporter(mother, worker, "care", "居宅介護支援 はまなす", "早瀬", "ケアマネジャー", "strong")
    _supporter(mother, worker, "medical", "港町内科クリニック", "白井", "主治医", "normal")
    _visits(town, worker, today, son, mother)
    return [son, mother]


def _visits(town: Town, worker: User, today: date, son: Client, mother: Client) -> None:
    for weeks, text in (
        (
            9,
            "二人の部屋を見せてもらった。薬の袋が残っている。母の通院に息子が付き添っている。",
        ),
        (
            2,
            "母は膝の痛みで買い物に出られない。息子は一人で店に行けた。夕食は配食を試してみる。",
        ),
    ):
        day = today - timedelta(days=7 * weeks + today.weekday())
        log_visit(
            office=town.first,
            by=worker,
            client=son,
            also_for=[mother],
            occurred_at=timezone.make_aware(datetime.combine(day, time(14, 0))),
            minutes=60,
            method="visit",
            counterpart="family",
            text=text,
            contents=["health", "skills"],
        )
    make_promise(
        office=town.first,
        by=worker,
        owner=worker,
        client=mother,
        text="母が入院したときの息子の過ごし方を、姉も交えて話す",
        due_on=today + timedelta(days=12),
    )


def _with_child(town: Town, worker: User, today: date) -> list[Client]:
    home = {"address": "北海道潮見市緑台1丁目4-11", "phone": "0134551733"}
    child = _client(
        town,
        worker,
        today,
        name="真壁 そら",
        name_kana="まかべ そら",
        gender="male",
        birth_on=_born(today, 8, 9, 21),
        disabilities=["developmental"],
        route="school",
        guardian_name="真壁 美咲",
        **home,
    )
    add = _adder(child, worker, today)
    mother = add(
        "mother",
        name="真壁 美咲",
        name_kana="まかべ みさき",
        age=38,
        occupation="看護助手",
        is_main_carer=True,
        emergency_order=1,
        phone="09055501170",
    )
    add("father", name="真壁 浩二", age=41, occupation="運転手", emergency_order=2)
    add("elder_sister", name="真壁 ひな", birth_on=_born(today, 12, 4, 2), occupation="小学生")
    grandmother = add("grandmother", name="小野寺 節子", age=67, occupation="無職", **APART)
    change_member(mother, by=worker, version=None, mother_id=grandmother.pk)
    _supporter(child, worker, "work", "潮見緑小学校", "村井", "支援学級の担任", "normal")
    _supporter(child, worker, "provider", "放課後デイ ひだまり", "今野", "週3日", "strong")
    _supporter(child, worker, "medical", "こども発達外来", "", "年4回", "weak")
    return [child]


def _alone(town: Town, worker: User, today: date) -> list[Client]:
    man = _client(
        town,
        worker,
        today,
        name="長門 修",
        name_kana="ながと おさむ",
        gender="male",
        birth_on=_born(today, 59, 11, 8),
        disabilities=["mental"],
        route="medical",
        address="北海道潮見市浜町2丁目1-5 浜町荘203",
        phone="0134551962",
        care_note="電話は午後。訪問は前日に伝える。",
    )
    brother = {"name": "長門 隆", "age": 63, "note": "長く会っていない。連絡は本人に聞いてから"}
    _adder(man, worker, today)("elder_brother", **brother, **APART)
    _supporter(man, worker, "medical", "潮見病院 精神科", "訪問看護 宮田", "週1回訪問", "strong")
    _supporter(man, worker, "government", "市役所 生活支援課", "坂本", "生活保護", "normal")
    _supporter(man, worker, "friend", "浜町荘", "大家さん", "家賃・ごみ出し", "stressed")
    return [man]


def _adder(client: Client, worker: User, today: date):
    def add(relation: str, **fields):
        return add_member(client, by=worker, today=today, relation=relation, **fields)

    return add


def _supporter(client: Client, worker: User, kind: str, body: str, name: str, role: str, bond: str):
    add_supporter(
        client,
        by=worker,
        kind=kind,
        organisation=body,
        name=name,
        role=role,
        bond=bond,
        has_consent=True if bond != "stressed" else None,
    )
